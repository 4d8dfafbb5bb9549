/** What a language model is asked to do: tests for the ways through a unit, or tests that notice small changes to it. */
export type PromptTask = "unit_test" | "kill_mutant";

/**
 * The task paragraph of a question, by task. `{language}`, `{framework}`, `{code}` and `{diff}` are filled in, other braces stay.
 * Rules, data and the form of the answer are always sent beside it.
 */
export type PromptTemplates = { readonly [task in PromptTask]?: string };

/** Templates that belong together, to be chosen by `prompts.pack` of the configuration. What it leaves out is asked as usual. */
export interface PromptPack {
  /** `config` is not for packs: it stands for what the configuration itself says. */
  readonly id: string;
  /** What it is good for, in one line. */
  readonly name: string;
  readonly templates: PromptTemplates;
}
