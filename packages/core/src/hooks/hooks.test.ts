import { describe, expect, it } from "vitest";
import { AutotestError } from "../errors/autotest-error.js";
import { HookError } from "../errors/hook-error.js";
import { createHooks, type Hooks, hookNames } from "./hooks.js";
import { pluginHooks } from "./plugin-hooks.js";

const WATERFALLS = ["files", "units", "goals", "prompt", "candidates", "suite"] as const;
const call = (hooks: Hooks, name: keyof Hooks): Promise<unknown> =>
  name === "event"
    ? (async () => hooks.event.call({ kind: "files-found", count: 1 }))()
    : hooks[name].promise([] as never);
const failureOf = (promise: Promise<unknown>): Promise<HookError> =>
  promise.then(
    () => {
      throw new Error("it did not fail");
    },
    (error: unknown) => error as HookError,
  );

describe("an error in a tap names plugin, hook and cause", () => {
  const cause = new RangeError("too far");
  for (const name of hookNames(createHooks())) {
    it(`${name}: a tap that throws`, async () => {
      const hooks = createHooks();
      pluginHooks(hooks, "autotest-x-y")[name].tap("whatever", () => {
        throw cause;
      });
      const error = await failureOf(call(hooks, name));
      expect(error).toBeInstanceOf(HookError);
      expect(AutotestError.isInstance(error)).toBe(true);
      expect(error).toMatchObject({ plugin: "autotest-x-y", hook: name, cause, code: "hook-failed", exitCode: 3 });
      expect(error.message).toBe(`Plugin autotest-x-y failed in hook "${name}": too far`);
    });
    if (name === "event") continue;
    it(`${name}: a tap that rejects, one that calls back, one that throws before it could`, async () => {
      const taps: readonly ((hooks: Hooks) => void)[] = [
        (hooks) => pluginHooks(hooks, "p")[name].tapPromise("t", (() => Promise.reject(cause)) as never),
        (hooks) =>
          pluginHooks(hooks, "p")[name].tapAsync("t", ((_: unknown, done: (error: Error) => void) =>
            done(cause)) as never),
        (hooks) =>
          pluginHooks(hooks, "p")[name].tapAsync("t", () => {
            throw cause;
          }),
      ];
      for (const tap of taps) {
        const hooks = createHooks();
        tap(hooks);
        expect(await failureOf(call(hooks, name))).toMatchObject({ plugin: "p", hook: name, cause });
      }
    });
  }
});

describe("a waterfall tap", () => {
  for (const name of WATERFALLS) {
    it(`${name}: has to give a value back, in every style`, async () => {
      const taps: readonly ((hooks: Hooks) => void)[] = [
        (hooks) => pluginHooks(hooks, "p")[name].tap("t", (() => undefined) as never),
        (hooks) => pluginHooks(hooks, "p")[name].tapPromise("t", (async () => undefined) as never),
        (hooks) => pluginHooks(hooks, "p")[name].tapAsync("t", ((_: unknown, done: () => void) => done()) as never),
      ];
      for (const tap of taps) {
        const hooks = createHooks();
        tap(hooks);
        const error = await failureOf(call(hooks, name));
        expect(error).toMatchObject({ plugin: "p", hook: name });
        expect(error.message).toContain("undefined");
      }
    });
  }

  it("passes its value on to the next", async () => {
    const hooks = createHooks();
    pluginHooks(hooks, "a").prompt.tap("a", (prompt) => `${prompt}a`);
    pluginHooks(hooks, "b").prompt.tapPromise("b", async (prompt) => `${prompt}b`);
    hooks.prompt.tapAsync("c", (prompt, done) => done(null, `${prompt}c`));
    expect(await hooks.prompt.promise("-")).toBe("-abc");
  });
});

it("a tap may give nothing where nothing flows", async () => {
  const hooks = createHooks();
  pluginHooks(hooks, "p").report.tap("t", () => undefined);
  pluginHooks(hooks, "p").resolveReporter.tap("t", () => undefined);
  await expect(hooks.report.promise({} as never)).resolves.toBeUndefined();
  await expect(hooks.resolveReporter.promise("x")).resolves.toBeUndefined();
});

it("an asynchronous function under `tap` is an error, not a promise in place of the value", async () => {
  const hooks = createHooks();
  pluginHooks(hooks, "p").units.tap("t", (async (units: unknown) => units) as never);
  expect((await failureOf(hooks.units.promise([]))).message).toContain("use tapPromise");
  pluginHooks(hooks, "p").event.tap("t", (async () => {
    throw new Error("nobody waits");
  }) as never);
  expect(() => hooks.event.call({ kind: "files-found", count: 1 })).toThrow(/use tapPromise/);
});

it("a tap of core's own keeps its name; a HookError is not wrapped again", async () => {
  const hooks = createHooks();
  const inner = new HookError("inner", "units", "first");
  hooks.units.tap("core", () => {
    throw inner;
  });
  expect(await failureOf(hooks.units.promise([]))).toBe(inner);
});

describe("what a plugin gets", () => {
  for (const name of hookNames(createHooks())) {
    it(`${name}: can be tapped and not called`, () => {
      const facade = pluginHooks(createHooks(), "p")[name] as unknown as Record<string, unknown>;
      expect(facade.tap).toBeTypeOf("function");
      expect(facade.tapPromise).toBeTypeOf("function");
      for (const forbidden of ["call", "callAsync", "promise", "_call", "_promise", "taps", "interceptors"])
        expect(facade[forbidden]).toBeUndefined();
    });
  }

  it("cannot be added to", () => {
    expect(() => Object.assign(pluginHooks(createHooks(), "p"), { mine: 1 })).toThrow(TypeError);
  });

  it("cannot take another plugin's name, also not through a facade of a facade", async () => {
    const hooks = createHooks();
    pluginHooks(hooks, "mine")
      .units.withOptions({ name: "other", plugin: "other" } as never)
      .tap("other", () => {
        throw new Error("x");
      });
    expect((await failureOf(hooks.units.promise([]))).plugin).toBe("mine");
  });
});
