import { importBlock, importLines } from "./emit-imports.js";
import { type ImportedName, importedNames } from "./read-imports.js";
import { type Statement, scanStatements } from "./scan-python.js";
import type { Splice } from "./splice-text.js";

/** Where a suite's imports are and where more of them would go. */
export interface ImportPlace {
  /** Offset for new lines. */
  readonly at: number;
  /** True when new lines follow an import directly. */
  readonly joins: boolean;
}

/** New imports behind the last top-level import before the first definition; else behind docstring and opening comments. */
export function findImportPlace(text: string): ImportPlace {
  const statements = scanStatements(text);
  const definition = statements.findIndex((one) => one.kind === "function" || one.kind === "class");
  const opening = definition < 0 ? statements : statements.slice(0, definition);
  const last = opening.findLast((one) => one.kind === "import");
  if (last) return { at: last.end, joins: true };
  const [first] = statements;
  if (first && first.kind === "other" && /^[rbuRBU]*["']/.test(text.slice(first.head)))
    return { at: first.end, joins: false };
  const comments = /^\uFEFF?(?:#[^\n]*\n)*/.exec(text)?.[0].length ?? 0;
  return { at: first && first.start < comments ? first.start : comments, joins: false };
}

/** The change that adds imports to a suite of somebody else's. */
export function addImports(
  text: string,
  missing: readonly ImportedName[],
  projectModules: ReadonlySet<string>,
): readonly Splice[] {
  if (missing.length === 0) return [];
  const { at, joins } = findImportPlace(text);
  const block = importBlock(missing, projectModules);
  const lines = (joins ? block.filter((line) => line !== "") : block).join("\n");
  const closed = at === 0 || text[at - 1] === "\n" || text[at - 1] === "\uFEFF";
  if (joins) return [{ at, remove: 0, insert: `${closed ? "" : "\n"}${lines}${closed ? "\n" : ""}` }];
  const rest = text.slice(at).trim() === "" ? "" : "\n";
  return [{ at, remove: 0, insert: `${closed && at <= 1 ? "" : "\n"}${lines}\n${rest}` }];
}

/** The change that makes the import block of a suite of ours hold exactly `wanted`. */
export function replaceImports(
  text: string,
  from: number,
  wanted: readonly ImportedName[],
  projectModules: ReadonlySet<string>,
): readonly Splice[] {
  const statements = scanStatements(text, from);
  const imports = leadingImports(statements);
  const lines = importBlock(wanted, projectModules).join("\n");
  const [first, last] = [imports[0], imports.at(-1)];
  if (first === undefined || last === undefined)
    return lines === "" ? [] : [{ at: from, remove: 0, insert: `\n${lines}\n` }];
  const old = text.slice(first.head, last.end);
  // A person's comment among the imports: add what is missing, take nothing away.
  if (/^\s*#/m.test(text.slice(first.start, last.end))) {
    const present = imports.flatMap((one) => importedNames(text.slice(one.head, one.end)));
    const missing = wanted.filter(
      (one) =>
        !present.some((other) => other.module === one.module && other.name === one.name && other.local === one.local),
    );
    return missing.length === 0 ? [] : [{ at: last.end, remove: 0, insert: `${importLines(missing).join("\n")}\n` }];
  }
  if (old.replaceAll("\r\n", "\n") === `${lines}\n`) return [];
  return [{ at: first.head, remove: old.length, insert: lines === "" ? "" : `${lines}\n` }];
}

function leadingImports(statements: readonly Statement[]): readonly Statement[] {
  const end = statements.findIndex((one) => one.kind !== "import");
  return end < 0 ? statements : statements.slice(0, end);
}
