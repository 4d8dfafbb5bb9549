import type { Shape } from "@autotest/core";

const text = (format?: string): Shape => ({ kind: "text", source: "name", weight: 0.6, ...(format ? { format } : {}) });
const of = (kind: Shape["kind"], weight = 0.5): Shape => ({ kind, source: "name", weight });

const TABLE: readonly (readonly [RegExp, Shape])[] = [
  [/^(e?mail|emailaddress)$/i, text("email")],
  [/^(url|uri|href|link)$/i, text("url")],
  [/^uuid$/i, text("uuid")],
  [/^json$/i, text("json")],
  [/^(version|semver|range)$/i, text("version")],
  [
    /^(date|time|timestamp|since|until|day)$/i,
    { kind: "instance", source: "name", weight: 0.5, ref: "globalThis:Date" },
  ],
  [
    /^(fn|func|callback|cb|iteratee|predicate|comparator|handler|listener|mapper|reducer|visitor|customizer)$/i,
    { kind: "callable", source: "name", weight: 0.7 },
  ],
  [
    /^(arr|array|list|items|values|elements|rows|collection|args|keys|nums|numbers|words|lines|path|points|nodes)$/i,
    of("list"),
  ],
  [
    /^(str|string|text|name|key|label|title|message|msg|line|word|input|pattern|prefix|suffix|source|src|template|format|delimiter|separator|char|chars|token|id|query|code|lang|locale|unit)$/i,
    text(),
  ],
  [
    /^(n|i|j|k|x|y|z|a|b|num|number|count|index|size|length|len|start|end|min|max|limit|offset|depth|width|height|amount|total|step|precision|digits|seconds|ms|year|month|hour|hours|minutes|lower|upper|radix|base|exponent)$/i,
    of("float"),
  ],
  [
    /^(is|has|should|can|no|use|allow|with)[A-Z]\w*$|^(flag|force|strict|deep|verbose|guard|enabled|loose)$/,
    of("bool"),
  ],
  [
    /^(obj|object|options|opts|config|settings|props|params|data|map|dict|record|context|attrs|defaults)$/i,
    of("record"),
  ],
  [/^(abort)?signal$/i, { kind: "instance", source: "name", weight: 0.6, ref: "globalThis:AbortSignal" }],
  [/^(re|regex|regexp)$/i, { kind: "instance", source: "name", weight: 0.6, ref: "globalThis:RegExp" }],
  [/(Callback|Fn|Func|Handler)$/, { kind: "callable", source: "name", weight: 0.6 }],
  [/(s|List|Array)$/, of("list", 0.3)],
  [/(Name|Text|String|Str|Key)$/, text()],
  [/(Count|Index|Size|Length|Number|Num|Ms)$/, of("float")],
];

/** What the name of a parameter suggests. */
export function shapeOfName(name: string): Shape | null {
  return TABLE.find(([pattern]) => pattern.test(name.replace(/^[_$]+/, "")))?.[1] ?? null;
}
