import type { FakePackage } from "./install-package.js";

/** A plugin package that must not load, and what the loader has to say about it. */
export interface HostilePlugin extends FakePackage {
  /** What is wrong with it, in words. */
  readonly what: string;
  /** The problem code in the `PluginLoadError`. */
  readonly problem: string;
  /** What the message has to contain besides the name. */
  readonly says: RegExp;
}

const plugin = (name: string, fields: string): string =>
  `export default () => ({ name: "${name}", version: "1.0.0", apiVersion: 1, ${fields} });\n`;

/** One of each kind; `installPackages` puts them into a project. Each name is its own, so that all can be installed together. */
export const HOSTILE_PLUGINS: readonly HostilePlugin[] = [
  {
    what: "throws when it is imported",
    name: "autotest-report-bomb",
    source: 'throw new Error("boom on import");\n',
    problem: "throws",
    says: /boom on import/,
  },
  {
    what: "throws when it is made",
    name: "autotest-report-fuse",
    source: 'export default () => { throw new Error("boom when made"); };\n',
    problem: "throws",
    says: /boom when made/,
  },
  {
    what: "has a syntax error",
    name: "autotest-report-typo",
    source: "export default () => ({;\n",
    problem: "throws",
    says: /failed to load/,
  },
  {
    what: "has no default export",
    name: "autotest-report-shy",
    source: "export const plugin = 1;\n",
    problem: "no-factory",
    says: /default export/,
  },
  {
    what: "returns nothing",
    name: "autotest-report-void",
    source: "export default () => undefined;\n",
    problem: "invalid",
    says: /returned nothing/,
  },
  {
    what: "is asynchronous",
    name: "autotest-report-late",
    source: "export default async () => ({});\n",
    problem: "invalid",
    says: /a promise/,
  },
  {
    what: "speaks another plugin API",
    name: "autotest-report-future",
    source: 'export default () => ({ name: "autotest-report-future", version: "9.0.0", apiVersion: 2 });\n',
    problem: "wrong-api",
    says: /API 2.*speaks 1/,
  },
  {
    what: "calls itself something else",
    name: "autotest-report-mask",
    source: plugin("@autotest/fw-mocha", 'reporters: [{ id: "mask", render: () => "" }]'),
    problem: "wrong-name",
    says: /@autotest\/fw-mocha/,
  },
  {
    what: "brings nothing",
    name: "autotest-report-empty",
    source: plugin("autotest-report-empty", ""),
    problem: "invalid",
    says: /contributes nothing/,
  },
  {
    what: "lacks a function",
    name: "autotest-report-half",
    source: plugin("autotest-report-half", 'reporters: [{ id: "half" }]'),
    problem: "invalid",
    says: /render\(\)/,
  },
  {
    what: "has a bad id",
    name: "autotest-report-loud",
    source: plugin("autotest-report-loud", 'reporters: [{ id: "LOUD!", render: () => "" }]'),
    problem: "invalid",
    says: /LOUD!/,
  },
  {
    what: "brings prompts with a slip in them",
    name: "autotest-prompts-slip",
    source: plugin(
      "autotest-prompts-slip",
      'prompts: [{ id: "slip", name: "x", templates: { unit_test: "for {cdoe}" } }]',
    ),
    problem: "invalid",
    says: /prompt pack "slip" has \{cdoe\}, did you mean \{code\}\?.*template unit_test/,
  },
  {
    what: "brings prompts for a task there is not",
    name: "autotest-prompts-odd",
    source: plugin("autotest-prompts-odd", 'prompts: [{ id: "odd", name: "x", templates: { review: "Read {code}" } }]'),
    problem: "invalid",
    says: /template for "review"; the tasks are unit_test, kill_mutant/,
  },
  {
    what: "brings prompts under the name of the configuration's own",
    name: "autotest-prompts-own",
    source: plugin("autotest-prompts-own", 'prompts: [{ id: "config", name: "x", templates: {} }]'),
    problem: "invalid",
    says: /stands for the configuration's own/,
  },
  {
    what: "has no entry file",
    name: "autotest-report-husk",
    problem: "unresolvable",
    says: /cannot be resolved|does not exist/,
  },
];
