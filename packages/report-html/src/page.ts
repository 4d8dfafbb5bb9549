import { createHash } from "node:crypto";
import type { MutationResult } from "@autotest/core";
import { escapeUnseen, Markup, markup } from "./markup.js";
import { SCRIPT } from "./script.js";
import { STYLE } from "./style.js";

/** A part of the page that can be jumped to. */
export interface Section {
  /** Its place in the address, a word of ours. */
  readonly id: string;
  readonly title: string;
  /** How much is in it, beside its name. */
  readonly count?: number | undefined;
  readonly body: Markup;
}

/** What a page is made of. */
export interface PageParts {
  readonly headline: string;
  readonly sections: readonly Section[];
  /** The mutants in their source, and the script that shows them. */
  readonly mutants?: { readonly report: MutationResult["report"]; readonly script: string };
}

/** The whole document. It loads nothing, and runs no script but its own, which its policy names by their hashes. */
export function pageOf({ headline, sections, mutants }: PageParts): string {
  const scripts = mutants === undefined ? [SCRIPT] : [mutants.script, SCRIPT];
  const jumps = sections.filter(({ title }) => title !== "");
  const body = markup`<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="top"><div class="wide">
<p class="mark">autotest</p>
<h1>${headline}</h1>
<nav aria-label="Sections"><ul>${jumps.map(({ id, title, count }) => markup`<li><a href="#${id}">${title}${count === undefined ? null : markup` <span class="count">${count}</span>`}</a></li>`)}</ul></nav>
<div class="tools" hidden><label>Filter <input type="search" id="filter" placeholder="file, unit, test or reason" autocomplete="off" spellcheck="false"></label>
<button type="button" id="open-all">Open all</button> <button type="button" id="close-all">Close all</button>
<output id="found" for="filter"></output></div>
</div></header>
<main id="content" class="wide" tabindex="-1">${sections.map(
    ({ id, title, body }) => markup`
<section id="${id}"${title === "" ? markup` aria-label="Summary"` : markup` aria-labelledby="${id}-title"`}>${title === "" ? null : markup`<h2 id="${id}-title">${title}</h2>`}
${body}</section>`,
  )}</main>
${mutants === undefined ? null : new Markup(`<script type="application/json" id="mutation-report">${dataOf(mutants.report)}</script>\n`)}${scripts.map((script) => new Markup(`<script>${script}</script>\n`))}</body>
</html>
`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(scripts, mutants !== undefined)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${headline} · autotest</title>
<style>${new Markup(STYLE)}</style>
</head>
${body}`.toString();
}

/** The view of mutants sets style attributes, which no hash can name, and draws with images that stand in its styles; neither can load anything. */
function policyOf(scripts: readonly string[], withMutants: boolean): string {
  const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return [
    "default-src 'none'",
    `script-src ${scripts.map(hashOf).join(" ")}`,
    `style-src ${hashOf(STYLE)}`,
    ...(withMutants ? ["style-src-attr 'unsafe-inline'", "img-src data:"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** JSON that ends no element: without a single `<` in it. */
function dataOf(data: unknown): string {
  return escapeUnseen(JSON.stringify(data).replaceAll("<", "\\u003c"));
}
