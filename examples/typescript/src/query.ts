/** What a query string can say. */
export type QueryValue = string | boolean | QueryValue[] | { [key: string]: QueryValue };

/** A parsed query string. */
export type Query = { [key: string]: QueryValue };

/** How to write a query string. */
export interface StringifyOptions {
  /** `repeat`: `a=1&a=2`, `brackets`: `a[]=1&a[]=2`, `comma`: `a=1,2`. Default `repeat`. */
  readonly arrays?: "repeat" | "brackets" | "comma";
  /** Sorts keys. Default false. */
  readonly sort?: boolean;
}

/** Reads a query string: repeated keys become lists, `a[b]=1` becomes an object, a key without a value is true. */
export function parseQuery(text: string): Query {
  const query: Query = {};
  const cleaned = text.startsWith("?") || text.startsWith("#") ? text.slice(1) : text;
  for (const pair of cleaned.split("&")) {
    if (pair === "") continue;
    const at = pair.indexOf("=");
    const key = decode(at < 0 ? pair : pair.slice(0, at));
    const value = at < 0 ? true : decode(pair.slice(at + 1));
    const path = keyPath(key);
    if (path.some((part) => part === "__proto__" || part === "constructor")) throw new RangeError(`refused key: ${key}`);
    insert(query, path, value);
  }
  return query;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

function keyPath(key: string): string[] {
  const open = key.indexOf("[");
  if (open <= 0 || !key.endsWith("]")) return [key];
  return [key.slice(0, open), ...key.slice(open + 1, -1).split("][")];
}

function insert(target: Query, path: readonly string[], value: QueryValue): void {
  const [head = "", ...rest] = path;
  const present = target[head];
  if (rest.length === 0) {
    target[head] = present === undefined ? value : Array.isArray(present) ? [...present, value] : [present, value];
  } else if (rest.length === 1 && rest[0] === "") {
    target[head] = Array.isArray(present) ? [...present, value] : present === undefined ? [value] : [present, value];
  } else {
    const inner: Query = typeof present === "object" && !Array.isArray(present) ? present : {};
    insert(inner, rest, value);
    target[head] = inner;
  }
}

/** Writes a query string without the question mark. Null and undefined are left out. */
export function stringifyQuery(values: Record<string, string | number | boolean | null | undefined | readonly (string | number)[]>, options: StringifyOptions = {}): string {
  const { arrays = "repeat", sort = false } = options;
  const keys = Object.keys(values);
  if (sort) keys.sort();
  const parts: string[] = [];
  for (const key of keys) {
    const value = values[key];
    const name = encodeURIComponent(key);
    if (value === null || value === undefined) continue;
    if (typeof value === "object") {
      if (arrays === "comma") parts.push(`${name}=${value.map((item) => encodeURIComponent(item)).join(",")}`);
      else parts.push(...value.map((item) => `${name}${arrays === "brackets" ? "[]" : ""}=${encodeURIComponent(item)}`));
    } else if (value === true) parts.push(name);
    else if (value !== false) parts.push(`${name}=${encodeURIComponent(value)}`);
  }
  return parts.join("&");
}

/** Keeps only some keys, with their types. */
export function pick<T extends object, K extends keyof T>(object: T, keys: readonly K[]): Pick<T, K> {
  const result = {} as Pick<T, K>;
  for (const key of keys) if (key in object) result[key] = object[key];
  return result;
}
