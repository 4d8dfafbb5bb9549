import { scanStatements } from "./scan-python.js";

/** One name an import statement binds. */
export interface ImportedName {
  /** Dotted module, relative dots included. */
  readonly module: string;
  /** Name in the module; empty when the module itself is bound. */
  readonly name: string;
  /** What the suite calls it; `a.b` for `import a.b`. */
  readonly local: string;
}

/** Every name bound by the top-level imports of a suite. */
export function readImports(text: string): readonly ImportedName[] {
  return scanStatements(text)
    .filter((statement) => statement.kind === "import")
    .flatMap((statement) => importedNames(text.slice(statement.head, statement.end)));
}

/** Names bound by one import statement. */
export function importedNames(statement: string): readonly ImportedName[] {
  const code = statement
    .replace(/#.*$/gm, "")
    .replace(/\\\r?\n/g, " ")
    .replace(/[()]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const from = /^from (\S+) import (.+)$/.exec(code);
  const list = (from?.[2] ?? code.replace(/^import /, ""))
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  return list.map((part) => {
    const [name = "", alias] = part.split(/ as /);
    if (from?.[1] !== undefined) return { module: from[1], name, local: alias ?? name };
    return { module: name, name: "", local: alias ?? name };
  });
}

/** Names bound at the top level by anything but an import. */
export function topLevelNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of scanStatements(text)) {
    if (statement.name !== "") names.add(statement.name);
    if (statement.kind !== "other") continue;
    const code = text.slice(statement.head, statement.end);
    for (const [, name] of code.matchAll(/^\s*(?:for\s+|with\s.*\sas\s+)?(\w+)\s*(?:=[^=]|:|,)/gm))
      if (name) names.add(name);
    for (const line of code.match(/^\s+(?:from|import)\s.*$/gm) ?? [])
      for (const one of importedNames(line.trim())) names.add(one.local);
  }
  return names;
}
