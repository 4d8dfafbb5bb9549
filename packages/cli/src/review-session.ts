import { createInterface } from "node:readline/promises";
import { AutotestError, EXIT_CODES, type ExitCode, type Review, type ReviewedTest, type Wish } from "@autotest/core";
import { editText } from "./edit-text.js";
import type { Invocation } from "./invocation.js";
import { escapeLines, escapeText } from "./output/escape-text.js";
import { paintPatch, unifiedPatch } from "./output/patch.js";
import { auditLines, editedLines, proofLines, regeneratedLines, testLine } from "./output/review-text.js";
import { count } from "./output/words.js";

const HELP = [
  "a  accept this test, go on        r  remove it (reject)",
  "e  edit it in $EDITOR             n  give it another name",
  "g  look for another test          m  the same with an edited prompt",
  "p  what only it reaches           w  audit: name weak tests",
  "t  run the tests now              d  show all changes",
  "u  undo the last change",
  "j  next   k  previous   l  list   NUMBER  go to a test",
  "s  save (shows the changes first) q  quit",
];

/** What a key does; true ends the conversation. */
type Act = (test: ReviewedTest | undefined) => Promise<unknown>;

/** Goes through a suite with a person, one letter and Enter at a time. Nothing is written before it was shown. */
export async function converse(review: Review, invocation: Invocation, template?: string): Promise<ExitCode> {
  const { style, print, signal } = invocation;
  // A later review goes on where an earlier one ended.
  let at = Math.max(
    0,
    review.tests.findIndex(({ accepted }) => !accepted),
  );
  let prompt = template ?? "";
  /** What was written and could not be read, by test: the next edit begins with it. */
  const unread = new Map<string, string>();
  const ask = (question: string): Promise<string> => askLine(question, signal);
  const move = (step: number): void => {
    at = Math.max(0, Math.min(review.tests.length - 1, at + step));
  };
  const regenerate = async (test: ReviewedTest, wish: Wish): Promise<void> => {
    print("looking ...");
    const made = await review.regenerate(test.id, wish);
    for (const line of regeneratedLines(made, style)) print(line);
    // It may stand elsewhere than the old one.
    if (made.ok) at = review.tests.findIndex(({ title }) => title === made.titles[0]);
  };
  const acts: { readonly [key: string]: Act } = {
    async a(test) {
      if (test) review.accept(test.id);
      move(1);
    },
    async r(test) {
      if (test) await review.reject(test.id);
      print(`removed: ${escapeText(test?.title ?? "")} (u brings it back)`);
      move(0);
    },
    async e(test) {
      if (!test) return;
      const begin = unread.get(test.id) ?? test.text;
      const changed = await editText(begin, review.path, invocation);
      if (changed === test.text) return;
      const edited = await review.edit(test.id, changed);
      if (edited.ok || edited.kept) unread.delete(test.id);
      else unread.set(test.id, changed);
      for (const line of editedLines(edited, style)) print(line);
      if (!edited.ok)
        print(edited.kept ? "it stays as a draft: e edits it again, u undoes it" : "e goes on with your text");
    },
    async n(test) {
      const name = await ask("new name: ");
      if (test && name !== "") await review.rename(test.id, name);
    },
    async g(test) {
      if (!test) return;
      const hint = review.model === null ? "" : await ask("what should it be like? (Enter: just another one) ");
      await regenerate(test, hint === "" ? {} : { hint });
    },
    async m(test) {
      if (!test) return;
      if (review.model === null) {
        print("a prompt is for a language model, and none is configured; g looks without one");
        return;
      }
      const changed = await editText(prompt, "prompt.txt", invocation);
      if (changed.trim() === "") return;
      prompt = changed;
      await regenerate(test, { prompt });
    },
    async p(test) {
      print("measuring ...");
      if (test) for (const line of proofLines(await review.prove(test.id))) print(line);
    },
    async u() {
      print((await review.undo()) ? "undone" : "nothing to undo");
      move(0);
    },
    async d() {
      showChanges(review, invocation);
    },
    async t() {
      const outcomes = await review.run();
      for (const { testId, message = "" } of outcomes.filter(({ outcome }) => outcome === "failed"))
        print(`failed: ${escapeText(testId)}\n  ${escapeText(message.split("\n")[0] ?? "")}`);
      print(`${outcomes.filter(({ outcome }) => outcome === "passed").length} of ${outcomes.length} passed`);
    },
    async w() {
      print("running the tests five times ...");
      const audit = await review.audit();
      for (const line of auditLines(audit, style)) print(line);
      print(audit.findings.length === 0 ? "no weak test was found" : `${audit.findings.length} findings`);
    },
    async j() {
      move(1);
    },
    async k() {
      move(-1);
    },
    async l() {
      for (const [index, test] of review.tests.entries())
        print(`${String(index + 1).padStart(3)} ${testLine(test, { ...style, width: style.width - 4 })}`);
    },
    s: async () => saveShown(review, invocation, ask),
    async q() {
      await review.remember();
      if (review.text === review.before) return true;
      const answer = await ask("there are unsaved changes: [s]ave, [d]iscard, [c]ontinue? ");
      if (answer === "s") await saveShown(review, invocation, ask);
      return answer === "d" || (answer === "s" && review.text === review.before);
    },
    async "?"() {
      for (const line of HELP) print(line);
    },
  };
  print(`${greeting(review)}; ? shows the keys`);
  try {
    for (let shown = -1, text = ""; ; ) {
      const test = review.tests[at];
      if (test !== undefined && (shown !== at || text !== review.text)) showTest(test, at, review, invocation);
      [shown, text] = [at, review.text];
      const key = await ask("[a]ccept [r]emove [e]dit [n]ame [g]enerate [p]roof [s]ave [q]uit ? > ");
      const act = acts[key];
      if (/^\d+$/.test(key)) move(Number(key) - 1 - at);
      else if (act === undefined)
        print(key === "" ? "? shows the keys" : `no such key: ${escapeText(key)}; ? shows them`);
      else if (await attempt(() => act(test), invocation)) return EXIT_CODES.ok;
    }
  } catch (error) {
    // The end of the input, or a signal: nothing that was not saved is written.
    if (error instanceof Error && (error.name === "AbortError" || /closed/.test(error.message)))
      return invocation.signalCode() ?? EXIT_CODES.ok;
    throw error;
  }
}

function greeting({ tests, path }: Review): string {
  const accepted = tests.filter((test) => test.accepted).length;
  return `${count(tests.length, "test")} in ${escapeText(path)}${accepted > 0 ? `, ${accepted} accepted` : ""}`;
}

/** What goes wrong on purpose is said, and the conversation goes on. */
async function attempt(act: () => Promise<unknown>, { print, signal }: Invocation): Promise<boolean> {
  try {
    return (await act()) === true;
  } catch (error) {
    if (signal.aborted || !AutotestError.isInstance(error)) throw error;
    print(`${escapeText(error.message)}${error.hint === undefined ? "" : `\n  ${escapeText(error.hint)}`}`);
    return false;
  }
}

function showTest(test: ReviewedTest, index: number, review: Review, { print, style }: Invocation): void {
  const { paint } = style;
  const state = [test.accepted ? "accepted" : "", test.skipped ? "skipped" : ""].filter((word) => word !== "");
  print("");
  print(
    paint.bold(`${index + 1}/${review.tests.length}  ${escapeText(test.title)}`) +
      paint.dim(`  ${test.id} line ${test.line} ${state.join(" ")}`),
  );
  print(escapeLines(test.text.replace(/\s+$/, "")));
  if (test.assertions.length === 0) print(paint.yellow("asserts nothing"));
  if (test.draft !== null) print(paint.yellow(`does not pass: ${escapeText(test.draft)}`));
}

function showChanges(review: Review, { print, style }: Invocation): void {
  const patch = unifiedPatch({ path: review.path, before: review.before, after: review.text });
  print(patch === "" ? "nothing changed" : paintPatch(escapeLines(patch.replace(/\n$/, "")), style));
}

async function saveShown(
  review: Review,
  invocation: Invocation,
  ask: (question: string) => Promise<string>,
): Promise<void> {
  showChanges(review, invocation);
  if (review.text === review.before) return;
  const drafts = review.tests.filter(({ draft }) => draft !== null).length;
  const warning = drafts === 0 ? "" : `${count(drafts, "edited test")} will fail; `;
  if ((await ask(`${warning}write this? [y/n] `)) !== "y") return;
  if (await review.save({ drafts: true })) invocation.print(`${escapeText(review.path)} was written`);
}

/** One line from the terminal. Between questions nobody listens there, so that an editor can, or whoever else asks something. */
async function askLine(question: string, signal: AbortSignal): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  // In a terminal in raw mode ^C is a key; to the rest of the program it stays the signal it is.
  lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  const closed = new AbortController();
  lines.once("close", () => closed.abort());
  try {
    return (await lines.question(question, { signal: AbortSignal.any([signal, closed.signal]) })).trim();
  } finally {
    lines.close();
  }
}
