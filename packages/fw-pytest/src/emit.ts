import type { EmitRequest, EmittedSuite } from "@autotest/core";
import { composeTests } from "./compose-suite.js";
import { detailsOf } from "./details.js";
import { ImportPlan, importBlock } from "./emit-imports.js";
import { itemsOf, type TestItem } from "./emit-items.js";
import { readBlock } from "./existing-suite.js";
import { addImports, replaceImports } from "./import-splices.js";
import { markTest } from "./mark-test.js";
import { type ImportedName, readImports, topLevelNames } from "./read-imports.js";
import { refreshBlock } from "./refresh-block.js";
import { scanStatements } from "./scan-python.js";
import { lineEndOf, type Splice, spliceText } from "./splice-text.js";
import { findBlock, footerLines, headerLines, type SuiteBlock } from "./suite-header.js";
import { createWriter } from "./suite-writer.js";
import { supportFiles } from "./support-files.js";

/** Writes a suite, or into one. */
export function emit(request: EmitRequest): EmittedSuite {
  const { path, file, analysis, layout } = request;
  const { text, items } = write(request);
  return {
    text,
    tests: items.flatMap((item) =>
      item.cases.map(({ candidate, suffix }) => ({
        candidate,
        testId: [path, ...(item.owner === null ? [] : [item.owner]), item.name].join("::") + suffix,
      })),
    ),
    support: supportFiles({ layout, suite: path, source: file.path, importName: analysis.importName }),
  };
}

interface Written {
  readonly text: string;
  readonly items: readonly TestItem[];
}

function write(request: EmitRequest): Written {
  const { existing } = request;
  if (existing === undefined || existing.replace("\uFEFF", "").trim() === "") return create(request, existing ?? "");
  const block = findBlock(existing);
  if (block === null || request.header === undefined) return extend(request, existing);
  return existing.slice(0, block.start).replace("\uFEFF", "").trim() === ""
    ? refreshSuite(request, existing, block)
    : refreshPart(request, existing, block);
}

/** A new file. */
function create(request: EmitRequest, before: string): Written {
  const { plan, items } = plannedItems(request, [], new Set());
  const body = [
    ...opening(request),
    ...(plan.missing.length > 0 ? ["", ...importBlock(plan.missing, projectModules(request))] : []),
    "",
    "",
    composeTests(items),
    "",
    "",
    ...closing(items),
    "",
  ].join("\n");
  return { text: before + body, items };
}

/** A file of somebody else's: imports behind its imports, our block at its end. */
function extend(request: EmitRequest, text: string): Written {
  const { plan, items } = plannedItems(request, readImports(text), topLevelNames(text));
  if (items.length === 0) return { text, items };
  const tests = composeTests(items);
  const block =
    request.header === undefined ? tests : [...opening(request), "", "", tests, "", "", ...closing(items)].join("\n");
  const end = endOfTests(text);
  const splices: Splice[] = [...addImports(text, plan.missing, projectModules(request))];
  if (end < text.length) splices.push({ at: end, remove: 0, insert: `${block}\n\n\n` });
  else splices.push({ at: end, remove: 0, insert: text.endsWith("\n") ? `\n\n${block}\n` : `\n\n\n${block}` });
  return { text: spliceText(text, splices, lineEndOf(text)), items };
}

/** Our block in a file of somebody else's. */
function refreshPart(request: EmitRequest, text: string, block: SuiteBlock): Written {
  const outside = text.slice(0, block.start) + text.slice(block.end);
  const { plan, items } = plannedItems(request, readImports(text), topLevelNames(outside));
  const splices = [
    ...addImports(text, plan.missing, projectModules(request)),
    ...frame(request, text, block, items),
    ...refreshBlock(text, block, items, request.layout.indent),
  ];
  return { text: spliceText(text, splices, lineEndOf(text)), items };
}

/** A file of ours: imports that nothing needs any more go. */
function refreshSuite(request: EmitRequest, text: string, block: SuiteBlock): Written {
  const kept = keptText(text, block, request.layout.indent);
  const present = readImports(text).filter((one) => new RegExp(`\\b${one.local.split(".")[0]}\\b`).test(kept));
  const { plan, items } = plannedItems(request, present, topLevelNames(text.slice(block.end)));
  const wanted = [...present, ...plan.missing];
  const splices = [
    ...replaceImports(text, block.bodyStart, wanted, projectModules(request)),
    ...frame(request, text, block, items),
    ...refreshBlock(text, block, items, request.layout.indent),
  ];
  return { text: spliceText(text, splices, lineEndOf(text)), items };
}

/** Twice: the first round tells which imports there will be, the second writes with their final names. */
function plannedItems(
  request: EmitRequest,
  present: readonly ImportedName[],
  taken: ReadonlySet<string>,
): { readonly plan: ImportPlan; readonly items: readonly TestItem[] } {
  const { analysis, layout } = request;
  const details = detailsOf(layout);
  const plan = new ImportPlan({
    module: analysis.importName,
    moduleNames: new Set(analysis.units.map((unit) => unit.name.split(".")[0] ?? "")),
    projectModules: projectModules(request),
    present,
    taken,
    collected: [...details.pythonFunctions, ...details.pythonClasses],
  });
  const writer = createWriter(request, plan);
  itemsOf(request, writer, taken);
  plan.settle();
  return { plan, items: itemsOf(request, writer, taken) };
}

function projectModules(request: EmitRequest): ReadonlySet<string> {
  return new Set([...detailsOf(request.layout).projectModules, request.analysis.importName.split(".")[0] ?? ""]);
}

function opening(request: EmitRequest): readonly string[] {
  return request.header === undefined ? [] : headerLines(request.header, request.file.path);
}

function closing(items: readonly TestItem[]): readonly string[] {
  return footerLines(items.map((item) => markTest(item.text)));
}

/** New header and footer lines. A test that a person edited keeps no mark. */
function frame(request: EmitRequest, text: string, block: SuiteBlock, items: readonly TestItem[]): readonly Splice[] {
  const edited = readBlock(text, block, request.layout.indent).tests.filter((test) => !test.ours);
  const written = items.filter((item) => !edited.some((test) => test.owner === item.owner && test.name === item.name));
  const parts = [
    { at: block.start, end: block.bodyStart, lines: opening(request) },
    { at: block.bodyEnd, end: block.end, lines: closing(written) },
  ];
  return parts.flatMap(({ at, end, lines }) => {
    const old = text.slice(at, end);
    const lacksEnd = at === end && at > 0;
    const insert = `${lacksEnd ? (text.endsWith("\n") ? "\n\n" : "\n\n\n") : ""}${lines.join("\n")}${old === "" || old.endsWith("\n") ? "\n" : ""}`;
    return old.replaceAll("\r\n", "\n") === insert ? [] : [{ at, remove: end - at, insert }];
  });
}

/** Everything in a file of ours that is not ours: edited tests, helpers, what follows the footer. */
function keptText(text: string, block: SuiteBlock, indent: string): string {
  const ours = readBlock(text, block, indent).tests.filter((test) => test.ours && !test.needed);
  const imports = scanStatements(text)
    .filter((one) => one.kind === "import")
    .map((one) => ({ start: one.head, end: one.end }));
  const gone = [...ours, ...imports].sort((a, b) => a.start - b.start);
  let kept = "";
  let at = block.bodyStart;
  for (const { start, end } of gone) {
    kept += text.slice(at, Math.max(at, start));
    at = Math.max(at, end);
  }
  return kept + text.slice(at);
}

/** The end of the file, or the start of its closing `if __name__` statement. */
function endOfTests(text: string): number {
  const last = scanStatements(text).at(-1);
  return last && /^if\s+__name__\b/.test(text.slice(last.head)) ? last.start : text.length;
}
