import type { Random } from "@autotest/core";
import type { DrawContext } from "./draw-context.js";
import { growText } from "./grow-text.js";

const PLAIN = [
  "abc",
  "",
  "a",
  "Hello World",
  " ",
  "a b",
  "1",
  "ab",
  "hello",
  "A",
  "x=1",
  "a,b",
  "foo bar baz",
  "a\nb",
  "0",
  "12.5",
  "-1",
  "été",
  "aa",
  "AbC",
  "a_b",
  "a-b",
  "a😀b",
];

/** Samples of formats that code parses, by format word. */
const FORMATS: { readonly [format: string]: readonly string[] } = {
  date: ["2024-01-15", "2023-12-31", "01/02/2024", "2024-02-30"],
  time: ["12:30", "23:59:59", "25:00"],
  datetime: ["2024-01-15T12:30:00", "2024-01-15T12:30:00Z", "2024-01-15 12:30:00", "2024-01-15T12:30:00+02:00"],
  email: ["ann@example.com", "a@b", "ann.lee+x@mail.example.org", "@example.com"],
  url: ["https://example.com/a?b=1#c", "http://localhost:8080/", "example.com", "ftp://example.com"],
  ip: ["127.0.0.1", "256.1.1.1", "::1", "2001:db8:0:0:0:0:0:1"],
  uuid: ["6f8b5c9e-3d1a-4b7e-9c2d-1e5f7a8b9c0d", "6f8b5c9e3d1a4b7e9c2d1e5f7a8b9c0d"],
  json: ["{}", '{"a": 1}', "[1, 2]", "null", "{"],
  number: ["1", "42", "-3", "1.5", "1e3", "abc", "0x1f", "1,000"],
  version: ["1.2.3", "1.0", "2.0.0-beta.1", "v1"],
  color: ["#ff0000", "#fff", "red", "rgb(1, 2, 3)"],
  html: ["<p>a</p>", "<br>", "a & b"],
  path: ["a.txt", "dir/a.txt", "/", "../a", "a.tar.gz", "missing"],
  csv: ["a,b", "a,b\n1,2", '"a,b",c'],
  roman: ["IV", "XII", "MCMXC"],
  isbn: ["978-3-16-148410-0", "9783161484100", "150-6715214"],
  card: ["4111111111111111", "378282246310005", "5555555555554444"],
};

const NAME_HINTS: readonly (readonly [RegExp, string])[] = [
  [/date_?time|timestamp/i, "datetime"],
  [/date|day/i, "date"],
  [/time|clock|duration/i, "time"],
  [/e?mail/i, "email"],
  [/ur[il]|link|href/i, "url"],
  [/\bip|ip_?addr|host/i, "ip"],
  [/uuid|guid/i, "uuid"],
  [/json/i, "json"],
  [/num|amount|price|digits?/i, "number"],
  [/version|semver/i, "version"],
  [/colou?r|hex|rgb/i, "color"],
  [/html|xml|markup/i, "html"],
  [/path|file|dir/i, "path"],
  [/csv|row|line/i, "csv"],
  [/roman/i, "roman"],
  [/isbn/i, "isbn"],
  [/card/i, "card"],
];

/** Words of the names of functions that look at what they are given. */
const LOOKS =
  /^(?:is|are|has|valid|validate|check|verify|parse|read|decode|normali[sz]e|tokeni[sz]e|loads?|scan|deseriali[sz]e|convert|extract)$/i;

const JOINTS = ["", "", " ", " ", "\n", ",", ":", "=", ".", "-", "/", "_", "\n\n", ": "];

/** What a text should look like: a pattern, a format word, the name of the parameter. */
export interface TextHint {
  readonly pattern?: string | undefined;
  readonly format?: string | undefined;
  readonly name?: string | undefined;
}

/** A text: plain samples, constants of the code, joins of constants, texts grown from patterns, samples of formats. */
export function drawText(hint: TextHint, context: DrawContext): string {
  const { random, pools } = context;
  if (hint.pattern !== undefined && random.next() < 0.7) return growText(hint.pattern, random);
  const format = hint.format ?? (hint.name === undefined ? undefined : (formatOf(hint.name) ?? context.format));
  if (format !== undefined && FORMATS[format] && random.next() < (hint.format ? 0.6 : 0.25)) {
    return random.pick(FORMATS[format] as readonly string[]) as string;
  }
  const dice = random.next();
  if (dice < 0.15 && pools.patterns.length > 0) return growText(random.pick(pools.patterns) as string, random);
  if (dice < 0.35 && pools.texts.length > 0) return random.pick(pools.texts) as string;
  if (dice < 0.55 && pools.texts.length > 0) return joinConstants(context);
  if (dice < 0.9) return random.pick(PLAIN) as string;
  if (dice < 0.95)
    return random.pick(FORMATS[random.pick(Object.keys(FORMATS)) as string] as readonly string[]) as string;
  return randomText(random, pools.texts);
}

function formatOf(name: string): string | undefined {
  return NAME_HINTS.find(([hint]) => hint.test(name))?.[1];
}

/** The format of what a function is given whose name says that it looks at such a thing: `isIsbn`, `parse_date`. */
export function formatIn(name: string): string | undefined {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  if (!words.slice(0, -1).some((word) => LOOKS.test(word))) return undefined;
  return NAME_HINTS.find(([hint]) => words.some((word) => hint.exec(word)?.[0] === word))?.[1];
}

function joinConstants(context: DrawContext): string {
  const { random, pools } = context;
  const words = [...pools.texts, "a", "b", "1", "abc", "hello"];
  const joint = random.pick(JOINTS) as string;
  const count = 2 + random.below(3);
  const pieces: string[] = [];
  for (let index = 0; index < count; index++) {
    pieces.push(
      pools.patterns.length > 0 && random.next() < 0.15
        ? growText(random.pick(pools.patterns) as string, random)
        : (random.pick(words) as string),
    );
  }
  return pieces.join(joint).slice(0, 200);
}

function randomText(random: Random, texts: readonly string[]): string {
  const alphabet = [..."ab c1A.-_:/\n\t\"'(){}[]<>,;=#@%é", ...texts.join("").slice(0, 120)];
  let text = "";
  for (let count = 1 + random.below(8); count > 0; count--) text += random.pick(alphabet);
  return text;
}
