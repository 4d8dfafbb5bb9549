import assert from "node:assert/strict";
import type { Dialect, Language, PrintScope } from "../contracts/index.js";
import type { Ref, Value } from "../model/index.js";
import type { ContractTest } from "./contract-test.js";
import { freezeDeep } from "./freeze-deep.js";
import type { LanguageFixture } from "./language-fixture.js";
import { VALUE_SAMPLES } from "./value-samples.js";

type SampleTag = keyof typeof VALUE_SAMPLES;

/** The samples a language has to be able to write, with the fixture's own. */
export function samplesFor(
  language: Language,
  fixture: LanguageFixture,
): readonly { readonly tag: SampleTag | "own"; readonly value: Value }[] {
  const left = new Set(fixture.unsupported ?? ruledOut(language.dialect));
  const tags = (Object.keys(VALUE_SAMPLES) as SampleTag[]).filter((tag) => !left.has(tag));
  return [
    ...tags.flatMap((tag) => VALUE_SAMPLES[tag].map((value) => ({ tag, value }))),
    ...(fixture.values ?? []).map((value) => ({ tag: "own" as const, value })),
  ];
}

/** The promises of `Language.print`. */
export function printTests(language: Language, fixture: LanguageFixture): readonly ContractTest[] {
  const print = (value: Value, quote: PrintScope["quote"] = "double") => {
    const used: Ref[] = [];
    const scope: PrintScope = {
      quote,
      use(ref) {
        used.push(ref);
        return ref.slice(ref.indexOf(":") + 1);
      },
    };
    return { text: language.print(freezeDeep(value), scope), used };
  };
  const shown = (value: Value): string => JSON.stringify(value);

  return [
    {
      name: `language ${language.id}: print() writes every kind of value`,
      async run() {
        for (const { value } of samplesFor(language, fixture)) {
          const { text } = print(value);
          assert.equal(typeof text, "string", `${shown(value)} was not written`);
          assert.notEqual(text.trim(), "", `${shown(value)} was written as nothing`);
          assert.doesNotMatch(text, /\[object |\$:/, `${shown(value)} was written as ${text}`);
        }
      },
    },
    {
      name: `language ${language.id}: print() writes the same value alike and different values differently`,
      async run() {
        const seen = new Map<string, string>();
        for (const { tag, value } of samplesFor(language, fixture)) {
          const { text } = print(value);
          assert.equal(print(value).text, text, `${shown(value)} printed twice differs`);
          // Callables of two kinds may share a form; data may not.
          if (tag === "callable") continue;
          assert.equal(seen.get(text), undefined, `${shown(value)} and ${seen.get(text)} are both written as ${text}`);
          seen.set(text, shown(value));
        }
      },
    },
    {
      name: `language ${language.id}: print() imports what a value refers to, and writes variables by name`,
      async run() {
        assert.deepEqual(print({ $: "ref", ref: ":Cart" }).used, [":Cart"]);
        const made = print({ $: "new", ref: ":Cart", args: [1, "a"] });
        assert.ok(made.used.includes(":Cart"), "the class of a new value was not asked for");
        assert.match(made.text, /Cart/);
        assert.match(print({ $: "var", name: "cart" }).text, /\bcart\b/);
      },
    },
    {
      name: `language ${language.id}: print() follows the quote style`,
      async run() {
        assert.notEqual(print("text", "single").text, "", "nothing was written");
        const [single, double] = [print("text", "single").text, print("text", "double").text];
        if (single !== double)
          assert.ok(single.includes("'") && double.includes('"'), `single: ${single}, double: ${double}`);
      },
    },
  ];
}

/** Tags the dialect says the language has no value for. */
function ruledOut(dialect: Dialect): readonly SampleTag[] {
  const isNothing = (value: Value): boolean =>
    typeof value === "object" && value !== null && "$" in value && value.$ === "undefined";
  return [
    ...(dialect.tuples ? [] : (["tuple", "frozenset"] as const)),
    ...(dialect.bigIntegers ? [] : (["int"] as const)),
    ...(dialect.nothing.some(isNothing) ? [] : (["undefined", "date", "regexp"] as const)),
  ];
}
