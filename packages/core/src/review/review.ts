import { join } from "node:path";
import type { Context, TestOutcome } from "../contracts/index.js";
import { AutotestError } from "../errors/index.js";
import { readExact } from "../pipeline/read-exact.js";
import type { RunSettings } from "../pipeline/run-state.js";
import { type Audit, auditSuite } from "./audit.js";
import { openSuite, outcomesOf, type SuiteTest } from "./open-suite.js";
import { type Proof, proveTest, without } from "./prove-test.js";
import { type Regenerated, regenerateTest, type Wish } from "./regenerate-test.js";
import { keepAccepted, keyOf, readAccepted } from "./remember-accepted.js";
import { type Edited, replaceTest } from "./replace-test.js";

/** A test as a person looks at it. */
export interface ReviewedTest extends SuiteTest {
  /** Its text as it would be saved. */
  readonly text: string;
  /** Looked at, and found right, in this text. */
  readonly accepted: boolean;
  /** A person's edit that does not pass, with the reason; null for any other. */
  readonly draft: string | null;
}

/** A review of one suite. Every change is held in memory until `save`. */
export interface Review {
  /** Relative to the project root. */
  readonly path: string;
  readonly framework: string;
  /** The language model that heeds wishes; null without one. */
  readonly model: string | null;
  /** What is on disk, and what would be saved. */
  readonly before: string;
  readonly text: string;
  readonly tests: readonly ReviewedTest[];
  /** The test meant by an id, the beginning of one, or a title. Throws a `usage` error when it is none, or several. */
  find(name: string): ReviewedTest;
  /** Marks it as right; kept in the project's cache by `remember`, and gone when the test changes. */
  accept(id: string): void;
  /** Takes the test out; every other byte stays. */
  reject(id: string): Promise<void>;
  /** Throws a `usage` error for what can be no name, or is one already. */
  rename(id: string, name: string): Promise<void>;
  /** Puts a text in place of a test, and sees whether it passes. */
  edit(id: string, text: string): Promise<Edited>;
  /** Another test in place of it, found by the engines. */
  regenerate(id: string, wish?: Wish): Promise<Regenerated>;
  /** Takes back the last change; false when there is none. */
  undo(): Promise<boolean>;
  /** Runs the suite as it would be saved, for real, in the project's copy. */
  run(): Promise<readonly (TestOutcome & { readonly id: string | null })[]>;
  audit(): Promise<Audit>;
  prove(id: string): Promise<Proof>;
  /**
   * Writes the file; false when nothing changed. Throws a `write-refused` error when it changed on disk meanwhile, and when an
   * edited test does not pass unless `drafts` allows it.
   */
  save(options?: { readonly drafts?: boolean }): Promise<boolean>;
  /** Keeps what was accepted for the next review. */
  remember(): Promise<void>;
}

interface State {
  readonly text: string;
  /** Of accepted tests, title and mark. */
  readonly accepted: ReadonlySet<string>;
  /** Marks of edited tests that do not pass. */
  readonly drafts: ReadonlyMap<string, string>;
}

/** Opens the suite that is the only path of `settings`. */
export async function openReview(settings: RunSettings, ctx: Context): Promise<Review> {
  const suite = await openSuite(settings, ctx);
  const { path } = suite;
  let before = suite.before;
  let state: State = { text: before, accepted: await readAccepted(path, ctx), drafts: new Map() };
  let listed = await suite.list(before);
  const history: State[] = [];
  const given = new Set<string>();
  let count = 0;

  const go = async (next: State): Promise<void> => {
    // What cannot be read is not taken over.
    listed = next.text === state.text ? listed : await suite.list(next.text);
    state = next;
  };
  const change = async (next: Partial<State>): Promise<void> => {
    const old = state;
    await go({ ...state, ...next });
    history.push(old);
  };
  const view = (): readonly ReviewedTest[] =>
    listed.map((test) => ({
      ...test,
      text: state.text.slice(test.range.start, test.range.end),
      accepted: state.accepted.has(keyOf(test)),
      draft: state.drafts.get(test.mark) ?? null,
    }));
  const find = (name: string): ReviewedTest => {
    const all = view();
    const exact = all.filter(({ id, title }) => id === name || title === name);
    const found = exact.length > 0 ? exact : all.filter(({ id, title }) => id.startsWith(name) || title.endsWith(name));
    if (found[0] !== undefined && found.length === 1) return found[0];
    const problem = found.length === 0 ? "is no test of" : "is more than one test of";
    throw new AutotestError("usage", `"${name}" ${problem} ${path}`, { next: `autotest review ${path} --list` });
  };

  return {
    path,
    framework: suite.framework.name,
    model: settings.engines.some(({ readsWords }) => readsWords) ? (settings.model?.name ?? null) : null,
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
      history.push(state);
      state = { ...state, accepted: new Set([...state.accepted, keyOf(find(id))]) };
    },
    reject: (id) => change({ text: without(state.text, find(id)) }),
    async rename(id, name) {
      const test = find(id);
      const { start, end } = test.name;
      const written = suite.framework.printName?.(name, state.text.slice(start, end)) ?? null;
      if (written === null)
        throw new AutotestError("usage", `"${name}" can be no name of a ${suite.framework.name} test`);
      const text = state.text.slice(0, start) + written + state.text.slice(end);
      const tests = await suite.list(text);
      if (new Set(tests.map(({ title }) => title)).size < new Set(listed.map(({ title }) => title)).size)
        throw new AutotestError("usage", `there is a test of that name already: ${written}`);
      const renamed = tests.find(({ name: one }) => one.start === start);
      const accepted = test.accepted && renamed ? [...state.accepted, keyOf(renamed)] : state.accepted;
      await change({ text, accepted: new Set(accepted) });
    },
    async edit(id, written) {
      const { edited, text, drafts } = await replaceTest(suite, state.text, find(id), written);
      if (text !== null) await change({ text, drafts: new Map([...state.drafts, ...drafts]) });
      return edited;
    },
    async regenerate(id, wish = {}) {
      count += 1;
      const made = await regenerateTest(suite, state.text, find(id), wish, { count, given }, ctx);
      if (made.ok) {
        await change({ text: made.text });
        for (const { title, mark } of listed) if (made.titles.includes(title)) given.add(mark);
      }
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
    async save({ drafts = false } = {}) {
      if (state.text === before) return false;
      const draft = view().find((test) => test.draft !== null);
      if (draft !== undefined && !drafts)
        throw new AutotestError("write-refused", `${draft.title} does not pass as it was edited: ${draft.draft}`, {
          hint: "edit it again, or undo the edit; nothing was written",
        });
      const file = join(settings.project.root, path);
      if ((await readExact(file, ctx.fs)) !== before)
        throw new AutotestError("write-refused", `${path} changed on disk since it was read; it was left alone`, {
          hint: "review it again",
        });
      await settings.openForWriting([path], []).write(file, state.text);
      before = state.text;
      return true;
    },
    remember: () => keepAccepted(path, state.accepted, ctx),
  };
}
