import {
  escapeXml,
  FINDING_WORDS,
  type FileReport,
  goalWords,
  openReason,
  type Report,
  type Reporter,
} from "@autotest/core";

/** One test case: passed without a `skipped` or `failure`. */
interface TestCase {
  readonly group: string;
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
  readonly skipped?: string;
  readonly failure?: string;
}

/** Shows a report as JUnit XML, as CI systems read it. */
export const junit: Reporter = { id: "junit", render };

function render(report: Report): string {
  const suites = [
    ...(report.thresholds === undefined ? [] : [suite("limits", 0, limitCases(report), "")]),
    ...report.files.map((file) => suite(file.path, file.seconds, fileCases(file), findingLines(file))),
  ];
  const seconds = report.seconds.toFixed(3);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="autotest ${escapeXml(report.command)}" time="${seconds}">\n${suites.join("")}</testsuites>\n`;
}

/** A limit that was missed is the one thing that fails: it is what the command fails for. */
function limitCases({ thresholds = [] }: Report): readonly TestCase[] {
  return thresholds.map(({ name, wanted, actual, met }) => {
    const fact = `${name} is ${actual ?? "not measurable"}, wanted is ${wanted}`;
    return { group: "limits", name: `${name} ${wanted}`, ...(met ? {} : { failure: fact }) };
  });
}

/** Kept tests passed; dropped ones and open goals are what is left to do, and count as skipped. */
function fileCases({ path, kept, dropped, open }: FileReport): readonly TestCase[] {
  const file = { file: path };
  return [
    ...kept.map(({ candidate }) => ({ ...file, group: candidate.unit, name: candidate.title })),
    ...dropped
      .filter(({ gate }) => gate !== "adds-goal")
      .map(({ candidate, gate, reason }) => ({
        ...file,
        group: candidate.unit,
        name: candidate.title,
        skipped: `dropped at the gate ${gate}: ${reason}`,
      })),
    ...open.map(({ goal, code, reason }) => ({
      ...file,
      line: goal.line,
      group: goal.unit,
      name: `line ${goal.line}: ${goalWords(goal)}`,
      skipped: `${openReason(code)}: ${reason}`,
    })),
  ];
}

function findingLines({ findings }: FileReport): string {
  return findings.map(({ kind, line, message }) => `${FINDING_WORDS[kind]} at line ${line}: ${message}`).join("\n");
}

function suite(name: string, seconds: number, cases: readonly TestCase[], output: string): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const skipped = cases.filter((one) => one.skipped !== undefined).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}" time="${seconds.toFixed(3)}"`;
  const out = output === "" ? "" : `    <system-out>${escapeXml(output)}</system-out>\n`;
  return `  <testsuite name="${escapeXml(name)}" ${counts}>\n${cases.map(caseLine).join("")}${out}  </testsuite>\n`;
}

function caseLine({ group, name, file, line, skipped, failure }: TestCase): string {
  const place =
    (file === undefined ? "" : ` file="${escapeXml(file)}"`) + (line === undefined ? "" : ` line="${line}"`);
  const outcome =
    failure !== undefined
      ? `<failure message="${escapeXml(failure)}"/>`
      : skipped !== undefined
        ? `<skipped message="${escapeXml(skipped)}"/>`
        : "";
  const head = `    <testcase classname="${escapeXml(group)}" name="${escapeXml(name)}"${place} time="0"`;
  return outcome === "" ? `${head}/>\n` : `${head}>${outcome}</testcase>\n`;
}
