import type { Layout } from "@autotest/core";
import type { MochaSettings } from "./mocha-settings.js";

/** Assertion library a project writes its tests with. */
export type AssertionLibrary = "node" | "chai-expect" | "chai-assert";

/** What detection keeps for placing, emitting and running; plain data under `layout.details`. */
export interface MochaDetails {
  readonly settings: MochaSettings;
  /** `style` of the options: which words suites are written with, whatever Mocha's `ui`. Null: those of the `ui`. */
  readonly style: "bdd" | "xunit" | null;
  /** `placement` of the options: where new suites go. Null: as the existing tests. */
  readonly placement: "mirror" | "flat" | "beside" | null;
  /** `type` of package.json: what Node takes a `.js` file for. */
  readonly packageType: "module" | "commonjs";
  /** What stands before the extension of a test file: `.test`, `.spec`, `-test`; empty when tests are named like sources. */
  readonly infix: string;
  /** Extension of most existing tests, with the dot; null when there are none. */
  readonly extension: string | null;
  /** How existing tests load what they test; null when there are none to learn from. */
  readonly modules: "esm" | "commonjs" | null;
  /** How relative imports of existing tests end: `none` (`../lib/a`), `written` (`../lib/a.js`); null when unknown. */
  readonly importEnding: "none" | "written" | null;
  /** True when tests stand beside what they test. */
  readonly beside: boolean;
  /** True when the test folder has folders of its own. */
  readonly nested: boolean;
  /** Source files (relative, extension left out) that each existing test imports. */
  readonly targets: { readonly [testFile: string]: readonly string[] };
  readonly assertions: AssertionLibrary;
  readonly semicolons: boolean;
  /** Whether a formatter goes over the project's files. */
  readonly isFormatted: boolean;
  /** Columns a line may have: what the formatter says, 80 where one is there and does not say, else 100. */
  readonly width: number;
  /** The tool that runs TypeScript in the project's Mocha; null when there is none. */
  readonly typescript: string | null;
  /** True when a loader compiles JavaScript on the way. */
  readonly transpiled: boolean;
  /** Direct dependencies of any kind. */
  readonly dependencies: readonly string[];
  /** How this project installs a development dependency, up to the package names: `npm i -D`. */
  readonly install: string;
}

const NONE: MochaDetails = {
  settings: {
    found: [],
    unread: null,
    broken: null,
    ui: "bdd",
    spec: ["./test"],
    recursive: false,
    extension: ["js", "cjs", "mjs"],
    require: [],
    nodeFlags: [],
    scriptArguments: [],
  },
  style: null,
  placement: null,
  packageType: "commonjs",
  infix: ".test",
  extension: null,
  modules: null,
  importEnding: null,
  beside: false,
  nested: false,
  targets: {},
  assertions: "node",
  semicolons: true,
  isFormatted: false,
  width: 100,
  typescript: null,
  transpiled: false,
  dependencies: [],
  install: "npm i -D",
};

/** The details of a layout; what is absent (a layout made by hand) has Mocha's defaults. */
export function detailsOf(layout: Layout): MochaDetails {
  return { ...NONE, ...(layout.details as Partial<MochaDetails>) };
}
