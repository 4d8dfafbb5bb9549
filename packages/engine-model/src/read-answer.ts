import { z } from "zod";
import type { Answer, AnsweredTest } from "./answer-schema.js";

const text = z.string().catch("");
const texts = z.array(z.string()).catch([]);

/** What is taken of a test: only its code must be there. */
const LENIENT = z.object({ name: text, goals: texts, imports: texts, code: z.string().min(1), basis: text });
const REASON = z.object({ goal: z.string(), why: text });

/** An answer, or why it is none. */
export type ReadAnswer =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly reason: string };

/** No answer of ours is longer; what is has gone astray. */
const LONGEST = 200_000;

/** Reads JSON wherever it stands, else every fenced piece of code. Never anything that would need to be guessed at. */
export function readAnswer(said: string): ReadAnswer {
  if (said.length > LONGEST) return { ok: false, reason: `the answer is ${said.length} letters long` };
  const fences = fencesOf(said);
  for (const place of [said, ...fences.map(({ body }) => body), ...objectsIn(said)]) {
    const answer = fromJson(place);
    if (answer !== null) return { ok: true, answer };
  }
  const pieces = fences.filter(
    ({ word, body }) => body.trim() !== "" && !/^(json|diff|sh|bash|shell|console|text|yaml|yml|toml)$/i.test(word),
  );
  if (pieces.length === 0)
    return { ok: false, reason: said.trim() === "" ? "the answer is empty" : "the answer holds no tests" };
  const tests = pieces.map(({ body }): AnsweredTest => ({ name: "", goals: [], imports: [], code: body, basis: "" }));
  return { ok: true, answer: { tests, unreachable: [], needs: [] } };
}

function fromJson(place: string): Answer | null {
  const trimmed = place.trim();
  if (!trimmed.startsWith("{") && !trimmed.startsWith("[")) return null;
  let value: unknown;
  try {
    value = JSON.parse(trimmed);
  } catch {
    return null;
  }
  const whole = Array.isArray(value) ? { tests: value } : value;
  const { tests, unreachable, needs } = whole as { readonly [key: string]: unknown };
  if (!Array.isArray(tests)) return null;
  // One bad test never drops its neighbours.
  return {
    tests: each(tests, LENIENT),
    unreachable: each(unreachable, REASON),
    needs: texts.parse(needs).slice(0, 3),
  };
}

function each<T>(items: unknown, schema: z.ZodType<T>): readonly T[] {
  return Array.isArray(items)
    ? items.flatMap((item) => {
        const read = schema.safeParse(item);
        return read.success ? [read.data] : [];
      })
    : [];
}

interface Fence {
  readonly word: string;
  readonly body: string;
}

/** Every fenced block; one that is never closed was cut off and counts for nothing. */
function fencesOf(said: string): readonly Fence[] {
  const found: Fence[] = [];
  let open: { readonly mark: string; readonly word: string; readonly lines: string[] } | null = null;
  for (const line of said.split(/\r?\n/)) {
    const fence = /^\s*(`{3,}|~{3,})\s*([\w+-]*)/.exec(line);
    if (open === null) {
      if (fence) open = { mark: fence[1] ?? "", word: fence[2] ?? "", lines: [] };
    } else if (fence && (fence[1] ?? "").startsWith(open.mark) && (fence[2] ?? "") === "") {
      found.push({ word: open.word, body: open.lines.join("\n") });
      open = null;
    } else open.lines.push(line);
  }
  return found;
}

/** Texts between braces that belong together, from the first one on. */
function objectsIn(said: string): readonly string[] {
  const found: string[] = [];
  let tries = 0;
  for (let from = said.indexOf("{"); from >= 0 && tries < 20; from = said.indexOf("{", from + 1)) {
    tries += 1;
    const end = closingBrace(said, from);
    if (end < 0) continue;
    found.push(said.slice(from, end + 1));
    from = end;
  }
  return found;
}

function closingBrace(said: string, from: number): number {
  let depth = 0;
  let isText = false;
  for (let at = from; at < said.length; at += 1) {
    const sign = said[at];
    if (isText) {
      if (sign === "\\") at += 1;
      else if (sign === '"') isText = false;
    } else if (sign === '"') isText = true;
    else if (sign === "{") depth += 1;
    else if (sign === "}" && --depth === 0) return at;
  }
  return -1;
}
