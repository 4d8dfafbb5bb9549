/** How existing tests are written. */
export interface TestStyle {
  readonly quote: "single" | "double";
  readonly indent: string;
  readonly style: "bdd" | "xunit";
}

/** What most of the given test files do; Python's usual ways where they do not say. */
export function readStyle(texts: readonly string[], quoteSetting?: "single" | "double"): TestStyle {
  let single = 0;
  let double = 0;
  let methods = 0;
  let functions = 0;
  const indents = new Map<string, number>();
  for (const text of texts) {
    const code = text.replace(/"""[\s\S]*?"""|'''[\s\S]*?'''/g, "").replace(/(^|\s)#.*$/gm, "");
    single += code.match(/'(?:[^'"\\\n]|\\.)*'/g)?.length ?? 0;
    double += code.match(/"(?:[^'"\\\n]|\\.)*"/g)?.length ?? 0;
    methods += code.match(/^[ \t]+(?:async )?def test/gm)?.length ?? 0;
    functions += code.match(/^(?:async )?def test/gm)?.length ?? 0;
    for (const [, indent] of code.matchAll(
      /^(?:async )?(?:def|class)\b[^\n]*:[ \t]*\r?\n(?:[ \t]*\r?\n)*([ \t]+)\S/gm,
    )) {
      if (indent) indents.set(indent, (indents.get(indent) ?? 0) + 1);
    }
  }
  const indent = [...indents].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "    ";
  return {
    quote: single === double ? (quoteSetting ?? "double") : single > double ? "single" : "double",
    indent,
    style: methods > functions ? "xunit" : "bdd",
  };
}
