import type { ts } from "ts-morph";
import { isErased } from "./is-erased.js";
import type { TypeScriptApi } from "./load-typescript.js";
import { namesOf } from "./read-names.js";

/**
 * Code for the end of a file that hands its variables, and classes, to the runtime: read all, assign those that can be. Empty
 * when it has none.
 */
export function handVariables(typescript: TypeScriptApi, source: ts.SourceFile): string {
  const assignable: string[] = [];
  const fixed: string[] = [];
  for (const statement of source.statements) {
    if (isErased(typescript, statement)) continue;
    if (typescript.isClassDeclaration(statement) && statement.name) fixed.push(statement.name.text);
    if (!typescript.isVariableStatement(statement)) continue;
    const { declarationList } = statement;
    const names = declarationList.declarations.flatMap(({ name }) => namesOf(typescript, name));
    (declarationList.flags & typescript.NodeFlags.Const ? fixed : assignable).push(...names);
  }
  if (assignable.length + fixed.length === 0) return "";
  const write = assignable.length === 0 ? "() => {}" : `($) => { [${assignable.join(", ")}] = $; }`;
  return `\n;autotest$.k(() => [${[...assignable, ...fixed].join(", ")}], ${write});\n`;
}
