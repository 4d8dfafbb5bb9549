/** One promise of a contract, as something that can be run. It rejects with an assertion error when the promise is broken. */
export interface ContractTest {
  /** The promise in words, unique within its list. */
  readonly name: string;
  run(): Promise<void>;
}

/** `test` of vitest, `it` of Mocha, `test` of node:test: anything that takes a name and an asynchronous function. */
export type TestFunction = (name: string, run: () => Promise<void>) => unknown;

/** How one contract test went. */
export interface ContractResult {
  readonly name: string;
  /** What broke, or null. */
  readonly error: Error | null;
}

/** Hands a list over to a test runner: `registerTests(test, testReporter(reporter))`. */
export function registerTests(test: TestFunction, tests: readonly ContractTest[]): void {
  for (const one of tests) test(one.name, () => one.run());
}

/** Runs a list without a test runner, in order. */
export async function runTests(tests: readonly ContractTest[]): Promise<readonly ContractResult[]> {
  const results: ContractResult[] = [];
  for (const { name, run } of tests) {
    try {
      await run();
      results.push({ name, error: null });
    } catch (error) {
      results.push({ name, error: error instanceof Error ? error : new Error(String(error)) });
    }
  }
  return results;
}
