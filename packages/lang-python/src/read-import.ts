import type { ReadImport } from "@autotest/core";
import { STANDARD_MODULES } from "./known-names.js";
import { fieldOf, type SyntaxNode } from "./parse.js";

const words = (text: string): readonly string[] => text.split(" ");

/** Why a test has no business with a module, by its top-level name. */
const UNFIT: { readonly [module: string]: string } = {
  ...Object.fromEntries(
    words(
      "socket socketserver ssl http urllib3 requests httpx aiohttp ftplib smtplib imaplib poplib telnetlib xmlrpc webbrowser",
    ).map((name) => [name, "opens the network"]),
  ),
  ...Object.fromEntries(
    words("subprocess multiprocessing pty signal concurrent _thread").map((name) => [name, "starts processes"]),
  ),
  ...Object.fromEntries(
    words(
      "ctypes importlib runpy code codeop pip site gc inspect ast builtins imp zipimport faulthandler atexit marshal",
    ).map((name) => [name, "looks behind the code under test"]),
  ),
};

/** Names that one import statement binds. */
export function readImport(node: SyntaxNode): readonly ReadImport[] {
  const from = node.type === "import_from_statement" ? fieldOf(node, "module_name")?.text : undefined;
  if (node.type === "future_import_statement") return [];
  if (node.children.some(({ type }) => type === "wildcard_import"))
    return [{ ...about(from ?? ""), local: "*", name: "*", fault: "imports everything there is" }];
  return node.children
    .filter(({ field }) => field === "name")
    .map((one): ReadImport => {
      const name = one.type === "aliased_import" ? (fieldOf(one, "name")?.text ?? "") : one.text;
      const alias = one.type === "aliased_import" ? fieldOf(one, "alias")?.text : undefined;
      return from === undefined
        ? { ...about(name), local: alias ?? name, name: "" }
        : { ...about(from), local: alias ?? name, name };
    });
}

function about(module: string): Pick<ReadImport, "module" | "origin" | "fault"> {
  const top = module.split(".")[0] ?? module;
  const fault = module === "urllib.request" ? "opens the network" : UNFIT[top];
  return {
    module,
    origin: STANDARD_MODULES.has(top) ? "standard" : "other",
    ...(fault === undefined ? {} : { fault }),
  };
}
