import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, type Pair, parseDocument, type YAMLMap } from "yaml";

/**
 * A YAML or JSON text with one key set, and every other byte as it was: comments, order and quotes are the author's. `path` names
 * the key from the top. Throws an `Error` for a text that cannot be read, or holds something else where a group of keys belongs.
 */
export function setKey(text: string, path: readonly string[], value: string): string {
  const document = parseDocument(text, { prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) throw new Error(error.message.split("\n")[0]);
  const changed = spliced(text, document.contents, path, value);
  const read = parseDocument(changed, { prettyErrors: false });
  if (read.errors.length === 0 && isDeepStrictEqual(read.toJS(), withKey(document.toJS(), path, value))) return changed;
  // An odd layout (a key in the explicit form, say): then the meaning counts for more than the bytes.
  document.setIn(path, value);
  return document.toString({ lineWidth: 0 });
}

function withKey(data: unknown, [name = "", ...rest]: readonly string[], value: string): unknown {
  const group = (data ?? {}) as { readonly [key: string]: unknown };
  return { ...group, [name]: rest.length === 0 ? value : withKey(group[name], rest, value) };
}

function spliced(text: string, contents: unknown, path: readonly string[], value: string): string {
  if (contents === null || (isScalar(contents) && contents.value === null)) return appended(text, path, value);
  let map = demandMap(contents, []);
  for (const [depth, name] of path.entries()) {
    const pair = map.items.find(({ key }) => isScalar(key) && String(key.value) === name);
    const rest = path.slice(depth);
    if (pair === undefined) return inserted(text, map, rest, value, depth === 0);
    const isLast = depth === path.length - 1;
    const isBlank = pair.value === null || (isScalar(pair.value) && pair.value.range?.[0] === pair.value.range?.[1]);
    // `prompts:` with nothing behind it: what is missing goes there.
    if (isBlank) return filled(text, map, pair, rest.slice(1), value);
    if (isLast) {
      const [from = 0, to = 0] = (pair.value as { range?: [number, number, number] }).range ?? [];
      return text.slice(0, from) + scalar(value, isJsonLike(text, map)) + text.slice(to);
    }
    map = demandMap(pair.value, path.slice(0, depth + 1));
  }
  return text;
}

function demandMap(node: unknown, path: readonly string[]): YAMLMap {
  if (isMap(node)) return node;
  throw new Error(`${path.join(".") || "the file"} is not a group of keys`);
}

/** A new pair in a group that has others, as its first at the top of a flow group, else as the last of the top or the first below. */
function inserted(text: string, map: YAMLMap, path: readonly string[], value: string, isTop: boolean): string {
  const [start = 0] = map.range ?? [];
  const first = map.items[0];
  if (map.flow) {
    const flow = flowPair(path, value);
    if (first === undefined) return `${text.slice(0, start + 1)} ${flow} ${text.slice(start + 1).trimStart()}`;
    const at = offsetOf(first);
    const between = text.slice(start + 1, at);
    return `${text.slice(0, at)}${flow},${/^\s*$/.test(between) && between !== "" ? between : " "}${text.slice(at)}`;
  }
  if (isTop) return appended(text, path, value);
  const at = first === undefined ? start : offsetOf(first);
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const indent = text.slice(lineStart, at);
  return (
    text.slice(0, lineStart) + blockPair(path, value, indent, lineEnd(text)) + lineEnd(text) + text.slice(lineStart)
  );
}

/** A value for a key that has none. */
function filled(text: string, map: YAMLMap, pair: Pair, path: readonly string[], value: string): string {
  const key = pair.key as { range?: [number, number, number] };
  const colon = text.indexOf(":", key.range?.[1] ?? 0) + 1;
  if (path.length === 0) return `${text.slice(0, colon)} ${scalar(value, map.flow === true)}${text.slice(colon)}`;
  if (map.flow) return `${text.slice(0, colon)} { ${flowPair(path, value)} }${text.slice(colon)}`;
  const end = text.indexOf("\n", colon) < 0 ? text.length : text.indexOf("\n", colon);
  const eol = lineEnd(text);
  const cut = text[end - 1] === "\r" ? end - 1 : end;
  const lineStart = text.lastIndexOf("\n", offsetOf(pair) - 1) + 1;
  const indent = `${text.slice(lineStart, offsetOf(pair))}  `;
  return text.slice(0, cut) + eol + blockPair(path, value, indent, eol) + text.slice(cut);
}

/** At the end of a block text, behind whatever stands there. */
function appended(text: string, path: readonly string[], value: string): string {
  const eol = lineEnd(text);
  const gap = text === "" || text.endsWith("\n") ? "" : eol;
  return `${text}${gap}${blockPair(path, value, "", eol)}${eol}`;
}

function blockPair(path: readonly string[], value: string, indent: string, eol: string): string {
  return path
    .map(
      (name, depth) =>
        `${indent}${"  ".repeat(depth)}${name}:${depth === path.length - 1 ? ` ${scalar(value, false)}` : ""}`,
    )
    .join(eol);
}

function flowPair([name = "", ...rest]: readonly string[], value: string): string {
  return `${JSON.stringify(name)}: ${rest.length === 0 ? JSON.stringify(value) : `{ ${flowPair(rest, value)} }`}`;
}

/** Ids and plain words need no quotes in YAML; JSON takes nothing else. */
function scalar(value: string, quoted: boolean): string {
  const plain = /^[a-z][a-z0-9-]*$/.test(value) && !/^(?:true|false|yes|no|on|off|null|y|n)$/.test(value);
  return quoted || !plain ? JSON.stringify(value) : value;
}

/** In a flow group of a YAML file quotes do no harm, in JSON they are needed. */
function isJsonLike(text: string, map: YAMLMap): boolean {
  return map.flow === true || text.trimStart().startsWith("{");
}

function offsetOf({ key }: Pair): number {
  return (key as { range?: [number, number, number] }).range?.[0] ?? 0;
}

function lineEnd(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
