import type { Dialect, Value } from "@autotest/core";
import { bareName } from "./class-catalog.js";
import { floatValue, isTagged } from "./value-kind.js";

/** Values of a type named in an `isinstance`: type words of any language, by meaning. */
export function samplesOfType(type: Value, dialect: Dialect): readonly Value[] {
  const ref = isTagged(type) && type.$ === "ref" ? type.ref : null;
  const known = ref === null ? undefined : dialect.samples[ref];
  if (known) return known.slice(0, 2);
  const name = ref === null ? (isTagged(type) && type.$ === "opaque" ? (type.text ?? type.type) : type) : bareName(ref);
  if (typeof name !== "string") return [];
  const found: Value[] = [];
  for (const word of name.toLowerCase().match(/[a-z]+/g) ?? []) {
    if (/^(str|string|text|unicode|basestring)$/.test(word)) found.push("abc", "");
    else if (/^(int|integer|number|integral|real|complex)$/.test(word)) found.push(1, 0);
    else if (word === "bigint") found.push({ $: "int", v: "1" }, { $: "int", v: "0" });
    else if (/^(float|double)$/.test(word)) found.push(floatValue(1.5, dialect));
    else if (/^(list|array|sequence|iterable|collection|mutablesequence)$/.test(word)) found.push([1, 2], []);
    else if (/^(dict|object|mapping|record|mutablemapping|ordereddict)$/.test(word)) found.push({ a: 1 }, {});
    else if (/^(tuple)$/.test(word)) found.push({ $: "tuple", v: [1, 2] });
    else if (/^(set|frozenset)$/.test(word)) found.push({ $: word === "set" ? "set" : "frozenset", v: [1, 2] });
    else if (/^(map)$/.test(word)) found.push({ $: "map", v: [["a", 1]] });
    else if (/^(bytes|bytearray|buffer)$/.test(word)) found.push({ $: "bytes", v: "616263" });
    else if (/^(bool|boolean)$/.test(word)) found.push(true, false);
    else if (/^(callable|function|functiontype)$/.test(word)) found.push({ $: "callable", kind: "identity" });
    else if (/^(none|nonetype|null)$/.test(word)) found.push(null);
    else if (word === "undefined") found.push({ $: "undefined" });
    else
      for (const ref of Object.keys(dialect.samples))
        if (bareName(ref).toLowerCase() === word) found.push(...(dialect.samples[ref] ?? []).slice(0, 2));
  }
  return found;
}
