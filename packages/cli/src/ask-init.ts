import type { Autotest, CiChoices, InitOptions, InitResult } from "@autotest/core";
import { cancel, confirm, intro, isCancel, log, note, outro, select } from "@clack/prompts";
import { type CiFlags, ciChoices, foundLines } from "./commands/init.js";
import { escapeText } from "./output/escape-text.js";

/** The questions of `autotest init`, at most four; each has a flag, and what a flag says is not asked. Null: nothing is to be written. */
export async function askInit(autotest: Autotest, given: InitOptions, flags: CiFlags): Promise<InitOptions | null> {
  intro(given.ciOnly ? "autotest ci init" : "autotest init");
  const found = await autotest.init({ ...given, dryRun: true });
  for (const line of foundLines(found)) log.info(line);
  const asksLanguage = found.languages.length === 0 && !given.ciOnly;
  const template = given.template ?? (asksLanguage ? await askLanguage(autotest) : undefined);
  if (template === null) return stopped();
  const chosen: InitOptions = { ...given, ...(template ? { template } : {}) };
  const ci = given.ci ?? (await askCi(autotest, flags, given.ciOnly === true));
  if (ci === null) return stopped();
  const options: InitOptions = { ...chosen, ...(ci ? { ci } : {}) };
  const plan = await autotest.init({ ...options, dryRun: true });
  note(planLines(plan).join("\n"), plan.created.length === 0 ? "Nothing to write" : "To be written");
  if (plan.created.length === 0) {
    outro("already set up");
    return options;
  }
  const sure = await confirm({ message: "Write these files?" });
  if (isCancel(sure) || !sure) return stopped();
  outro("writing");
  return options;
}

async function askLanguage(autotest: Autotest): Promise<string | undefined | null> {
  const ids = contributions(autotest, "language");
  if (ids.length === 0) return undefined;
  const answer = await select({
    message: "Which language is this project going to be in?",
    options: ids.map((id) => ({ value: id, label: id })),
  });
  return isCancel(answer) ? null : answer;
}

async function askCi(autotest: Autotest, flags: CiFlags, sure: boolean): Promise<CiChoices | undefined | null> {
  const ids = contributions(autotest, "CI template");
  if (ids.length === 0) return undefined;
  const id = await select({
    message: sure ? "Which CI system?" : "Check pull requests in a CI system?",
    options: [...(sure ? [] : [{ value: "", label: "no" }]), ...ids.map((one) => ({ value: one, label: one }))],
  });
  if (isCancel(id)) return null;
  if (id === "") return undefined;
  const required =
    flags.required ?? (await confirm({ message: "May only tested changes be merged?", initialValue: false }));
  if (isCancel(required)) return null;
  return { ...ciChoices(id, flags), required };
}

function contributions(autotest: Autotest, noun: string): readonly string[] {
  return autotest
    .plugins()
    .flatMap((plugin) =>
      plugin.contributions.filter((one) => one.startsWith(`${noun} `)).map((one) => one.slice(noun.length + 1)),
    );
}

function planLines(plan: InitResult): readonly string[] {
  return [
    ...plan.created.map(({ path }) => `+ ${escapeText(path)}`),
    ...plan.kept.map((path) => `= ${escapeText(path)} (exists, left alone)`),
  ];
}

function stopped(): null {
  cancel("nothing was written");
  return null;
}
