import { type Check, EXIT_CODES, type ExitCode, redactDeep, type Sandbox } from "@autotest/core";
import type { Command, CommonFlags } from "../invocation.js";
import { machineChecks } from "../machine-checks.js";
import { openAutotest } from "../open-autotest.js";
import { escapeText } from "../output/escape-text.js";
import { documentHead } from "../output/json/head.js";
import { machineRedaction } from "../output/machine-redaction.js";
import { printDocument } from "../output/print-document.js";
import type { Style } from "../output/style.js";
import { padEnd, textWidth, wrap } from "../output/text-width.js";
import { count } from "../output/words.js";

/** Flags of `autotest doctor`. */
export interface DoctorFlags extends CommonFlags {
  readonly sandbox?: Sandbox;
}

/** Checks what the project needs on this machine. */
export const doctorCommand: Command<DoctorFlags> = async (flags, invocation) => {
  const { autotest, root, source, userSource } = await openAutotest(invocation, flags);
  const found = [
    ...(await machineChecks({ root, source, userSource, plugins: autotest.plugins() })),
    ...(await autotest.doctor()),
  ];
  const checks = redactDeep(once(found), machineRedaction(root));
  const failed = checks.filter(isFailed);
  const exitCode: ExitCode = failed.length > 0 ? EXIT_CODES.environment : EXIT_CODES.ok;
  const next =
    failed.find((check) => check.fix !== undefined)?.fix ??
    (exitCode === 0 ? "autotest generate --dry-run" : "autotest doctor");
  if (invocation.json) {
    const isolation = checks.find((check) => check.name === "Isolation")?.detail ?? "unknown";
    const listed = checks.map(({ name, ok, detail, fix, required }) => ({
      name,
      ok,
      required: required !== false,
      detail,
      fix: fix ?? null,
    }));
    printDocument({ ...documentHead(exitCode), checks: listed, isolation, next }, invocation);
    return exitCode;
  }
  const { style } = invocation;
  const brief = style.mode === "quiet" || style.mode === "agent";
  const width = Math.max(0, ...checks.map((check) => textWidth(check.name)));
  for (const check of brief ? failed : checks) invocation.print(checkLines(check, width, style).join("\n"));
  const result = failed.length === 0 ? "everything needed is here" : `${count(failed.length, "thing")} missing`;
  invocation.print(`${brief ? "" : "\n"}${style.paint.bold(result)}`);
  if (style.mode !== "quiet") invocation.print(`next: ${style.paint.cyan(escapeText(next))}`);
  return exitCode;
};

/** Several parts may check the same thing; that it is fine is said once. */
function once(checks: readonly Check[]): readonly Check[] {
  return checks.filter(
    (check, index) => !check.ok || checks.findIndex((one) => one.ok && one.name === check.name) === index,
  );
}

function isFailed(check: Check): boolean {
  return !check.ok && check.required !== false;
}

function checkLines(check: Check, width: number, style: Style): readonly string[] {
  const { paint, signs } = style;
  const sign = check.ok
    ? paint.green(signs.tick)
    : isFailed(check)
      ? paint.red(signs.cross)
      : paint.yellow(signs.warning);
  const plainSign = check.ok ? signs.tick : isFailed(check) ? signs.cross : signs.warning;
  const indent = 4;
  const [first = "", ...more] = wrap(escapeText(check.detail), Math.max(20, style.width - indent - width - 2));
  const blank = " ".repeat(indent + width + 2);
  return [
    `${sign}${" ".repeat(indent - textWidth(plainSign))}${padEnd(escapeText(check.name), width)}  ${first}`,
    ...more.map((line) => `${blank}${line}`),
    ...(check.ok || check.fix === undefined ? [] : [`${blank}fix: ${paint.cyan(escapeText(check.fix))}`]),
  ];
}
