import type { Compare, Dialect, Random, Scenario, Value } from "@autotest/core";
import type { DrawContext } from "../draw/draw-context.js";
import { growText } from "../draw/grow-text.js";
import { type Callee, omittedSlots } from "../values/omitted-slots.js";
import { samplesOfType } from "../values/samples-of-type.js";
import { isList, isRecord, isSequence, isTagged, keyOf, lengthOf, numberIn, numberLike } from "../values/value-kind.js";
import { putInto, type Slot, slotsOf } from "../values/value-slots.js";
import { followClasses, isOfClass } from "./follow-classes.js";
import { followOptions } from "./follow-options.js";

/** Most proposals from one compare, and the longest container and text a length compare may ask for. */
const PER_COMPARE = 24;
const LONGEST = 64;
const LONGEST_TEXT = 300;

/**
 * Scenarios that put one operand of a comparison where the other one came from. Arguments of unit tests are small, so
 * an argument that equals (or holds) an operand is taken for its origin, without any tracing: first those that are given,
 * then those that are left out and have a default.
 */
export function followOperands(
  scenario: Scenario,
  compare: Compare,
  target: Callee,
  { dialect, random }: Pick<DrawContext, "dialect" | "random">,
): readonly Scenario[] {
  if (compare.op === "options") return followOptions(scenario, compare);
  const slots = slotsOf(scenario);
  const found: Scenario[] = [];
  const seen = new Set<string>([keyOf(scenario)]);
  const propose = (slot: Slot, value: Value): void => {
    if (found.length >= PER_COMPARE) return;
    const next = putInto(scenario, slot, value);
    if (next === null) return;
    const key = keyOf(next);
    if (seen.has(key)) return;
    seen.add(key);
    found.push(next);
  };
  const answer = (slot: Slot): void => {
    for (const value of answersFor(slot.value, compare.left, compare.right, compare.op, dialect, random))
      propose(slot, value);
    for (const value of answersFor(slot.value, compare.right, compare.left, compare.op, dialect, random))
      propose(slot, value);
  };
  slots.forEach(answer);
  if (found.length === 0) omittedSlots(scenario, target, dialect).forEach(answer);
  for (const next of followClasses(scenario, compare, dialect)) if (found.length < PER_COMPARE) found.push(next);
  if (found.length === 0)
    for (const slot of slots) for (const value of shiftNumber(slot.value, compare, dialect)) propose(slot, value);
  return found;
}

/** What `value` could become, given that `from` was compared with `to`. */
function answersFor(
  value: Value,
  from: Value,
  to: Value,
  op: string,
  dialect: Dialect,
  random: Random,
): readonly Value[] {
  if (op === "match") {
    const pattern = isTagged(to) && to.$ === "regexp" ? to.source : to;
    if (typeof pattern !== "string" || typeof from !== "string" || typeof value !== "string") return [];
    return matchAnswers(value, from, pattern, random);
  }
  if (op === "isinstance") return keyOf(value) === keyOf(from) ? samplesOfType(to, dialect) : [];
  if (op === "parse")
    return typeof value === "string" && value === from && typeof to === "string" ? (PARSED[to] ?? NUMBERS) : [];
  if (op === "hasattr") return bagAnswers(value, from, to, dialect);
  if (op === "key" || op === "attribute") return keyAnswers(value, from, to);
  const number = numberIn(value);
  const toNumber = numberIn(to);
  if (number !== null && numberIn(from) === number && typeof value !== "boolean") {
    if (toNumber !== null)
      return [toNumber, toNumber + 1, toNumber - 1].map((near) =>
        isTagged(to) && to.$ === "float" ? numberLike(to, near, dialect) : numberLike(value, near, dialect),
      );
    if (keyOf(value) === keyOf(from)) return elementsOf(to);
    return [];
  }
  if (typeof value === "string") return textAnswers(value, from, to, op, dialect);
  const text = textIn(value);
  // Code that is given bytes mostly decodes them first.
  if (text !== null)
    return textAnswers(text, textIn(from) ?? from, textIn(to) ?? to, op, dialect).flatMap((answer) =>
      typeof answer === "string" ? [{ $: "bytes", v: Buffer.from(answer, "utf8").toString("hex") } as const] : [],
    );
  if (keyOf(value) === keyOf(from)) return [...elementsOf(to), to].filter(isInput);
  const length = lengthOf(value);
  if (length !== null && numberIn(from) === length && toNumber !== null) return resizes(value, toNumber);
  if (
    isList(value) &&
    op === "in" &&
    keyOf(value).startsWith(keyOf(from).slice(0, -1).slice(0, 30)) &&
    value.length > 0
  )
    return [[...value, to]];
  return [];
}

function textIn(value: Value): string | null {
  return isTagged(value) && value.$ === "bytes" ? Buffer.from(value.v, "hex").toString("utf8") : null;
}

function textAnswers(value: string, from: Value, to: Value, op: string, dialect: Dialect): readonly Value[] {
  const answers: Value[] = [];
  if (op === "format") return isList(to) && value === from ? [to.map((name) => `{${String(name)}}`).join(" ")] : [];
  if (typeof from === "string" && typeof to === "string") {
    const same = value === from;
    if (same) {
      answers.push(to);
      if (op !== "==" && op !== "!=") answers.push(to + value, value + to);
      if (op === "find" && value !== "") answers.push(value + to + value);
      if (op === "find" || op === "in") answers.push(`a${to}b`, `${to}${to}`);
      else if (to.length > 0) answers.push(`${to}a`);
    } else if (from.length > 0 && value.includes(from)) {
      const at = value.indexOf(from);
      const before = value.slice(0, at);
      const after = value.slice(at + from.length);
      answers.push(before + to + after);
      if (op !== "==") answers.push(before + to + from + after, before + from + to + after);
      const last = value.lastIndexOf(from);
      if (last !== at) {
        const [first, rest] = [value.slice(0, last), value.slice(last + from.length)];
        answers.push(first + to + rest);
        if (op !== "==") answers.push(first + from + to + rest);
      }
    } else if (from.length > 0 && value.toLowerCase() === from.toLowerCase()) answers.push(to, to.toUpperCase());
    else if (
      value.trim() === from.trim() ||
      value.replace(/[\s_-]/g, "").toLowerCase() === from.replace(/[\s_-]/g, "").toLowerCase()
    )
      answers.push(to);
    else if (from === "") answers.push(value + to, to + value);
    return answers.filter((answer) => (answer as string).length <= 300);
  }
  const isSame = typeof from === "string" && from.toLowerCase() === value.toLowerCase();
  if (typeof from === "string" && (isSame || (from.length > 0 && value.includes(from)))) {
    for (const item of elementsOf(to))
      if (typeof item === "string") answers.push(isSame ? item : value.replace(from, () => item));
    if (from === value && numberIn(to) !== null) answers.push(String(numberIn(to)), to);
    return answers;
  }
  const length = numberIn(from);
  const wanted = numberIn(to);
  if (length !== null && wanted !== null) {
    if (length === value.length) answers.push(...resizes(value, wanted));
    const digits = String(length);
    if (value.includes(digits))
      for (const near of [wanted, wanted + 1, wanted - 1]) answers.push(value.replace(digits, () => String(near)));
    if (
      length > 9 &&
      [...value].some((character) => character.codePointAt(0) === length) &&
      Number.isInteger(wanted) &&
      wanted > 8 &&
      wanted < 0x3000
    ) {
      answers.push(
        [...value]
          .map((character) => (character.codePointAt(0) === length ? String.fromCodePoint(wanted) : character))
          .join(""),
      );
    }
    return answers;
  }
  if (isList(to) === false && keyOf(value) === keyOf(from)) return [to].filter(isInput);
  if (isList(from) && typeof to === "string" && dialect) answers.push(value + to, `${value} ${to}`);
  return answers;
}

function matchAnswers(value: string, text: string, pattern: string, random: Random): readonly Value[] {
  const grown = [growText(pattern, random), growText(pattern, random), growText(pattern, random)];
  // What was looked at is what is left behind something else: more of it goes to the end. Code that takes the common
  // indentation off a text leaves that of the last line alone if another line stands before both.
  if (text === "" && value !== "")
    return grown.flatMap((piece) => [`${value}\n${piece}a`, `a\n${value}\n${piece}a`, `${value}${piece}`]);
  if (text === value) return [...grown, value + grown[0], grown[0] + value, `a ${grown[1]} b`];
  if (!value.includes(text)) return [];
  const put = (piece: string): string => value.replace(text, () => piece);
  return grown.flatMap((piece) => [put(piece), put(piece + text)]);
}

/** `key` says which key was looked up (`from`) and which ones there were (`to`). */
function keyAnswers(value: Value, from: Value, to: Value): readonly Value[] {
  if (isList(to) && keyOf(value) === keyOf(from)) return to.filter(isInput);
  const name = from;
  if (typeof name !== "string" || name === "$" || name === "__proto__" || !isRecord(value)) return [];
  if (isList(to) && !to.every((key) => typeof key === "string" && Object.hasOwn(value, key))) return [];
  if (Object.hasOwn(value, name)) {
    const rest: { [name: string]: Value } = { ...value };
    delete rest[name];
    return [rest];
  }
  return [1, "a", null, true, [], {}].map((item) => ({ ...value, [name]: item as Value }));
}

/** A value of class `from` was asked for an attribute `to` that it has not: something that has it, besides what it had. */
function bagAnswers(value: Value, from: Value, to: Value, { namespace }: Dialect): readonly Value[] {
  if (namespace === undefined || typeof from !== "string" || typeof to !== "string") return [];
  if (!isOfClass(value, from) || !/^[a-z_]\w*$/i.test(to)) return [];
  const had = isTagged(value) && value.$ === "new" && value.ref === namespace ? value.kwargs : {};
  return ATTRIBUTES.map((item) => ({ $: "new", ref: namespace, args: [], kwargs: { ...had, [to]: item } }));
}

function shiftNumber(value: Value, compare: Compare, dialect: Dialect): readonly Value[] {
  const left = numberIn(compare.left);
  const right = numberIn(compare.right);
  const number = numberIn(value);
  if (left === null || right === null || left === right) return [];
  const gap = right - left;
  if (number !== null) {
    const near = [number + gap, number - gap, number + gap / 2, number + gap + 1, number + gap - 1];
    if (left !== 0) near.push((number * right) / left);
    return near.filter((each) => Math.abs(each) < 1e12).map((each) => numberLike(value, each, dialect));
  }
  const length = lengthOf(value);
  if (length === null) return [];
  return [...resizes(value, length + gap), ...resizes(value, length - gap)];
}

function resizes(value: Value, wanted: number): readonly Value[] {
  const most = typeof value === "string" ? LONGEST_TEXT : LONGEST;
  return [wanted, wanted + 1, wanted - 1]
    .filter((length) => Number.isInteger(length) && length >= 0 && length <= most)
    .map((length) => resize(value, length));
}

function resize(value: Value, length: number): Value {
  // One letter over and over can be written down whatever its length is.
  if (typeof value === "string" && length > LONGEST) return (/^\w/.exec(value)?.[0] ?? "a").repeat(length);
  if (typeof value === "string")
    return value.length >= length
      ? value.slice(0, length)
      : value + (value || "a").repeat(length).slice(0, length - value.length);
  if (isList(value))
    return Array.from({ length }, (_, index) => value[index] ?? value[index % Math.max(1, value.length)] ?? index + 1);
  if (isSequence(value)) {
    const { v } = value;
    const items = Array.from(
      { length },
      (_, index) => v[index] ?? (value.$ === "tuple" ? (v[index % Math.max(1, v.length)] ?? index + 1) : index + 1),
    );
    return { $: value.$, v: items };
  }
  if (isTagged(value) && value.$ === "bytes")
    return { $: "bytes", v: value.v.padEnd(length * 2, value.v || "61").slice(0, length * 2) };
  if (isRecord(value))
    return Object.fromEntries(
      [...Object.entries(value), ...[..."abcdefgh"].map((name) => [name, 1] as const)].slice(0, length),
    );
  return value;
}

const ATTRIBUTES: readonly Value[] = [1, "a", true, ["a"], { $: "callable", kind: "constant", v: "a" }, null];
const NUMBERS: readonly string[] = ["1", "42", "1.5", "-1"];
const PARSED: { readonly [format: string]: readonly string[] } = {
  json: ["{}", '{"a": 1}', "[1, 2]", "1", '"a"', "null"],
  date: ["2024-01-15", "2024-01-15T12:30:00Z"],
};

function elementsOf(value: Value): readonly Value[] {
  if (isList(value)) return value.filter(isInput);
  if (isRecord(value)) return Object.keys(value);
  if (isSequence(value)) return value.v.filter(isInput);
  if (isTagged(value) && value.$ === "map") return value.v.map(([key]) => key).filter(isInput);
  return [];
}

/** True for what is looked at in one place and decides in others: places in texts, words on a command line. */
export function isFar({ op }: Compare): boolean {
  return op === "format" || op === "options";
}

/** True for values that can be passed in; observed-only forms cannot. */
export function isInput(value: Value): boolean {
  return !(isTagged(value) && (value.$ === "object" || value.$ === "opaque" || value.$ === "var"));
}

/** How far a comparison is from going the other way; 0 for equal operands, infinite when it cannot be said. */
export function distanceOf(compare: Compare): number {
  const left = numberIn(compare.left);
  const right = numberIn(compare.right);
  if (left !== null && right !== null) return Math.abs(left - right);
  if (typeof compare.left === "string" && typeof compare.right === "string") {
    let common = 0;
    const most = Math.min(compare.left.length, compare.right.length);
    while (common < most && compare.left[common] === compare.right[common]) common++;
    return Math.max(compare.left.length, compare.right.length) - common;
  }
  return Number.POSITIVE_INFINITY;
}
