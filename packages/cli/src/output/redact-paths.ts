import { sep } from "node:path";

/** Folders of this machine that must not show in what people paste elsewhere. */
export interface KnownFolders {
  /** The project root. */
  readonly root: string;
  readonly home: string;
  /** Where temporary folders are made. */
  readonly temporary: string;
}

/** Gives a function that replaces folders of this machine: the project by a relative path, the home by `~`, work copies by `<work>`. */
export function pathRedaction(folders: KnownFolders): (text: string) => string {
  const rules: [RegExp, string][] = [
    [new RegExp(`${quote(folders.root)}${quote(sep)}`, "g"), ""],
    [new RegExp(`${quote(folders.root)}(?![\\w.-])`, "g"), "."],
    [
      new RegExp(`${quote(folders.temporary)}${quote(sep)}autotest-[\\w-]+(${quote(sep)}(project|workspace))?`, "g"),
      "<work>",
    ],
  ];
  if (folders.home.length > 1) rules.push([new RegExp(`${quote(folders.home)}(?![\\w.-])`, "g"), "~"]);
  return (text) => rules.reduce((done, [pattern, replacement]) => done.replace(pattern, replacement), text);
}

/** The same for every string inside a plain value, keys left alone. */
export function redactDeep<T>(value: T, redact: (text: string) => string): T {
  // A report says the same words thousands of times.
  const done = new Map<string, string>();
  const redactText = (text: string): string => {
    const known = done.get(text) ?? redact(text);
    done.set(text, known);
    return known;
  };
  const redactAny = (one: unknown): unknown => {
    if (typeof one === "string") return redactText(one);
    if (Array.isArray(one)) return one.map(redactAny);
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, redactAny(inner)]));
  };
  return redactAny(value) as T;
}

function quote(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
