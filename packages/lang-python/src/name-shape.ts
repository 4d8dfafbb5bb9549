import type { Shape } from "@autotest/core";

type Guess = Omit<Shape, "source" | "weight">;

const TEXT: Guess = { kind: "text" };
const INTEGER: Guess = { kind: "int" };

/** What parameters of these names usually are. First match wins. */
const TABLE: readonly (readonly [RegExp, Guess])[] = [
  [
    /^(is|has|should|can|allow|use|with|no|enable|force)_|^(flag|verbose|strict|reverse|recursive|ignore_case|debug|quiet|inplace)$/,
    { kind: "bool" },
  ],
  [/(^|_)e?mail$/, { kind: "text", format: "email" }],
  [/(^|_)(url|uri|link|href)$/, { kind: "text", format: "url" }],
  [/(^|_)(uuid|guid)$/, { kind: "text", format: "uuid" }],
  [/(^|_)(json|payload)(_(str|text|string))?$/, { kind: "text", format: "json" }],
  [/(^|_)date(_(str|string|text))?$|^(birthday|dob|day_string)$/, { kind: "text", format: "date" }],
  [/(^|_)(ip|ip_address)$/, { kind: "text", format: "ip" }],
  [/(^|_)(path|file|filename|filepath|dir|directory|folder)$/, { kind: "path" }],
  [
    /^(callback|func|function|fn|f|predicate|handler|hook|key_func|mapper|reducer|factory|cb)$|_(callback|func|fn)$/,
    { kind: "callable" },
  ],
  [
    /^(s|st|string|text|txt|str_|word|line|sentence|message|msg|name|title|label|prefix|suffix|char|ch|c|input_string|source|content|token|key|sep|separator|delimiter|pattern|regex|slug|code|expr|expression|docstring|query|unit|currency|country)$|_(name|string|text|str|key|label|title|message|code|id)$/,
    TEXT,
  ],
  [
    /^(n|i|j|k|m|num|number|count|size|length|len_|index|idx|limit|offset|width|height|depth|level|year|month|day|hour|minute|second|seed|max|min|start|end|stop|step|total|page|port|age|quantity|qty|times|indent|position|pos|base|digits|places|precision)$|^(num|n|max|min|count)_|_(count|size|length|index|width|height|limit|num|number|id)$/,
    INTEGER,
  ],
  [
    /^(x|y|z|value|val|amount|price|rate|ratio|weight|score|temperature|r|g|b|h|l|v|a|angle|radius|factor|tolerance|epsilon|threshold|percent|discount|balance)$|_(rate|ratio|price|amount|percent|seconds|score)$/,
    { kind: "float" },
  ],
  [
    /^(items|values|elements|list_|lst|arr|array|nums|numbers|data|seq|sequence|iterable|xs|ys|rows|args|tokens|words|lines|keys|names|nodes|points|children|args_list|l)$|_(list|items|values)$/,
    { kind: "list" },
  ],
  [/^(it|iter_?|iterator)$|_(iter|iterator)$/, { kind: "list", once: true }],
  [
    /^(d|dct|dict_|mapping|map_|options|config|settings|params|kwargs|headers|lookup|table|obj_dict|record|row|context|env|attrs|metadata)$|_(map|dict|mapping)$/,
    { kind: "map" },
  ],
  [/^(data_bytes|buf|buffer|raw|blob|payload_bytes)$|_bytes$/, { kind: "bytes" }],
];

/** What a parameter's name suggests, or undefined. The weakest source. */
export function shapeOfName(name: string): Shape | undefined {
  const lower = name.toLowerCase();
  const guess = TABLE.find(([pattern]) => pattern.test(lower))?.[1];
  return guess && { ...guess, source: "name", weight: 0.3 };
}
