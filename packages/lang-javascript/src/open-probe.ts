import { join } from "node:path";
import { type Context, type ProbeOpening, type ProbeRequest, startProbe } from "@autotest/core";
import { collectSources } from "./collect-sources.js";
import { compileSource } from "./compile-source.js";
import { findClasses } from "./find-classes.js";
import { type Instrumented, instrument } from "./instrument.js";
import { loadTypeScript } from "./load-typescript.js";
import { hiddenFields } from "./marked-fields.js";
import { moduleKindOf } from "./module-kind.js";
import type { Mutated } from "./mutate.js";
import { nameUnitsOf } from "./name-units-of.js";
import { nodeCommand } from "./node-command.js";
import { needsCompiling, parseFile } from "./parse-file.js";
import { placeGiven } from "./place-given.js";
import { readConfiguration } from "./read-configuration.js";
import { LARGE_HEAP, MOST_ON_IMPORT, USUAL_HEAP, workers } from "./start-worker.js";
import { withMutants } from "./with-mutants.js";

/** Instruments the file and starts a Node child on it. */
export async function openProbe(request: ProbeRequest, ctx: Context): Promise<ProbeOpening> {
  const typescript = loadTypeScript();
  const { file, project } = request;
  const parsed = parseFile(typescript, file.path, file.text);
  if (!parsed.ok)
    return { ok: false, problem: { code: "import-failed", message: `line ${parsed.line}: ${parsed.reason}` } };
  const { source } = parsed;
  const configuration = await readConfiguration(typescript, project, ctx);
  const { format } = await moduleKindOf(typescript, source, file.path, project, ctx);
  const units = await nameUnitsOf(typescript, source, file.path, project, ctx);
  const marked = build(instrument(typescript, source, units));
  const { sources, links, files } = await collectSources(
    typescript,
    { path: file.path, source },
    configuration,
    project,
    ctx,
  );
  const classes = await findClasses(typescript, request, files, ctx);
  const hidden = Object.fromEntries(
    units.map(({ name, node }) => [name, hiddenFields(typescript, node)]).filter(([, fields]) => fields?.length),
  );
  const node = await nodeCommand(project, ctx);
  if (!node.ok) return node;
  const target = join(project.workspace, file.path);
  let heap = USUAL_HEAP;
  const openOn = async (built: Built): Promise<ProbeOpening> => {
    const opening = await openWithin(built);
    const isTooSmall = !opening.ok && ["heap-too-small", "import-crashes"].includes(opening.problem.code);
    if (!isTooSmall || heap === LARGE_HEAP) return opening;
    // What dies while it is imported may have run out of heap as well.
    heap = LARGE_HEAP;
    return openWithin(built);
  };
  const openWithin = async (built: Built): Promise<ProbeOpening> => {
    const { command, child } = await workers.take(project, { file: node.file, version: node.version, heap }, ctx);
    const all = { ...sources, [target]: { code: built.code, format } };
    const settings = {
      format,
      sources: all,
      links,
      needsHooks: format === "module" || Object.values(all).some((item) => item.format === "module"),
      goals: built.goals,
      cases: built.cases,
      classes,
      hidden,
      ...(heap === USUAL_HEAP ? { mostOnImport: MOST_ON_IMPORT } : {}),
      ...(built.lines ? { lines: built.lines } : {}),
    };
    return startProbe(
      {
        request,
        command,
        child,
        open: { file: target, root: project.workspace, scratch: command.scratch, settings },
      },
      ctx,
    );
  };
  const opening = await openOn(marked);
  if (!opening.ok) return opening;
  const probe = withMutants(opening.probe, file.path, async () => {
    const mutated: Mutated = request.mutants ? placeGiven(typescript, source, units, request.mutants) : { listed: [] };
    const built = build(instrument(typescript, source, units, mutated));
    return { listed: mutated.listed, opening: await openOn(built) };
  });
  return { ok: true, probe };

  function build(made: Instrumented): Built {
    if (!needsCompiling(file.path)) return made;
    return { ...made, ...compileSource(typescript, file.path, made.code, format, configuration.options) };
  }
}

/** An instrumented file as it is run. */
interface Built extends Instrumented {
  /** See {@link compileSource}; absent when nothing was compiled. */
  readonly lines?: readonly number[];
}
