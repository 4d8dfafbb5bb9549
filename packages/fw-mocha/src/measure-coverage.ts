import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Context, FileCoverage, Problem } from "@autotest/core";
import { convert } from "ast-v8-to-istanbul";
import coverageLibrary, { type CoverageMapData } from "istanbul-lib-coverage";
import { addedByCompiler, type Placed } from "./compiled-code.js";
import { fileCoverage } from "./file-coverage.js";
import { loadParser } from "./load-parser.js";
import type { ScriptCounters } from "./read-results.js";

const { parse } = loadParser();

/** Coverage of `cover` (relative), in that order, from V8's counters. A file that was never loaded has nothing covered. */
export async function measureCoverage(
  scripts: readonly ScriptCounters[],
  cover: readonly string[],
  root: string,
  ctx: Context,
): Promise<{ readonly coverage: readonly FileCoverage[]; readonly problems: readonly Problem[] }> {
  const coverage: FileCoverage[] = [];
  const problems: Problem[] = [];
  for (const path of cover) {
    const absolute = join(root, path);
    try {
      const text = await ctx.fs.readText(absolute);
      const own = scripts.filter((script) => pathOf(script.url) === absolute);
      const counted = own.length > 0 ? own : [neverLoaded(absolute, text)];
      const map = coverageLibrary.createCoverageMap({});
      for (const script of counted) map.merge(await toIstanbul(script, text));
      const file = map.files().find((name) => name === absolute) ?? map.files()[0];
      if (file !== undefined) coverage.push(fileCoverage(path, map.fileCoverageFor(file)));
    } catch (error) {
      problems.push({
        code: "coverage-failed",
        message: `${path} could not be measured: ${(error as Error).message.split("\n")[0]}`,
      });
    }
  }
  return { coverage, problems };
}

async function toIstanbul(script: ScriptCounters, text: string): Promise<CoverageMapData> {
  const code = script.source ?? text;
  const sourceMap = mapOf(script);
  const ast = syntaxTree(code, script.url);
  const isAdded = sourceMap === null ? () => false : addedByCompiler(ast, code);
  const data = await convert({
    ast,
    ignoreNode: (node) => isAdded(node as unknown as Placed),
    code,
    wrapperLength: 0,
    coverage: { url: script.url.replace(/[?#].*$/, ""), functions: script.functions as never },
    ...(sourceMap === null ? {} : { sourceMap: sourceMap as never }),
  });
  return data as unknown as CoverageMapData;
}

function syntaxTree(code: string, url: string): never {
  const typed = /\.[cm]?tsx?(?:$|[?#])/.test(url);
  const base = { sourceType: "unambiguous", allowReturnOutsideFunction: true, errorRecovery: true } as const;
  const trees = typed
    ? [
        ["estree", "typescript"],
        ["estree", "typescript", "jsx"],
      ]
    : [["estree", "jsx"]];
  for (const [index, plugins] of trees.entries()) {
    try {
      return parse(code, { ...base, plugins: plugins as never }).program as never;
    } catch (error) {
      if (index === trees.length - 1) throw error;
    }
  }
  throw new Error("no way to parse it");
}

/** A source map that a loader left inline; what was not compiled has none. */
function mapOf({ sourceMapURL, source }: ScriptCounters): object | null {
  const inline = sourceMapURL || (/\/\/[#@] sourceMappingURL=(data:[^\s]+)\s*$/.exec(source ?? "")?.[1] ?? "");
  const match = /^data:application\/json[^,]*?(;base64)?,(.*)$/s.exec(inline);
  if (match === null) return null;
  try {
    const text =
      match[1] === undefined
        ? decodeURIComponent(match[2] ?? "")
        : Buffer.from(match[2] ?? "", "base64").toString("utf8");
    return JSON.parse(text) as object;
  } catch {
    return null;
  }
}

function neverLoaded(absolute: string, text: string): ScriptCounters {
  const ranges = [{ startOffset: 0, endOffset: text.length, count: 0 }];
  return {
    url: pathToFileURL(absolute).href,
    scriptId: "0",
    functions: [{ functionName: "", isBlockCoverage: true, ranges }],
    source: text,
    sourceMapURL: "",
  };
}

function pathOf(url: string): string {
  const clean = url.replace(/[?#].*$/, "");
  return clean.startsWith("file:") ? fileURLToPath(clean) : clean;
}
