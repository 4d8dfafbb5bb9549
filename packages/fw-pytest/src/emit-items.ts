import {
  type Candidate,
  type CodeCandidate,
  type EmitRequest,
  isCode,
  type TestGroup,
  type TestTable,
} from "@autotest/core";
import { bodyOf } from "./emit-body.js";
import { codeText } from "./emit-code.js";
import { localName, slug, TestNames, unitClass, unitSlug } from "./emit-names.js";
import { tableOf } from "./emit-table.js";
import { functionText } from "./emit-test.js";
import { FREEZER, freezerText, needsFreezer } from "./freeze-clock.js";
import type { SuiteWriter } from "./suite-writer.js";

/** One function of ours, as text: a test, or with no cases what tests share. */
export interface TestItem {
  /** Its class, or null. */
  readonly owner: string | null;
  readonly name: string;
  /** No line break at the end. */
  readonly text: string;
  /** Candidates it holds and what follows its name in the runner's id: empty, or `[case]`. */
  readonly cases: readonly { readonly candidate: string; readonly suffix: string }[];
}

/** Every test of a request in order. `taken` are names of the suite that are not ours. */
export function itemsOf(request: EmitRequest, writer: SuiteWriter, taken: ReadonlySet<string>): readonly TestItem[] {
  const top = new TestNames(taken);
  const { freezer, items } = freezerOf(request, writer, taken);
  return [...items, ...request.groups.flatMap((group) => itemsOfGroup(group, { ...writer, freezer }, top))];
}

/** The function that stops the clock, in front of the tests that call it, unless the suite has the same already. */
function freezerOf(
  { groups, existing }: EmitRequest,
  writer: SuiteWriter,
  taken: ReadonlySet<string>,
): { readonly freezer: string; readonly items: readonly TestItem[] } {
  const stops = groups.some(({ entries }) =>
    entries.some(
      (one) => one.kind === "single" && !isCode(one.test) && one.test.scenario.surroundings?.now !== undefined,
    ),
  );
  if (!stops || !needsFreezer(writer.clocks)) return { freezer: FREEZER, items: [] };
  if (taken.has(FREEZER) && existing?.replaceAll("\r\n", "\n").includes(`${freezerText(FREEZER, writer)}\n`))
    return { freezer: FREEZER, items: [] };
  const bound = new Set([...taken, ...writer.plan.bound]);
  const freezer = localName(bound.has(FREEZER) ? "stop_clock" : FREEZER, bound);
  return { freezer, items: [{ owner: null, name: freezer, text: freezerText(freezer, writer), cases: [] }] };
}

function itemsOfGroup(group: TestGroup, writer: SuiteWriter, top: TestNames): readonly TestItem[] {
  const inClass = writer.style === "xunit";
  const owner = inClass ? top.className(unitClass(group.unit)) : null;
  const names = inClass ? new TestNames() : top;
  const prefix = inClass ? "test" : `test_${unitSlug(group.unit)}`;
  const base = inClass ? writer.indent : "";
  const self = inClass ? ["self"] : [];
  const single = (test: Candidate): TestItem => {
    if (isCode(test)) return codeItem(test);
    const template = bodyOf(test, writer);
    const name = names.name(prefix, test.title);
    const texts = template.slots.map((slot) => slot.text);
    const text = functionText({
      name,
      parameters: [...self, ...template.fixtures],
      decorators: [],
      template,
      texts,
      base,
      step: writer.indent,
    });
    return { owner, name, text, cases: [{ candidate: test.id, suffix: "" }] };
  };
  const codeItem = (test: CodeCandidate): TestItem => {
    const name = names.name(prefix, test.title);
    const text = codeText(test.scenario.act, { name, self, base, step: writer.indent }, writer.use);
    return { owner, name, text, cases: [{ candidate: test.id, suffix: "" }] };
  };
  const table = (entry: TestTable): readonly TestItem[] => {
    const found = tableOf(entry.cases, writer, base);
    if (found === null) return entry.cases.map(single);
    const name = names.name(prefix, tableTitle(entry, found.expected));
    const text = functionText({
      ...found,
      name,
      parameters: [...self, ...found.parameters],
      base,
      step: writer.indent,
    });
    return [
      {
        owner,
        name,
        text,
        cases: entry.cases.map((one, index) => ({ candidate: one.id, suffix: `[${found.ids[index]}]` })),
      },
    ];
  };
  return group.entries.flatMap((entry) => (entry.kind === "table" ? table(entry) : [single(entry.test)]));
}

/** What all cases show, said by the expectation where they share it. */
function tableTitle(entry: TestTable, expected: string | null): string {
  return expected !== null && expected.length <= 20 && slug(expected) !== "" ? `returns ${expected}` : entry.title;
}
