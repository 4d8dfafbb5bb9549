import type { Finding, Gate } from "./candidate.js";
import type { Goal } from "./goal.js";

/** What a gate says about the candidates it dropped. */
export const GATE_WORDS: { readonly [gate in Gate]: string } = {
  parses: "did not parse",
  imports: "could not import the code",
  effects: "touched files, the network or processes",
  passes: "did not pass when run for real",
  repeats: "passed once, but not again",
  "fails-when-undone": "would not notice the code being wrong",
  "adds-goal": "added nothing new",
};

/** Headline of a reason why goals stayed open. */
export function openReason(code: string): string {
  return OPEN_WORDS[code] ?? code.replaceAll("-", " ");
}

const OPEN_WORDS: { readonly [code: string]: string } = {
  "needs-value": "no value found that leads there",
  "no-constructor": "no way found to build what it needs",
  blocked: "needs files, the network or other processes, which tests must not touch",
  "not-reachable": "looks unreachable",
  fuel: "runs too long",
  crash: "the runtime crashed there",
  "import-time": "runs only while the file is imported",
  budget: "the search budget ended first",
  "within-reach": "within reach: --fill writes a test for it",
  untested: "no test shows it",
  survives: "a small change to the code that no test notices",
  dropped: "a test got there, but did not pass every check",
};

/** Name of a kind of finding. */
export const FINDING_WORDS: { readonly [kind in Finding["kind"]]: string } = {
  "suspected-bug": "possible bug",
  unstable: "not repeatable",
  "contradicts-example": "contradicts its own example",
  crash: "crash",
  "import-effect": "acts on import",
  unreachable: "unreachable code",
};

/** What no test shows, in words. */
export function goalWords(goal: Goal): string {
  const condition = goal.condition.replace(/\s+/g, " ").trim();
  const raised = condition.replace(/^(raise|throw)\b\s*/, "");
  const within = (fact: string): string => `${goal.unit}: ${fact}`;
  if (goal.kind === "mutant") {
    const change = goal.arm.replace(/\s+/g, " ").trim();
    return within(change === "" ? `\`${condition}\` left out` : `\`${condition}\` turned into \`${change}\``);
  }
  switch (goal.arm) {
    case "entry":
      return `${goal.unit} is never called`;
    case "true":
    case "false":
      return within(`\`${condition}\` is never ${goal.arm}`);
    case "body":
      return within(`the body of \`${condition}\` never runs`);
    case "exit":
      return within(`the loop \`${condition}\` never runs to its end`);
    case "right":
      return within(`\`${condition}\` is never evaluated`);
    case "case":
      return within(`the case \`${condition}\` never matches`);
    case "default":
      return within(`the default of \`${condition}\` is never taken`);
    case "nullish":
      return within(`\`${condition}\` is never null or undefined`);
    case "value":
      return within(`\`${condition}\` always is null or undefined`);
    case "raise":
      return `${goal.unit} never raises${raised === "" ? "" : ` \`${raised}\``}`;
    case "handler":
      return within(condition === "" ? "the handler never runs" : `the handler of \`${condition}\` never runs`);
    default:
      return within(condition === "" ? `${goal.arm} never runs` : `\`${condition}\`, ${goal.arm}, never runs`);
  }
}
