import type { Layout } from "@autotest/core";

/** What detection keeps for placing, emitting and running; plain data under `layout.details`. */
export interface PytestDetails {
  /** Configuration file with a pytest section, relative; empty when there is none. */
  readonly configFile: string;
  /** The configuration's own options, as text. */
  readonly config: { readonly [key: string]: string };
  /** Every `conftest.py`, relative. */
  readonly conftests: readonly string[];
  /** Those that change `sys.path` themselves. */
  readonly pathConftests: readonly string[];
  /** True when a test or conftest imports a module of its own folder by its bare name; a package would break that. */
  readonly siblingImports: boolean;
  /** Folders with an `__init__.py`, relative; `.` is the root. */
  readonly packages: readonly string[];
  /** Source files that are not tests, relative. */
  readonly sources: readonly string[];
  /** Top-level names a test can import from the project. */
  readonly projectModules: readonly string[];
  /** Folders on `sys.path` by configuration or by an editable install, relative; `.` is the root. */
  readonly pythonPath: readonly string[];
  /** The part of `pythonPath` that an editable install provides. */
  readonly installed: readonly string[];
  /** True when pytest imports test files without touching `sys.path`. */
  readonly importlib: boolean;
  /** Patterns of test files, functions and classes. */
  readonly pythonFiles: readonly string[];
  readonly pythonFunctions: readonly string[];
  readonly pythonClasses: readonly string[];
  /** How this project installs a development dependency, up to the package names. */
  readonly install: string;
}

const NONE: PytestDetails = {
  configFile: "",
  config: {},
  conftests: [],
  pathConftests: [],
  siblingImports: false,
  packages: [],
  sources: [],
  projectModules: [],
  pythonPath: [],
  installed: [],
  importlib: false,
  pythonFiles: ["test_*.py", "*_test.py"],
  pythonFunctions: ["test"],
  pythonClasses: ["Test"],
  install: "python -m pip install",
};

/** The details of a layout; what is absent (a layout made by hand) has pytest's defaults. */
export function detailsOf(layout: Layout): PytestDetails {
  return { ...NONE, ...(layout.details as Partial<PytestDetails>) };
}
