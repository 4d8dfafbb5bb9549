import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

/** JavaScript made of TypeScript or JSX. */
export interface CompiledSource {
  readonly code: string;
  /** Original line of each generated line, both 1-based; index 0 is unused. */
  readonly lines: readonly number[];
}

/** Takes the types out of `text`; nothing else changes but what TypeScript itself compiles (enums, parameter properties, decorators). */
export function compileSource(
  typescript: TypeScriptApi,
  path: string,
  text: string,
  format: "module" | "commonjs",
  options: ts.CompilerOptions,
): CompiledSource {
  const { outputText, sourceMapText } = typescript.transpileModule(text, {
    fileName: path,
    compilerOptions: {
      target: typescript.ScriptTarget.ES2022,
      module: format === "module" ? typescript.ModuleKind.ESNext : typescript.ModuleKind.CommonJS,
      esModuleInterop: true,
      allowJs: true,
      sourceMap: true,
      removeComments: false,
      jsx: typescript.JsxEmit.React,
      ...keptOptions(options),
    },
  });
  const code = outputText
    .replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n")
    // Modules that import each other: functions of one run before its own imports are bound.
    .replace(/^const (?=\w+_\d+ = (?:require|__import(?:Star|Default))\()/gm, "var ");
  return { code, lines: decodeLines(sourceMapText ?? "") };
}

/** The settings of the project that change what the code does. */
function keptOptions(options: ts.CompilerOptions): ts.CompilerOptions {
  const names = [
    "experimentalDecorators",
    "emitDecoratorMetadata",
    "useDefineForClassFields",
    "jsx",
    "jsxFactory",
    "jsxFragmentFactory",
    "jsxImportSource",
  ] as const;
  return Object.fromEntries(names.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])));
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** First original line per generated line of a version 3 source map. */
function decodeLines(map: string): readonly number[] {
  const { mappings } = map === "" ? { mappings: "" } : (JSON.parse(map) as { mappings: string });
  const lines = [0];
  let original = 0;
  for (const row of mappings.split(";")) {
    let first: number | undefined;
    for (const segment of row === "" ? [] : row.split(",")) {
      original += decodeNumbers(segment)[2] ?? 0;
      first ??= original + 1;
    }
    lines.push(first ?? 0);
  }
  return lines;
}

function decodeNumbers(segment: string): readonly number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return numbers;
}
