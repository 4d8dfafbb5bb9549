import { join } from "node:path";
import type { Context, TestOutcome } from "../contracts/index.js";
import { AutotestError } from "../errors/index.js";
import { readExact } from "../pipeline/read-exact.js";
import type { RunSettings } from "../pipeline/run-state.js";
import { type Audit, auditSuite } from "./audit.js";
import { openSuite, outcomesOf, type SuiteTest } from "./open-suite.js";
import { type Proof, proveTest, without } from "./prove-test.js";
import { type Regenerated, regenerateTest } from "./regenerate-test.js";

/** A test as a person looks at it. */
export interface ReviewedTest extends SuiteTest {
  /** Its text as it would be saved. */
  readonly text: string;
  readonly accepted: boolean;
}

/** A review of one suite. Every change is held in memory until `save`. */
export interface Review {
  /** Relative to the project root. */
  readonly path: string;
  readonly framework: string;
  /** What is on disk, and what would be saved. */
  readonly before: string;
  readonly text: string;
  readonly tests: readonly ReviewedTest[];
  /** The test meant by an id, the beginning of one, or a title. Throws a `usage` error when it is none, or several. */
  find(name: string): ReviewedTest;
  accept(id: string): void;
  /** Takes the test out; every other byte stays. */
  reject(id: string): Promise<void>;
  /** Throws a `usage` error for what can be no name, or is one already. */
  rename(id: string, name: string): Promise<void>;
  /** Puts a text in place of a test. Throws a `usage` error when the file cannot be read with it. */
  replace(id: string, text: string): Promise<void>;
  /** Another test in place of it, found by the engines; `hint` is for a model. */
  regenerate(id: string, hint?: string): Promise<Regenerated>;
  /** Takes back the last change; false when there is none. */
  undo(): Promise<boolean>;
  /** Runs the suite as it would be saved, for real, in the project's copy. */
  run(): Promise<readonly (TestOutcome & { readonly id: string | null })[]>;
  audit(): Promise<Audit>;
  prove(id: string): Promise<Proof>;
  /** Writes the file; false when nothing changed. Throws a `write-refused` error when it changed on disk meanwhile. */
  save(): Promise<boolean>;
}

interface State {
  readonly text: string;
  readonly accepted: ReadonlySet<string>;
}

/** Opens the suite that is the only path of `settings`. */
export async function openReview(settings: RunSettings, ctx: Context): Promise<Review> {
  const suite = await openSuite(settings, ctx);
  let before = suite.before;
  let state: State = { text: before, accepted: new Set() };
  let listed = await suite.list(before);
  const history: State[] = [];
  let attempts = 0;

  const go = async (next: State): Promise<void> => {
    // What cannot be read is not taken over.
    listed = next.text === state.text ? listed : await suite.list(next.text);
    state = next;
  };
  const change = async (text: string, accepted: ReadonlySet<string> = state.accepted): Promise<void> => {
    const old = state;
    await go({ text, accepted });
    history.push(old);
  };
  const view = (): readonly ReviewedTest[] =>
    listed.map((test) => ({
      ...test,
      text: state.text.slice(test.range.start, test.range.end),
      accepted: state.accepted.has(test.id),
    }));
  const find = (name: string): ReviewedTest => {
    const all = view();
    const exact = all.filter(({ id, title }) => id === name || title === name);
    const found = exact.length > 0 ? exact : all.filter(({ id, title }) => id.startsWith(name) || title.endsWith(name));
    if (found[0] !== undefined && found.length === 1) return found[0];
    const problem = found.length === 0 ? "is no test of" : "is more than one test of";
    throw new AutotestError("usage", `"${name}" ${problem} ${suite.path}`, {
      next: `autotest review ${suite.path} --list`,
    });
  };

  return {
    path: suite.path,
    framework: suite.framework.name,
    get before() {
      return before;
    },
    get text() {
      return state.text;
    },
    get tests() {
      return view();
    },
    find,
    accept(id) {
      const { id: known } = find(id);
      history.push(state);
      state = { ...state, accepted: new Set([...state.accepted, known]) };
    },
    reject: (id) => change(without(state.text, find(id))),
    async rename(id, name) {
      const test = find(id);
      const { start, end } = test.name;
      const written = suite.framework.printName?.(name, state.text.slice(start, end)) ?? null;
      if (written === null)
        throw new AutotestError("usage", `"${name}" can be no name of a ${suite.framework.name} test`);
      const text = state.text.slice(0, start) + written + state.text.slice(end);
      const titles = (await suite.list(text)).map(({ title }) => title);
      if (new Set(titles).size < new Set(listed.map(({ title }) => title)).size)
        throw new AutotestError("usage", `there is a test of that name already: ${written}`);
      await change(text);
    },
    async replace(id, text) {
      const { range } = find(id);
      await change(state.text.slice(0, range.start) + text + state.text.slice(range.end));
    },
    async regenerate(id, hint) {
      attempts += 1;
      const options = { attempt: attempts, ...(hint === undefined ? {} : { hint }) };
      const made = await regenerateTest(suite, state.text, find(id), options, ctx);
      if (made.ok) await change(made.text);
      return made;
    },
    async undo() {
      const last = history.pop();
      if (last !== undefined) await go(last);
      return last !== undefined;
    },
    async run() {
      const done = await suite.run(state.text);
      const owner = (outcome: TestOutcome): string | null =>
        listed.find((test) => outcomesOf(test, done).includes(outcome))?.id ?? null;
      return done.tests.map((outcome) => ({ ...outcome, id: owner(outcome) }));
    },
    audit: () => auditSuite(suite, state.text, ctx),
    prove: (id) => proveTest(suite, state.text, find(id)),
    async save() {
      if (state.text === before) return false;
      const path = join(settings.project.root, suite.path);
      if ((await readExact(path, ctx.fs)) !== before)
        throw new AutotestError("write-refused", `${suite.path} changed on disk since it was read; it was left alone`, {
          hint: "review it again",
        });
      await settings.openForWriting([suite.path], []).write(path, state.text);
      before = state.text;
      return true;
    },
  };
}
