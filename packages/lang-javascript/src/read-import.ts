import { isBuiltin } from "node:module";
import type { ReadImport } from "@autotest/core";
import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

const words = (text: string): readonly string[] => text.split(" ");

/** Why a test has no business with a module. */
const UNFIT: { readonly [module: string]: string } = {
  ...Object.fromEntries(
    words("http https http2 net dgram tls dns undici axios node-fetch got superagent").map((name) => [
      name,
      "opens the network",
    ]),
  ),
  ...Object.fromEntries(words("child_process worker_threads cluster").map((name) => [name, "starts processes"])),
  ...Object.fromEntries(
    words("vm module inspector repl v8 process diagnostics_channel wasi").map((name) => [
      name,
      "looks behind the code under test",
    ]),
  ),
};

/** Whether a statement only imports. */
export function isImport(typescript: TypeScriptApi, node: ts.Node): boolean {
  return (
    typescript.isImportDeclaration(node) ||
    typescript.isImportEqualsDeclaration(node) ||
    requiresOf(typescript, node).length > 0
  );
}

/** Names that one statement imports, by `import` or as `const x = require('..')`. */
export function readImport(typescript: TypeScriptApi, node: ts.Node): readonly ReadImport[] {
  if (!typescript.isImportDeclaration(node)) return requiresOf(typescript, node);
  const module = (node.moduleSpecifier as ts.StringLiteral).text;
  const clause = node.importClause;
  const make = (local: string, name: string): ReadImport => ({ ...about(module), local, name });
  if (clause === undefined) return [{ ...make("", ""), fault: "imports something for its effects" }];
  const bindings = clause.namedBindings;
  return [
    ...(clause.name ? [make(clause.name.text, "default")] : []),
    ...(bindings === undefined
      ? []
      : typescript.isNamespaceImport(bindings)
        ? [make(bindings.name.text, "")]
        : bindings.elements.map((one) => make(one.name.text, (one.propertyName ?? one.name).text))),
  ];
}

function requiresOf(typescript: TypeScriptApi, node: ts.Node): readonly ReadImport[] {
  if (!typescript.isVariableStatement(node)) return [];
  const found = node.declarationList.declarations.map((one) => {
    const member =
      one.initializer && typescript.isPropertyAccessExpression(one.initializer) ? one.initializer : undefined;
    const call = member?.expression ?? one.initializer;
    if (!call || !typescript.isCallExpression(call) || call.expression.getText() !== "require") return null;
    const [specifier] = call.arguments;
    if (!specifier || !typescript.isStringLiteral(specifier)) return null;
    const make = (local: string, name: string): ReadImport => ({ ...about(specifier.text), local, name });
    // What `import x from` gives of a module that is not of that kind is the whole of it too.
    if (typescript.isIdentifier(one.name)) return [make(one.name.text, member?.name.text ?? "default")];
    if (!typescript.isObjectBindingPattern(one.name)) return null;
    return one.name.elements.map((part) => make(part.name.getText(), (part.propertyName ?? part.name).getText()));
  });
  return found.every((one) => one !== null) ? found.flat() : [];
}

function about(module: string): Pick<ReadImport, "module" | "origin" | "fault"> {
  const bare = module.replace(/^node:/, "");
  const fault = UNFIT[bare.split("/")[0] ?? bare];
  return {
    module: isBuiltin(module) && bare !== module ? module : isBuiltin(module) ? `node:${bare}` : module,
    origin: isBuiltin(module) ? "standard" : "other",
    ...(fault === undefined ? {} : { fault }),
  };
}
