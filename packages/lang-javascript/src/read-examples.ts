import type { Unit } from "@autotest/core";
import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";
import { lineOf } from "./parse-file.js";

const RESULT = /^(?:\/\/\s*(?:=>|→|->|returns?:?|outputs?:?)\s*)(.+)$/i;
const INLINE = /^(.*?[;)\]]?)\s*\/\/\s*(?:=>|→|->|returns?:?)\s*(.+)$/i;

/** Calls with their result written out in `@example`: `add(1, 2); // => 3`, or the result on the next line. */
export function readExamples(typescript: TypeScriptApi, source: ts.SourceFile, node: ts.Node): Unit["examples"] {
  const examples: { call: string; expected: string; line: number }[] = [];
  for (const tag of typescript.getJSDocTags(node)) {
    if (tag.tagName.text !== "example") continue;
    const first = lineOf(source, tag.getStart(source));
    let call = "";
    tag
      .getText(source)
      .split("\n")
      .forEach((raw, offset) => {
        const text = raw
          .replace(/^\s*\*\s?/, "")
          .replace(/^@example\s*/, "")
          .trim();
        const inline = INLINE.exec(text);
        const below = RESULT.exec(text);
        if (inline?.[1] && inline[2])
          examples.push({ call: bare(inline[1]), expected: inline[2].trim(), line: first + offset });
        else if (below?.[1] && call !== "")
          examples.push({ call: bare(call), expected: below[1].trim(), line: first + offset });
        call = below || text.startsWith("//") || text === "" ? "" : text;
      });
  }
  return examples;
}

function bare(call: string): string {
  return call.trim().replace(/;$/, "");
}
