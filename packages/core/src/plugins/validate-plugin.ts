import { API_VERSION, type Plugin } from "../contracts/index.js";
import type { PluginProblem } from "../errors/plugin-load-error.js";
import { OWN_TEMPLATES } from "../prompts/choose-templates.js";
import { complainAboutTemplate, PROMPT_TASKS } from "../prompts/read-template.js";
import { CONTRIBUTION_KINDS, type ContributionKind, KIND_NAMES } from "./contribution-kind.js";

const ID: RegExp = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const EXTENSION: RegExp = /^(?:\.[a-z0-9]+)+$/;

/** Either a frozen copy of the plugin, or everything that is wrong with it. */
export type Validation =
  | { readonly ok: true; readonly plugin: Plugin }
  | { readonly ok: false; readonly problems: readonly PluginProblem[] };

/**
 * Checks what a factory returned. `expected` is the name of the package it came from, where there is one; `label` is what
 * problems are reported under.
 */
export function validatePlugin(value: unknown, label: string, expected?: string): Validation {
  const problems: PluginProblem[] = [];
  const complain = (message: string, code = "invalid", fix = `Report it to the author of ${label}.`): void => {
    problems.push({ plugin: label, code, message, fix });
  };
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Promise) {
    complain(`its factory returned ${describe(value)} instead of a plugin`);
    return { ok: false, problems };
  }
  const plugin = value as { readonly [key: string]: unknown };
  if (plugin.apiVersion !== API_VERSION) {
    // The rest of the shape means nothing when the contract is another one.
    const message = `speaks plugin API ${describe(plugin.apiVersion)}, this autotest speaks ${API_VERSION}`;
    complain(
      message,
      "wrong-api",
      `Install a version of ${label} for plugin API ${API_VERSION}, or update @autotest/core.`,
    );
    return { ok: false, problems };
  }
  if (typeof plugin.name !== "string" || plugin.name === "") complain("has no name");
  else if (expected !== undefined && plugin.name !== expected) {
    complain(
      `calls itself ${JSON.stringify(plugin.name)}, its package.json says ${JSON.stringify(expected)}`,
      "wrong-name",
    );
  }
  if (typeof plugin.version !== "string" || plugin.version === "") complain("has no version");
  for (const name of ["apply", "checkOptions"])
    if (plugin[name] !== undefined && typeof plugin[name] !== "function") complain(`"${name}" is not a function`);
  for (const kind of KIND_NAMES) for (const message of complaintsAbout(kind, plugin[kind])) complain(message);
  if (plugin.apply === undefined && KIND_NAMES.every((kind) => plugin[kind] === undefined)) {
    complain(`contributes nothing: it has neither "apply" nor any of ${KIND_NAMES.join(", ")}`);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, plugin: freeze(value as Plugin) };
}

function complaintsAbout(kind: ContributionKind, list: unknown): readonly string[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return [`"${kind}" is not a list`];
  const { noun, functions, texts } = CONTRIBUTION_KINDS[kind];
  return list.flatMap((item: unknown, index) => {
    const at = `${kind}[${index}]`;
    if (typeof item !== "object" || item === null) return [`${at} is ${describe(item)}, not a ${noun}`];
    const fields = item as { readonly [key: string]: unknown };
    const id = fields.id;
    const found: string[] = [];
    if (typeof id !== "string" || !ID.test(id))
      found.push(`${at} has the id ${describe(id)}; ids are lower-case words joined by hyphens`);
    for (const name of texts)
      if (typeof fields[name] !== "string" || fields[name] === "") found.push(`${noun} ${describe(id)} has no ${name}`);
    for (const name of functions)
      if (typeof fields[name] !== "function") found.push(`${noun} ${describe(id)} has no function ${name}()`);
    if (kind === "languages" && !isListOf(fields.extensions, EXTENSION)) {
      found.push(`${noun} ${describe(id)} needs extensions such as ".py": with the dot, lower case`);
    }
    if (kind === "mutators" && !isListOf(fields.languages, ID))
      found.push(`${noun} ${describe(id)} names no languages`);
    if (kind === "prompts")
      found.push(...complaintsAboutTemplates(fields).map((text) => `${noun} ${describe(id)} ${text}`));
    return found;
  });
}

function complaintsAboutTemplates({ id, templates }: { readonly [key: string]: unknown }): readonly string[] {
  if (id === OWN_TEMPLATES) return ["takes the name that stands for the configuration's own templates"];
  const isGroup = typeof templates === "object" && templates !== null && !Array.isArray(templates);
  const entries = isGroup ? Object.entries(templates) : [];
  if (entries.length === 0) return [`needs templates for ${PROMPT_TASKS.join(", ")}`];
  return entries.flatMap(([task, text]): readonly string[] => {
    if (!PROMPT_TASKS.some((known) => known === task))
      return [`has a template for ${describe(task)}; the tasks are ${PROMPT_TASKS.join(", ")}`];
    if (typeof text !== "string" || text.trim() === "") return [`has no text as its template ${task}`];
    const complaint = complainAboutTemplate(text);
    return complaint === null ? [] : [`${complaint} (template ${task})`];
  });
}

function isListOf(list: unknown, form: RegExp): boolean {
  return Array.isArray(list) && list.length > 0 && list.every((item) => typeof item === "string" && form.test(item));
}

/** A plain frozen copy: nothing can be added to the plugin afterwards; its contributions stay the author's own objects. */
function freeze(plugin: Plugin): Plugin {
  const lists = KIND_NAMES.flatMap((kind) =>
    plugin[kind] === undefined ? [] : [[kind, Object.freeze([...plugin[kind]])]],
  );
  const { name, version, apiVersion } = plugin;
  return Object.freeze({
    name,
    version,
    apiVersion,
    ...(Object.fromEntries(lists) as Partial<Plugin>),
    ...(plugin.checkOptions === undefined ? {} : { checkOptions: plugin.checkOptions.bind(plugin) }),
    ...(plugin.apply === undefined ? {} : { apply: plugin.apply.bind(plugin) }),
  });
}

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "object" && value !== null)
    return Array.isArray(value) ? "a list" : value instanceof Promise ? "a promise" : "an object";
  return typeof value === "function" ? "a function" : JSON.stringify(value);
}
