import { Command, Option } from "commander";
import type { CheckFlags } from "./commands/check.js";
import type { CiInitFlags } from "./commands/ci-init.js";
import type { CoverageFlags } from "./commands/coverage.js";
import type { DoctorFlags } from "./commands/doctor.js";
import type { GenerateFlags } from "./commands/generate.js";
import type { InitFlags } from "./commands/init.js";
import type { MutateFlags } from "./commands/mutate.js";
import type { PluginsFlags } from "./commands/plugins.js";
import type { PromptsListFlags } from "./commands/prompts-list.js";
import type { PromptsShowFlags } from "./commands/prompts-show.js";
import type { PromptsUseFlags } from "./commands/prompts-use.js";
import type { ReportFlags } from "./commands/report.js";
import type { ReviewFlags } from "./commands/review.js";
import type { TelemetryOnFlags } from "./commands/telemetry.js";
import type { CommonFlags, Command as Run } from "./invocation.js";
import {
  addCommonOptions,
  addModelOptions,
  addRunOptions,
  addSetUpOptions,
  option,
  percentage,
  positiveNumber,
  sandboxOption,
  wholeNumber,
} from "./options.js";
import { VERSION } from "./version.js";

/** Loads a command and runs it with its flags. */
export type Start = <Flags>(load: () => Promise<Run<Flags>>, flags: Flags) => Promise<void>;

/** The command line: what there is, not what it does. Commands are loaded when they are called. */
export function createProgram(start: Start, write: (text: string) => void): Command {
  const program = new Command("autotest")
    .description("Writes test suites that have been run, are deterministic, and say what each test is for.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: () => undefined, outputError: () => undefined })
    .addHelpText("after", EXAMPLES);
  addGenerate(program, start);
  addCoverage(program, start);
  addCheck(program, start);
  addMutate(program, start);
  addReport(program, start);
  addReview(program, start);
  addInit(program, start);
  addCi(program, start);
  addDoctor(program, start);
  addPlugins(program, start);
  addPrompts(program, start);
  addTelemetry(program, start);
  // A command that does not exist is the error to name, not the flags it came with.
  program.allowExcessArguments(true).allowUnknownOption(true);
  program.action(() => {
    const [first] = program.args;
    const complain = program as unknown as { unknownCommand(): never; unknownOption(flag: string): never };
    if (first === undefined) program.outputHelp();
    else if (first.startsWith("-")) {
      program.allowUnknownOption(false);
      complain.unknownOption(first);
    } else complain.unknownCommand();
  });
  return program;
}

const EXAMPLES = `
Examples:
  autotest generate                    write tests for everything here that has none
  autotest generate src/cart.py        ... for one file
  autotest generate --changed          ... for what this branch changed
  autotest generate --dry-run          show what would be written as a diff
  autotest coverage                    what the tests that are there leave open, and why
  autotest check --changed             fail when a change is not tested
  autotest mutate src/cart.py          run the mutation tool, and write tests that kill what survives
  autotest report --open               show the last run as a page in the browser
  autotest review tests/test_cart.py   go through a suite test by test; --audit names the weak ones
  autotest doctor                      check what this project needs on this machine

Every option is also a variable: --budget-seconds is AUTOTEST_BUDGET_SECONDS. Works offline, needs no key.
Exit codes: 0 ok, 1 a limit missed or unusable files, 2 usage, 3 bug, 4 something is missing (run doctor), 5 nothing to do, 6 budget spent, 7 the model failed, 8 not isolated, 130 stopped.`;

function addGenerate(program: Command, start: Start): void {
  const command = addModelOptions(
    addRunOptions(
      program.command("generate").description("write tests for the branches and errors that no test shows yet"),
    ),
  )
    .addOption(option("-n, --dry-run", "print a unified diff and write nothing; same exit code"))
    .addOption(option("--show-prompt", "print what a language model would be asked; send and write nothing"))
    .addOption(option("--pass-with-nothing", "exit with 0 when there is nothing to do"));
  addCommonOptions(command).action((paths: readonly string[], flags: GenerateFlags & PathFlag) =>
    start(async () => (await import("./commands/generate.js")).generateCommand, withPaths(flags, paths)),
  );
}

function addCoverage(program: Command, start: Start): void {
  const command = addModelOptions(
    addRunOptions(
      program.command("coverage").description("show what the tests that are there leave open, by unit, and why"),
    ),
  )
    .addOption(option("--fill", "write tests for what is open"))
    .addOption(option("-n, --dry-run", "with --fill: print a unified diff and write nothing"))
    .addOption(new Option("--no-search", "only measure; do not look for why goals are open (AUTOTEST_NO_SEARCH)"))
    .addOption(option("--min <percent>", "exit with 1 when fewer lines are covered").argParser(percentage));
  addCommonOptions(command).action((paths: readonly string[], flags: CoverageFlags & PathFlag) =>
    start(async () => (await import("./commands/coverage.js")).coverageCommand, withPaths(flags, paths)),
  );
}

function addCheck(program: Command, start: Start): void {
  const command = addRunOptions(
    program
      .command("check")
      .description("the gate for CI: fail when too little is tested (default: when any goal is open)"),
  )
    .addOption(
      option("--min-coverage <percent>", "least share of lines, of changed ones with --changed").argParser(percentage),
    )
    .addOption(option("--max-open-goals <number>", "most goals that no test meets").argParser(wholeNumber(0)));
  addCommonOptions(command).action((paths: readonly string[], flags: CheckFlags & PathFlag) =>
    start(async () => (await import("./commands/check.js")).checkCommand, withPaths(flags, paths)),
  );
}

function addMutate(program: Command, start: Start): void {
  const command = addModelOptions(
    addRunOptions(
      program
        .command("mutate")
        .description("run the project's mutation tool, and write tests that kill the mutants that survive"),
    ),
  )
    .addOption(option("-n, --dry-run", "print a unified diff and write nothing; same exit code"))
    .addOption(option("--backend <id>", "the mutation tool: mutmut, stryker (default: the one for the language)"))
    .addOption(option("--max-mutants <number>", "most survivors to look for tests for").argParser(wholeNumber(1)))
    .addOption(option("--tool-seconds <number>", "upper limit of one run of the tool").argParser(positiveNumber))
    .addOption(option("--fresh", "run all mutants, whatever earlier runs found"))
    .addOption(option("--min-score <percent>", "exit with 1 when the score stays below").argParser(percentage))
    .addOption(new Option("--no-search", "only run the tool; look for no tests (AUTOTEST_NO_SEARCH)"))
    .addOption(option("--report <file>", "write the report in the mutation-testing-report schema to a file"))
    .addOption(option("--html <file>", "write a page with every mutant in its source to a file"));
  addCommonOptions(command).action((paths: readonly string[], flags: MutateFlags & PathFlag) =>
    start(async () => (await import("./commands/mutate.js")).mutateCommand, withPaths(flags, paths)),
  );
}

function addReport(program: Command, start: Start): void {
  const command = program
    .command("report")
    .description("make one HTML page from the last runs of generate, coverage and mutate")
    .addOption(option("--html [file]", "write the page to this file (default: into .autotest/cache)"))
    .addOption(option("--open", "show it in the browser"));
  addCommonOptions(command).action((flags: ReportFlags) =>
    start(async () => (await import("./commands/report.js")).reportCommand, flags),
  );
}

function addReview(program: Command, start: Start): void {
  const command = addModelOptions(
    program
      .command("review")
      .description("go through one test file: what each test proves, keep, remove, rename, make anew; or audit it")
      .argument("<test_file>", "the test file, written by autotest or not"),
  )
    .addOption(option("--list", "list the tests (what it does where nobody can be asked)"))
    .addOption(option("--audit", "name tests that show nothing, cannot fail, are flaky, doubled or weakened"))
    .addOption(option("--run", "run the tests"))
    .addOption(option("--prove <test>", "show what only this test reaches"))
    .addOption(option("--accept <tests...>", "mark tests as right, until they change"))
    .addOption(option("--reject <tests...>", "remove tests; all else stays byte for byte"))
    .addOption(option("--rename <test and name...>", "give a test another name"))
    .addOption(option("--edit <test and file...>", "put the text of a file (- is stdin) in its place, if it passes"))
    .addOption(option("--regenerate <test>", "look for another test in place of this one"))
    .addOption(option("--hint <text>", "with --regenerate: what the test should be like, for a language model"))
    .addOption(option("--prompt <file>", "with --regenerate: ask the language model with this template"))
    .addOption(option("--diff", "show the changes and write nothing"))
    .addOption(option("--seed <number>", "where the search begins (default: 1)").argParser(wholeNumber(0)))
    .addOption(option("--budget-seconds <number>", "upper limit of the search (default: 10)").argParser(positiveNumber))
    .addOption(sandboxOption());
  addCommonOptions(command).action((file: string, flags: Omit<ReviewFlags, "file">) =>
    start(async () => (await import("./commands/review.js")).reviewCommand, { ...flags, file }),
  );
}

interface PathFlag {
  readonly path?: readonly string[];
}

/** `--path` and arguments are the same thing. */
function withPaths<Flags extends PathFlag>(flags: Flags, paths: readonly string[]): Flags & { paths: string[] } {
  return { ...flags, paths: [...paths, ...(flags.path ?? [])] };
}

function addInit(program: Command, start: Start): void {
  const command = program
    .command("init")
    .description("set a project up: configuration, test folder, CI")
    .addOption(option("--template <language>", "set up for this language, also in an empty project"))
    .addOption(option("--framework <id>", "use this test framework"))
    .addOption(option("--ci <id>", "add a check of pull requests for this CI system: github or gitlab"))
    .addOption(new Option("--no-ci", "no check of pull requests, and no question about it"));
  addCommonOptions(addSetUpOptions(command)).action((flags: InitFlags) =>
    start(async () => (await import("./commands/init.js")).initCommand, flags),
  );
}

function addCi(program: Command, start: Start): void {
  const ci = program.command("ci").description("check pull requests in a CI system").helpCommand(false);
  const command = ci
    .command("init")
    .description("add the files for it; shows them first, and never touches one that is there")
    .argument("[system]", "github or gitlab");
  addCommonOptions(addSetUpOptions(command)).action((system: string | undefined, flags: CiInitFlags) =>
    start(async () => (await import("./commands/ci-init.js")).ciInitCommand, {
      ...flags,
      ...(system === undefined ? {} : { system }),
    }),
  );
}

function addDoctor(program: Command, start: Start): void {
  const command = program
    .command("doctor")
    .description("check what this project needs on this machine")
    .addOption(sandboxOption());
  addCommonOptions(command).action((flags: DoctorFlags) =>
    start(async () => (await import("./commands/doctor.js")).doctorCommand, flags),
  );
}

function addPlugins(program: Command, start: Start): void {
  const command = program
    .command("plugins")
    .description("list the plugins in use, where they come from and what they add");
  addCommonOptions(command).action((flags: PluginsFlags) =>
    start(async () => (await import("./commands/plugins.js")).pluginsCommand, flags),
  );
}

function addPrompts(program: Command, start: Start): void {
  const prompts = program
    .command("prompts")
    .description("how a language model is asked: list the prompt packs, show one, use one")
    .helpCommand(false);
  addCommonOptions(
    prompts.command("list").description("list the prompt packs that are built in, installed or in the configuration"),
  ).action((flags: PromptsListFlags) =>
    start(async () => (await import("./commands/prompts-list.js")).promptsListCommand, flags),
  );
  addCommonOptions(
    prompts
      .command("show")
      .description("show the templates of a pack, and what is filled in")
      .argument("<name>", "id of a pack, or config for what the configuration says itself"),
  ).action((name: string, flags: Omit<PromptsShowFlags, "name">) =>
    start(async () => (await import("./commands/prompts-show.js")).promptsShowCommand, { ...flags, name }),
  );
  addCommonOptions(
    prompts
      .command("use")
      .description("write into the configuration that a pack is used")
      .argument("<name>", "id of a pack"),
  ).action((name: string, flags: Omit<PromptsUseFlags, "name">) =>
    start(async () => (await import("./commands/prompts-use.js")).promptsUseCommand, { ...flags, name }),
  );
}

function addTelemetry(program: Command, start: Start): void {
  const telemetry = program
    .command("telemetry")
    .description("counts of your runs: off unless you switch them on; shows what would be sent")
    .helpCommand(false);
  const load = () => import("./commands/telemetry.js");
  addCommonOptions(
    telemetry
      .command("on")
      .description("show what is counted, and count from now on")
      .addOption(option("--endpoint <url>", "where counts are sent (default: nowhere)")),
  ).action((flags: TelemetryOnFlags) => start(async () => (await load()).telemetryOnCommand, flags));
  addCommonOptions(telemetry.command("off").description("count nothing, and forget what was counted")).action(
    (flags: CommonFlags) => start(async () => (await load()).telemetryOffCommand, flags),
  );
  addCommonOptions(telemetry.command("status").description("whether anything is counted or sent, and why not")).action(
    (flags: CommonFlags) => start(async () => (await load()).telemetryStatusCommand, flags),
  );
  addCommonOptions(telemetry.command("show").description("print what would be sent next, byte for byte")).action(
    (flags: CommonFlags) => start(async () => (await load()).telemetryShowCommand, flags),
  );
}
