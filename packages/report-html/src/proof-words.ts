import type { Assertion, Basis, Goal } from "@autotest/core";
import { cut } from "./markup.js";
import { refWords, valueWords } from "./value-words.js";

/** Why an assertion may be believed. */
export const BASIS_WORDS: { readonly [basis in Basis]: string } = {
  example: "from a documented example",
  property: "holds for all results seen",
  declared: "declared by the code",
  observed: "as observed",
};

const LONGEST = 120;

/** What a test shows by meeting a goal; source text stands between backticks. */
export function provenWords({ kind, arm, condition: text, unit }: Goal): string {
  const plain = cut(text.replace(/\s+/g, " ").trim(), LONGEST);
  const condition = plain === "" ? "" : `\`${plain}\``;
  if (kind === "mutant") {
    const change = cut(arm.replace(/\s+/g, " ").trim(), LONGEST);
    return change === "" ? `notices ${condition} left out` : `notices ${condition} turned into \`${change}\``;
  }
  switch (arm) {
    case "entry":
      return `${unit} is called`;
    case "true":
    case "false":
      return `${condition} is ${arm}`;
    case "body":
      return `the body of ${condition} runs`;
    case "exit":
      return `the loop ${condition} runs to its end`;
    case "right":
      return `${condition} is evaluated`;
    case "case":
      return `the case ${condition} matches`;
    case "default":
      return `the default of ${condition} is taken`;
    case "nullish":
      return `${condition} is null or undefined`;
    case "value":
      return `${condition} has a value`;
    case "raise":
      return plain === "" ? "raises its error" : `raises \`${plain.replace(/^(raise|throw)\b\s*/, "")}\``;
    case "handler":
      return condition === "" ? "the handler runs" : `the handler of ${condition} runs`;
    default:
      return condition === "" ? `${arm} runs` : `${condition}, ${arm}, runs`;
  }
}

/** What a test asserts, in one sentence. */
export function assertionWords(assertion: Assertion): string {
  switch (assertion.kind) {
    case "returns":
      return `${assertion.via === "iterate" || assertion.via === "await-iterate" ? "yields" : "returns"}${assertion.approximate ? " about" : ""} ${valueWords(assertion.value)}`;
    case "raises":
      return `raises ${assertion.type}${assertion.message === undefined ? "" : `: ${cut(assertion.message, LONGEST)}`}`;
    case "type":
      return `the result is a ${refWords(assertion.ref)}`;
    case "length":
      return `the result has length ${assertion.length}`;
    case "field":
      return `${cut(`${assertion.on}.${assertion.name}`, LONGEST)} is${assertion.approximate ? " about" : ""} ${valueWords(assertion.value)}`;
    case "relates":
      return `the result ${RELATION_WORDS[assertion.relation] ?? assertion.relation} ${valueWords(assertion.value)}`;
    case "argument":
      return `argument ${Number(assertion.index) + 1} ${assertion.unchanged ? "stays as it was given" : `is ${valueWords(assertion.value)} afterwards`}`;
    case "variable":
      return `${assertion.name} is ${valueWords(assertion.value)} afterwards`;
    case "file":
      return `${assertion.path} holds ${valueWords(assertion.text)} afterwards`;
    case "prints":
      return `prints ${valueWords(assertion.text)}`;
    default:
      return "ends without an error";
  }
}

const RELATION_WORDS: { readonly [relation: string]: string } = {
  "one-of": "is one of",
  "each-one-of": "has only elements of",
  between: "is between",
  "each-between": "has only elements between",
  rearranges: "holds in any order",
  matches: "matches",
};
