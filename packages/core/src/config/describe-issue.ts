import type { z } from "zod";
import type { ConfigIssue } from "../errors/config-error.js";
import { nearestWord } from "./nearest-word.js";

/** As much of a JSON Schema as is walked. */
interface SchemaNode {
  readonly properties?: { readonly [key: string]: SchemaNode };
  readonly items?: SchemaNode;
  readonly additionalProperties?: boolean | SchemaNode;
}

/** Says what is wrong in words of the configuration: one issue per wrong key or value. */
export function describeIssue(issue: z.core.$ZodIssue, data: unknown, schema: object): readonly ConfigIssue[] {
  const path = issue.path.filter((part) => typeof part !== "symbol");
  const key = dotted(path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((name) => unknownKey([...path, name], schema));
    case "invalid_type": {
      const value = valueAt(data, path);
      return [
        {
          key,
          message:
            value === undefined
              ? "is missing"
              : `must be ${NOUNS[issue.expected] ?? issue.expected}, is ${shown(value)}`,
        },
      ];
    }
    case "invalid_value": {
      const value = valueAt(data, path);
      const suggestion = typeof value === "string" ? nearestWord(value, issue.values.map(String)) : undefined;
      return [
        {
          key,
          message: `must be one of ${issue.values.join(", ")}, is ${shown(value)}`,
          ...(suggestion === undefined ? {} : { suggestion }),
        },
      ];
    }
    case "too_small":
      return [{ key, message: tooSmall(issue) }];
    case "too_big":
      return [{ key, message: `must be at most ${issue.maximum}` }];
    default:
      return [{ key, message: issue.message.startsWith("Invalid") ? `does not fit: ${issue.message}` : issue.message }];
  }
}

const NOUNS: { readonly [type: string]: string } = {
  string: "text",
  number: "a number",
  int: "a whole number",
  array: "a list",
  object: "a group of keys",
  record: "a group of keys",
  boolean: "true or false",
};

function tooSmall(issue: Extract<z.core.$ZodIssue, { code: "too_small" }>): string {
  if (issue.origin === "array" || issue.origin === "string") return "must not be empty";
  return `must be ${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}`;
}

/** Nearest sibling; else the same word, or nearly, anywhere else in the schema (`seconds` is `search.seconds`). */
function unknownKey(path: readonly (string | number)[], schema: object): ConfigIssue {
  const name = String(path.at(-1));
  const siblings = Object.keys(nodeAt(schema, path.slice(0, -1))?.properties ?? {}).filter((key) => key !== "$schema");
  const near = nearestWord(name, siblings);
  const elsewhere = near === undefined ? allKeys(schema).find((key) => key.endsWith(`.${name}`)) : undefined;
  const suggestion = near ?? elsewhere;
  const known = suggestion === undefined ? `; known keys: ${siblings.join(", ")}` : "";
  return { key: dotted(path), message: `unknown key${known}`, ...(suggestion === undefined ? {} : { suggestion }) };
}

function nodeAt(schema: object, path: readonly (string | number)[]): SchemaNode | undefined {
  let node: SchemaNode | undefined = schema as SchemaNode;
  for (const part of path) node = typeof part === "number" ? node?.items : node?.properties?.[part];
  return node;
}

/** Dotted names of all keys below groups; lists are left out, because a key cannot be moved into one. */
function allKeys(schema: object, prefix = ""): readonly string[] {
  return Object.entries((schema as SchemaNode).properties ?? {}).flatMap(([name, node]) => [
    prefix + name,
    ...allKeys(node, `${prefix}${name}.`),
  ]);
}

function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (value as { [key: string | number]: unknown } | null | undefined)?.[part],
    data,
  );
}

function dotted(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : text === "" ? part : `${text}.${part}`),
    "",
  );
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a group of keys";
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
