import { join } from "node:path";
import type { Project } from "@autotest/core";
import type { ts } from "ts-morph";
import { castFor, type Edit } from "./cast-for.js";
import { loadedTypeScript } from "./load-typescript.js";
import { openedProject } from "./open-checker.js";
import { isTypeScriptPath } from "./parse-file.js";

/** A cast may show the next mistake behind it; more rounds than this never helped. */
const ROUNDS = 6;
const SETTLED_LIMIT = 50;

const settled = new Map<string, string>();

/** Puts casts where the checker refuses what a suite does on purpose. Asks the program that the analysis opened. */
export function settleTypes(text: string, path: string, project: Project): string {
  const morph = openedProject(project.root);
  const typescript = loadedTypeScript();
  if (!isTypeScriptPath(path) || !morph || !typescript) return text;
  const key = `${project.root}\0${path}\0${text}`;
  const known = settled.get(key);
  if (known !== undefined) return known;
  const absolute = join(project.root, path);
  const before = morph.getSourceFile(absolute)?.getFullText();
  let current = text;
  for (let round = 0; round < ROUNDS; round++) {
    const { compilerNode } = morph.createSourceFile(absolute, current, { overwrite: true });
    const program = morph.getProgram().compilerObject;
    const faults: readonly ts.Diagnostic[] = program.getSemanticDiagnostics(compilerNode);
    const edits = faults.flatMap((fault) => castFor(typescript, compilerNode, fault));
    if (edits.length === 0) break;
    current = apply(current, edits);
  }
  const file = morph.getSourceFile(absolute);
  if (before === undefined) file?.forget();
  else morph.createSourceFile(absolute, before, { overwrite: true });
  if (settled.size >= SETTLED_LIMIT) settled.clear();
  settled.set(key, current);
  return current;
}

/** Makes the edits that do not lie within another; those wait for the next round. */
function apply(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || b.end - a.end);
  let result = "";
  let done = 0;
  for (const { start, end, before, after } of sorted) {
    if (start < done) continue;
    result += text.slice(done, start) + before + text.slice(start, end) + after;
    done = end;
  }
  return result + text.slice(done);
}
