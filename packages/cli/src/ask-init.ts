import type { Autotest, CiChoices, InitOptions, InitResult } from "@autotest/core";
import { cancel, confirm, intro, isCancel, log, note, outro, select } from "@clack/prompts";
import { type CiFlags, ciChoices, foundLines, type InitFlags } from "./commands/init.js";
import { escapeLines, escapeText } from "./output/escape-text.js";

/** The questions of `autotest init`, at most five; each has a flag, and what a flag says is not asked. Null: nothing is to be written. */
export async function askInit(autotest: Autotest, given: InitOptions, flags: InitFlags): Promise<InitOptions | null> {
  intro(given.ciOnly ? "autotest ci init" : "autotest init");
  const found = await autotest.init({ ...given, dryRun: true });
  for (const line of foundLines(found)) log.info(line);
  const isOpen = !given.ciOnly && given.framework === undefined;
  const template = given.template ?? (isOpen ? await askLanguage(autotest, found) : undefined);
  if (template === null) return stopped();
  const framework = isOpen ? await askFramework(found, template) : undefined;
  if (framework === null) return stopped();
  const chosen: InitOptions = { ...given, ...(template ? { template } : {}), ...(framework ? { framework } : {}) };
  const asksCi = given.ci === undefined && flags.ci !== false;
  const ci = asksCi ? await askCi(autotest, flags, given.ciOnly === true) : given.ci;
  if (ci === null) return stopped();
  const options: InitOptions = { ...chosen, ...(ci ? { ci } : {}) };
  const plan = await autotest.init({ ...options, dryRun: true });
  // A workflow acts with the rights of the repository: it is shown as a whole.
  if (given.ciOnly)
    for (const { path, text } of plan.created) log.message(`${escapeText(path)}\n\n${escapeLines(text)}`);
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

/** Asked where there is none to be found, or more than one. */
async function askLanguage(autotest: Autotest, { languages }: InitResult): Promise<string | undefined | null> {
  const present = languages.map(({ language }) => language);
  const ids = present.length === 0 ? contributions(autotest, "language") : present;
  if (ids.length === 0 || present.length === 1) return undefined;
  const all = present.length === 0 ? [] : [{ value: "", label: "all of them" }];
  const answer = await select({
    message: present.length === 0 ? "Which language is this project going to be in?" : "Tests in which language?",
    options: [...all, ...ids.map((id) => ({ value: id, label: id }))],
  });
  if (isCancel(answer)) return null;
  return answer === "" ? undefined : answer;
}

/** Asked where several are installed for the one language there is. */
async function askFramework(
  { languages }: InitResult,
  template: string | undefined,
): Promise<string | undefined | null> {
  const own = template === undefined ? languages : languages.filter(({ language }) => language === template);
  const [one] = own;
  if (one === undefined || own.length > 1 || one.others.length === 0) return undefined;
  const answer = await select({
    message: "Which test framework?",
    options: [one.framework, ...one.others].map((id) => ({ value: id, label: id })),
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
