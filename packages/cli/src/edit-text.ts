import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { AutotestError } from "@autotest/core";
import type { Invocation } from "./invocation.js";

/** Lets a person change a text in the editor of VISUAL or EDITOR (else vi); `like` gives the file its ending. */
export async function editText(text: string, like: string, { env }: Pick<Invocation, "env">): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "autotest-edit-"));
  const file = join(folder, `test${extname(like)}`);
  const editor = env["VISUAL"] || env["EDITOR"] || (process.platform === "win32" ? "notepad" : "vi");
  try {
    await writeFile(file, text, { mode: 0o600 });
    await new Promise<void>((resolve, reject) => {
      // Editors come with flags (`code --wait`), so the shell takes the words apart; the file is no part of them.
      const child = spawn(process.platform === "win32" ? `${editor} "${file}"` : `${editor} "$AUTOTEST_EDITED"`, {
        shell: true,
        stdio: "inherit",
        env: { ...env, AUTOTEST_EDITED: file },
      });
      child.once("error", reject);
      child.once("exit", (code) =>
        code === 0
          ? resolve()
          : reject(new AutotestError("usage", `the editor ended with ${code}: nothing was changed`)),
      );
    });
    return await readFile(file, "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
