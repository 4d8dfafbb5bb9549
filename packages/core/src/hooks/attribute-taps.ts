import type { FullTap, Hook } from "tapable";
import { HookError } from "../errors/hook-error.js";

/** What a hook expects of its taps. */
export interface TapRules {
  /** A tap must give the flowing value back. Default false. */
  readonly waterfall?: boolean;
}

type AnyFunction = (...args: unknown[]) => unknown;

/**
 * Wraps every tap that is added from now on: what it throws or rejects with becomes a {@link HookError} naming plugin and
 * hook, and so does a waterfall tap that gives nothing back (tapable would silently keep the old value).
 */
// biome-ignore lint/suspicious/noExplicitAny: tapable's hooks are invariant in their arguments
export function attributeTaps(hook: Hook<any, any>, name: string, rules: TapRules = {}): void {
  hook.intercept({
    name: "autotest",
    register: (tap: FullTap) => ({ ...tap, fn: wrap(tap, name, rules) }),
  });
}

function wrap(tap: FullTap & { readonly plugin?: string }, hook: string, rules: TapRules): AnyFunction {
  const inner = tap.fn as AnyFunction;
  const fail = (reason: string, cause?: unknown) => new HookError(tap.plugin ?? tap.name, hook, reason, cause);
  const failed = (error: unknown) => (error instanceof HookError ? error : fail(messageOf(error), error));
  const checked = (value: unknown) => {
    if (rules.waterfall === true && value === undefined)
      throw fail("it gave back undefined; a tap has to return the value, changed or not");
    return value;
  };

  if (tap.type === "promise") {
    return async (...args) => {
      try {
        return checked(await inner(...args));
      } catch (error) {
        throw failed(error);
      }
    };
  }
  if (tap.type === "async") {
    return (...args) => {
      const done = args.pop() as (error?: unknown, value?: unknown) => void;
      let answered = false;
      const answer = (error?: unknown, value?: unknown): void => {
        if (answered) return;
        answered = true;
        // Worked out before `done` is called: what the next tap throws is not this one's.
        let problem: unknown = error ? failed(error) : null;
        try {
          if (problem === null) checked(value);
        } catch (missing) {
          problem = missing;
        }
        done(problem, value);
      };
      try {
        inner(...args, answer);
      } catch (error) {
        answer(error ?? new Error(String(error)));
      }
    };
  }
  return (...args) => {
    let value: unknown;
    try {
      value = inner(...args);
    } catch (error) {
      throw failed(error);
    }
    if (isThenable(value)) {
      // Nobody would wait for it, and its rejection would end the process.
      value.then(undefined, () => undefined);
      throw fail("it is asynchronous; use tapPromise");
    }
    return checked(value);
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}
