import { execFileSync } from "node:child_process";
import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import type { Command } from "@autotest/core";
import { withTestContext } from "@autotest/core/testing";
import { expect, test } from "vitest";
import { findInterpreter } from "./find-interpreter.js";

const REAL = execFileSync("python3", ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim();

async function environment(root: string, folder: string): Promise<void> {
  await mkdir(`${root}/${folder}/bin`, { recursive: true });
  await symlink(REAL, `${root}/${folder}/bin/python`);
}

test("takes the project's own environment before the PATH, and says so", async () => {
  await withTestContext({ prepare: (root) => environment(root, ".venv") }, async (ctx) => {
    expect(await findInterpreter(ctx.project, ctx)).toMatchObject({ ok: true, source: ".venv" });
  });
});

test("takes the active environment before the one in the project", async () => {
  await withTestContext({ prepare: (root) => environment(root, ".venv") }, async (ctx) => {
    await environment(ctx.project.workspace, "active");
    const env = { ...ctx.env, VIRTUAL_ENV: `${ctx.project.workspace}/active` };
    expect(await findInterpreter(ctx.project, { ...ctx, env })).toMatchObject({ ok: true, source: "VIRTUAL_ENV" });
  });
});

test("falls back to the PATH", async () => {
  await withTestContext({}, async (ctx) => {
    expect(await findInterpreter(ctx.project, ctx)).toMatchObject({ ok: true, source: "PATH" });
  });
});

test("asks poetry only when the project uses it", async () => {
  const prepare = async (root: string): Promise<void> => {
    await mkdir(`${root}/tools`);
    await environment(root, "elsewhere");
    await writeFile(`${root}/tools/poetry`, `#!/bin/sh\necho ${root}/elsewhere\n`);
    await chmod(`${root}/tools/poetry`, 0o755);
    await writeFile(`${root}/poetry.lock`, "");
  };
  await withTestContext({ prepare }, async (ctx) => {
    const env = { PATH: `${ctx.project.root}/tools:${process.env.PATH}` };
    const tools = {
      ...ctx,
      env,
      exec: {
        ...ctx.exec,
        run: (command: Parameters<typeof ctx.exec.run>[0]) =>
          ctx.exec.run(command.file === "poetry" ? { ...command, file: `${ctx.project.root}/tools/poetry` } : command),
      },
    };
    expect(await findInterpreter(ctx.project, tools)).toMatchObject({ ok: true, source: "poetry" });
  });
});

test("a configured interpreter that does not work is an answer, not a reason to look on", async () => {
  await withTestContext({ options: { "lang-python": { interpreter: "no/such/python" } } }, async (ctx) => {
    const found = await findInterpreter(ctx.project, ctx);
    expect(found).toMatchObject({ ok: false, problem: { code: "no-runtime" } });
    expect(found.ok || found.problem.message).toContain("no/such/python (from config): not found");
  });
});

test("says that an active environment is passed over, and why", async () => {
  const prepare = async (root: string): Promise<void> => {
    await mkdir(`${root}/seven/bin`, { recursive: true });
    await writeFile(`${root}/seven/bin/python`, "#!/bin/sh\necho /seven\necho 3.7.16\necho /usr/lib/seven\n");
    await chmod(`${root}/seven/bin/python`, 0o755);
  };
  await withTestContext({ prepare }, async (ctx) => {
    const env = { ...ctx.env, VIRTUAL_ENV: `${ctx.project.root}/seven` };
    const told: string[] = [];
    const log = { ...ctx.log, warn: (message: string) => void told.push(message) };
    expect(await findInterpreter(ctx.project, { ...ctx, env, log })).toMatchObject({ ok: true, source: "PATH" });
    expect(told).toEqual([
      expect.stringMatching(
        /^\/seven \(from VIRTUAL_ENV\): is 3\.7\.16, older than 3\.8; \/.+ \(from PATH\) is used instead$/,
      ),
    ]);
  });
});

test("says nothing of a name that the PATH does not have", async () => {
  await withTestContext({}, async (ctx) => {
    const told: string[] = [];
    const log = { ...ctx.log, warn: (message: string) => void told.push(message) };
    const names: Readonly<Record<string, string>> = { python3: "/no/such/python3", python: REAL };
    const exec = {
      ...ctx.exec,
      run: (command: Command) => ctx.exec.run({ ...command, file: names[command.file] ?? command.file }),
    };
    expect(await findInterpreter(ctx.project, { ...ctx, log, exec })).toMatchObject({ ok: true, source: "PATH" });
    expect(told).toEqual([]);
  });
});

test("an interpreter that is too old is refused with its version", async () => {
  const prepare = async (root: string): Promise<void> => {
    await writeFile(`${root}/old`, "#!/bin/sh\necho /usr/bin/old\necho 3.6.1\necho /usr/lib/old\n");
    await chmod(`${root}/old`, 0o755);
  };
  await withTestContext({ prepare, options: { "lang-python": { interpreter: "./old" } } }, async (ctx) => {
    const found = await findInterpreter(ctx.project, ctx);
    expect(found.ok || found.problem.message).toContain("is 3.6.1, older than 3.8");
  });
});
