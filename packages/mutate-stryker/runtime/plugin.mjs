// Loaded by StrykerJS in the copy of the project: tells what happens while it happens, and leaves out what nobody asked for.
import { writeSync } from "node:fs";

const CHANNEL = 4;
const pauseCell = new Int32Array(new SharedArrayBuffer(4));

/** One event as one line. The channel may be full for a moment. */
function tell(event) {
  const bytes = Buffer.from(`${JSON.stringify(event)}\n`);
  let from = 0;
  while (from < bytes.length) {
    try {
      from += writeSync(CHANNEL, bytes, from);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
      Atomics.wait(pauseCell, 0, 0, 1);
    }
  }
}

/** Plans number lines and columns from 0, results from 1: both are told as a report has them. */
function fromPlan({ start, end }) {
  const position = ({ line, column }) => ({ line: line + 1, column: column + 1 });
  return { start: position(start), end: position(end) };
}

function told(mutant, location) {
  const { id, fileName, mutatorName, replacement, status, statusReason, coveredBy, killedBy, testsCompleted } = mutant;
  return {
    ...{ id, fileName, mutatorName, replacement, location, status, statusReason, coveredBy, killedBy, testsCompleted },
    static: mutant.static,
  };
}

class Reporter {
  onDryRunCompleted({ result }) {
    tell({ kind: "tests", tests: result.tests.map(({ id, name, fileName }) => ({ id, name, fileName })) });
  }
  onMutationTestingPlanReady({ mutantPlans }) {
    tell({ kind: "plan", mutants: mutantPlans.map(({ mutant }) => told(mutant, fromPlan(mutant.location))) });
  }
  onMutantTested(mutant) {
    tell({ kind: "tested", mutant: told(mutant, mutant.location) });
  }
}

/**
 * Leaves out code outside the wanted spans (by absolute path, see `wantedSpans` of `configure.ts`; other files are wanted as
 * a whole). What is left out goes with all inside it, so code around a span stays.
 */
function createIgnorer(options) {
  const { wanted = {}, reason } = options.autotest ?? {};
  return {
    shouldIgnore(path) {
      const spans = wanted[path.hub?.file?.opts?.filename];
      const { loc } = path.node;
      if (!spans || !loc) return undefined;
      const start = [loc.start.line, loc.start.column + 1];
      const end = [loc.end.line, loc.end.column + 1];
      const needed = spans.some((span) => {
        const overlaps = isBefore(start, span.end) && isBefore(span.start, end);
        const isPart = isBefore(span.start, start) ? !isBefore(span.end, end) : isBefore(end, span.end);
        return overlaps && !(span.whole && isPart);
      });
      return needed ? undefined : reason;
    },
  };
}
createIgnorer.inject = ["options"];

function isBefore([line, column], [otherLine, otherColumn]) {
  return line < otherLine || (line === otherLine && column < otherColumn);
}

export const strykerPlugins = [
  { kind: "Reporter", name: "autotest", injectableClass: Reporter },
  { kind: "Ignore", name: "autotest", factory: createIgnorer },
];

export const strykerValidationSchema = { properties: { autotest: { type: "object" } } };
