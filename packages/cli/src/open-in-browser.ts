import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import type { Invocation } from "./invocation.js";

/** Asks the system, or the program named in BROWSER, to show a file; false when that cannot be started. Does not wait for it. */
export function openInBrowser(file: string, { env }: Pick<Invocation, "env">): Promise<boolean> {
  const [program, ...words] = [...browserOf(env), pathToFileURL(file).href];
  return new Promise((resolve) => {
    const child = spawn(program ?? "", words, { detached: true, stdio: "ignore", env });
    child.once("error", () => resolve(false));
    child.once("spawn", () => {
      child.unref();
      resolve(true);
    });
  });
}

function browserOf(env: Invocation["env"]): readonly string[] {
  const own = env["BROWSER"];
  if (own !== undefined && own !== "") return [own];
  if (process.platform === "darwin") return ["open"];
  // `start` would give the address to a shell, which reads more into it.
  return process.platform === "win32" ? ["rundll32", "url.dll,FileProtocolHandler"] : ["xdg-open"];
}
