import type { Value } from "@autotest/core";
import { isList, isRecord, isTagged, lengthOf } from "../values/value-kind.js";
import { minus, spell } from "./spell-signs.js";

/** How values are said in titles. */
export interface Voice {
  /** The literal, on one line. */
  print(value: Value): string;
  /** True where the names of tests are identifiers, which keep no sign: those that matter are spelled. */
  readonly spells: boolean;
}

/** `returns 3`, `returns text like ...`, `returns a list of 3`; shown whole where it has room, in characters. */
export function sayReturned(value: Value, voice: Voice, room: number): string {
  const text = voice.print(value);
  if (value === "") return "returns empty text";
  const keepsSigns = !voice.spells && typeof value === "string" && value.trim() !== "";
  if (text.length <= room && (keepsSigns || /[A-Za-z0-9]/.test(text))) return `returns ${sign(text, voice)}`;
  if (typeof value === "string")
    return /^[\x20-\x7e]{1,60}$/.test(value) && /\w/.test(value)
      ? `returns text like ${sign(value.slice(0, 16).trim(), voice)}`
      : "returns text";
  return `returns ${sayKind(value)}`;
}

/** What a value is, where it is too long to be shown: `a list of 3`, `a date`, `a Money`. */
function sayKind(value: Value): string {
  const noun = nounFor(value);
  const article = /^[aeiou]/i.test(noun) ? "an" : "a";
  const length = lengthOf(value);
  if (length === 0) return `an empty ${noun}`;
  return length === null ? `${article} ${noun}` : `${article} ${noun} of ${length}`;
}

function nounFor(value: Value): string {
  if (isList(value)) return "list";
  if (isRecord(value)) return "record";
  if (!isTagged(value)) return typeof value;
  return value.$ === "new" ? typeName(value.ref) : value.$;
}

/** A value in at most `room` characters, or what it is. */
export function short(value: Value, voice: Voice, room: number): string {
  const text = voice.print(value);
  if (value === "") return "empty text";
  if (typeof value === "string" && value.trim() === "") return "blank text";
  if (voice.spells && typeof value === "string" && value.length <= 4 && !/[A-Za-z0-9]/.test(value)) return spell(value);
  if (text.length <= room) return sign(text, voice);
  return typeof value === "string" ? sign(value.slice(0, room - 4), voice).trim() : sayKind(value);
}

/** The bare name of a class; that of functions as the word it is. */
export function typeName(ref: string): string {
  const name = ref.slice(Math.max(ref.lastIndexOf("."), ref.lastIndexOf(":")) + 1);
  return name === "Function" ? "function" : name;
}

function sign(text: string, voice: Voice): string {
  return voice.spells ? minus(text) : text;
}
