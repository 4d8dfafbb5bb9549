/** The project under test. */
export interface Project {
  /** The user's folder, absolute. Read only, except for stage 6. */
  readonly root: string;
  /** A private copy of it, absolute, in which code is run. Dependencies (`node_modules`, `.venv`) are reached from it. */
  readonly workspace: string;
  /** Settings for one plugin, from the config's `options.<package short name>`; unknown to core. */
  readonly options: { readonly [plugin: string]: { readonly [key: string]: unknown } };
}

/** One check of `autotest doctor`. */
export interface Check {
  /** Short noun: `Python interpreter`. */
  readonly name: string;
  readonly ok: boolean;
  /** What was found: `3.11.7 at .venv/bin/python (from .venv)`, or what is missing. */
  readonly detail: string;
  /** One command that fixes it. */
  readonly fix?: string;
  /** False when the product works without it. Default true. */
  readonly required?: boolean;
}

/** Something that keeps a plugin from working on this project; the run goes on without what needs it. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** What to do next. */
  readonly hint?: string;
}
