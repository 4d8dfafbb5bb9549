import type { Call, Finding, Language, Observation, Probe, ProposeRequest, Scenario } from "@autotest/core";
import { finding } from "../findings/find-suspicion.js";
import type { Target } from "../ledger/find-targets.js";
import type { Ledger } from "../ledger/ledger.js";
import type { Meter } from "../ledger/stop-rules.js";
import type { ClassCatalog } from "../values/class-catalog.js";
import { hasLongLiteral, PLAIN_SCOPE } from "../values/printable.js";
import { isTagged, keyOf } from "../values/value-kind.js";
import { checkPromise } from "./check-promise.js";
import { type ReadExample, readExamples } from "./read-example.js";

/** Most steps before the act of an example that becomes a test. */
const STEPS = 5;

/** What trying the documented examples showed. */
export interface ExampleTrial {
  /** Contradictions between documentation and code. */
  readonly findings: readonly Finding[];
  /** Scenarios (by their key) that contradict their documentation, with how: whatever they do is not to be asserted. */
  readonly refused: ReadonlyMap<string, string>;
}

/** Runs every documented example first. Those that keep their promise become the preferred witnesses of what they meet. */
export async function tryExamples(
  targets: readonly Target[],
  ledger: Ledger,
  classes: ClassCatalog,
  { probe, language, file }: ProposeRequest,
  meter: Meter,
): Promise<ExampleTrial> {
  const all = targets.flatMap((target) =>
    readExamples(target.unit, language.dialect).map((read) => ({ target, ...read })),
  );
  const findings: Finding[] = [];
  const refused = new Map<string, string>();
  if (all.length === 0) return { findings, refused };
  const results = await probe.run(
    all.map(({ scenario }) => scenario),
    { reply: "full" },
  );
  meter.spend(all.length);
  const shown = await askShown(all, probe, language, meter);
  for (const [at, { target, scenario, example }] of all.entries()) {
    const result = results[at];
    const observation = result?.observation;
    if (!result || !observation) continue;
    const check = checkPromise(example, observation, language, shown[at] ?? null);
    if (check !== "broken") {
      classes.produced(scenario, observation.outcome);
      if (!isReadable(scenario)) continue;
      ledger.enter(target, scenario, result, check === "holds" ? "kept" : "tried");
      continue;
    }
    refused.set(keyOf(scenario), `${target.unit.name} does not do what its documentation shows`);
    if (!isFollowed(scenario)) continue;
    const message = `the documentation says ${sayPromise(example)} (${example.source ?? "line"}${example.source ? ":" : " "}${example.line}), but it ${sayObserved(observation, language, shown[at] ?? null)}`;
    const line = example.source === undefined ? example.line : 0;
    findings.push(
      finding("contradicts-example", `${target.unit.name}: ${message}`, { target, scenario }, file, language, line),
    );
  }
  return { findings, refused };
}

/** How the results represent themselves, where the documentation shows them that way. */
async function askShown(
  all: readonly ReadExample[],
  probe: Probe,
  language: Language,
  meter: Meter,
): Promise<readonly (string | null)[]> {
  const { show } = language.dialect;
  const asked = all.map(({ example }) => show !== undefined && example.promise?.kind === "shows");
  const answers: (string | null)[] = all.map(() => null);
  if (show === undefined || !asked.includes(true)) return answers;
  const at = [...all.keys()].filter((index) => asked[index]);
  const results = await probe.run(
    at.map((index) => showing((all[index] as ReadExample).scenario, show)),
    { reply: "full" },
  );
  meter.spend(at.length);
  for (const [each, result] of results.entries()) {
    const outcome = result.observation?.outcome;
    const text = outcome?.kind === "returned" && typeof outcome.value === "string" ? outcome.value : null;
    answers[at[each] as number] = text;
  }
  return answers;
}

function showing({ arrange, act }: Scenario, show: string): Scenario {
  const call: Call = { kind: "function", ref: show, args: [{ $: "var", name: "shown_result" }] };
  return { arrange: [...arrange, { name: "shown_result", call: act }], act: call };
}

function sayPromise({ expected, call }: ReadExample["example"]): string {
  const told = expected.trim().split("\n").at(-1) ?? "";
  return `\`${cut(call)}\` gives ${cut(told)}`;
}

function sayObserved({ outcome, printed }: Observation, language: Language, shown: string | null): string {
  if (outcome.kind === "raised") return `raises ${outcome.type}: ${cut(outcome.message)}`;
  if (outcome.kind === "stopped") return "does not end";
  if (shown !== null) return `gives ${cut(shown)}`;
  if (outcome.value === null && printed.out !== "") return `prints ${cut(printed.out.trim())}`;
  return `gives ${cut(language.print(outcome.value, PLAIN_SCOPE))}`;
}

/** A test can hold it: it acts on this file, few steps, no long text. */
function isReadable({ arrange, act }: Scenario): boolean {
  const own = act.kind !== "function" || act.ref.startsWith(":");
  return own && arrange.length <= STEPS && !hasLongLiteral({ arrange, act });
}

/**
 * True when every step before the act is a call of the file itself: the runtime takes what other code's iterators give up to a limit,
 * so what comes of them may differ from what the documentation shows.
 */
function isFollowed({ arrange }: Scenario): boolean {
  const own = new Set<string>();
  return arrange.every((step) => {
    if ("value" in step) return true;
    const { call } = step;
    const on = "on" in call && isTagged(call.on) && call.on.$ === "var" ? call.on.name : undefined;
    const ours = "ref" in call ? call.ref.startsWith(":") : on !== undefined && own.has(on);
    if (ours && step.name !== undefined) own.add(step.name);
    return ours;
  });
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= 80 ? line : `${line.slice(0, 77)}...`;
}
