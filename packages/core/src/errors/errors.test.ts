import { describe, expect, it } from "vitest";
import { AutotestError } from "./autotest-error.js";
import { ConfigError } from "./config-error.js";
import { ERRORS, type ErrorCode } from "./error-table.js";
import { combineExitCodes, EXIT_CODES, type ExitCode } from "./exit-code.js";
import { HookError } from "./hook-error.js";
import { PluginLoadError } from "./plugin-load-error.js";
import { WriteError } from "./write-error.js";

describe("exit codes", () => {
  it("are these", () => {
    expect(Object.values(EXIT_CODES)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 130, 143]);
  });

  const order: readonly ExitCode[] = [130, 143, 3, 9, 8, 4, 2, 7, 6, 1];
  for (const [index, first] of order.entries()) {
    it(`${first} comes before ${order.slice(index + 1).join(", ") || "success"}`, () => {
      for (const other of [...order.slice(index + 1), 5, 0] as const) {
        expect(combineExitCodes([other, first])).toBe(first);
        expect(combineExitCodes([first, other])).toBe(first);
      }
    });
  }

  it("nothing to do counts only alone", () => {
    expect(combineExitCodes([])).toBe(0);
    expect(combineExitCodes([5, 5])).toBe(5);
    expect(combineExitCodes([5, 0])).toBe(0);
  });
});

describe("errors", () => {
  it.each(Object.entries(ERRORS))("%s is explained", (code, entry) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(entry.title).toMatch(/^[A-Z].*[^.]$/);
    expect(entry.text).toMatch(/^[A-Z].*\.$/);
    expect(new AutotestError(code as ErrorCode, "x").exitCode).toBe(entry.exitCode);
  });

  it("are recognised across copies of core, and nothing else is", () => {
    const foreign = Object.assign(new Error("x"), { [Symbol.for("autotest.error")]: true });
    expect(AutotestError.isInstance(foreign)).toBe(true);
    for (const other of [new Error("x"), null, undefined, "autotest.error", {}])
      expect(AutotestError.isInstance(other)).toBe(false);
  });

  it("carry hint, next and cause, and print as ordinary errors", () => {
    const cause = new Error("inner");
    const error = new AutotestError("usage", "what", { hint: "do this", next: "autotest --help", cause });
    expect(error).toMatchObject({
      message: "what",
      hint: "do this",
      next: "autotest --help",
      cause,
      exitCode: 2,
      name: "AutotestError",
    });
    expect(Object.keys(error)).not.toContain("autotest.error");
    expect(new AutotestError("usage", "x").hint).toBeUndefined();
    expect("cause" in new AutotestError("usage", "x")).toBe(false);
  });

  it("of every kind are recognised and keep their name", () => {
    const all = [
      new ConfigError("x.yaml", [{ key: "a.b", message: "no", suggestion: "a.c" }]),
      new ConfigError("x.yaml", [{ key: "k", message: "no" }], "config-secret"),
      new HookError("p", "h", "r"),
      new PluginLoadError([{ plugin: "p", code: "missing", message: "m", fix: "f" }]),
      new WriteError("/x", Object.assign(new Error("ENOSPC: no space"), { code: "ENOSPC" })),
    ];
    expect(all.map((error) => [error.name, error.exitCode, AutotestError.isInstance(error)])).toEqual([
      ["ConfigError", 2, true],
      ["ConfigError", 9, true],
      ["HookError", 3, true],
      ["PluginLoadError", 2, true],
      ["WriteError", 4, true],
    ]);
    expect(all[0]!.message).toBe("x.yaml: a.b: no (did you mean a.c?)");
    expect(all[3]!.message).toContain("  p: m\n    f");
  });
});
