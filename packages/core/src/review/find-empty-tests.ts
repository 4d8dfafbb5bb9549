import type { ListedAssertion } from "../contracts/index.js";
import type { AuditFinding } from "./audit.js";
import type { SuiteTest } from "./open-suite.js";

const WHY: { readonly [why in NonNullable<ListedAssertion["empty"]>]: string } = {
  "compares-itself": "compares a thing with itself",
  constant: "is decided before anything runs",
  "mock-echo": "gets back what the mock was told to give",
};

/** Tests that assert nothing, and assertions that can show nothing. */
export function findEmptyTests(tests: readonly SuiteTest[]): readonly AuditFinding[] {
  return tests.flatMap(({ id, title, line, skipped, assertions }): AuditFinding[] => {
    if (assertions.length === 0 && !skipped)
      return [
        {
          code: "no-assertion",
          test: id,
          title,
          line,
          evidence: "it asserts nothing: it passes whenever nothing is raised",
          advice: "assert what the call gives back or changes, or remove the test",
        },
      ];
    return assertions.flatMap((one): AuditFinding[] =>
      one.empty === undefined
        ? []
        : [
            {
              code: "tautology",
              test: id,
              title,
              line: one.line,
              evidence: `\`${one.text}\` ${WHY[one.empty]}`,
              advice: "compare a result of the code under test with a value that is written down",
            },
          ],
    );
  });
}

/** Tests that do what one before them does. */
export function findDuplicates(tests: readonly SuiteTest[]): readonly AuditFinding[] {
  const first = new Map<string, SuiteTest>();
  return tests.flatMap((test): AuditFinding[] => {
    const same = first.get(test.mark);
    if (same === undefined) first.set(test.mark, test);
    return same === undefined
      ? []
      : [
          {
            code: "duplicate",
            test: test.id,
            title: test.title,
            line: test.line,
            evidence: `its body is that of \`${same.title}\` in line ${same.line}`,
            advice: "remove one of them, or change what this one tries",
          },
        ];
  });
}
