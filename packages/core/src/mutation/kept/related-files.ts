import { basename } from "node:path/posix";
import { isFront, namesOf, type Tree } from "./read-tree.js";

type Graph = ReadonlyMap<string, readonly string[]>;

/** Loaded by test runners without anybody naming them. */
const SETS_UP = /^(?:conftest\.py|setup\.py|[^/]*(?:config|conf|setup|\.?rc)\.\w+)$/;
const graphs = new WeakMap<Tree, Graph>();

/**
 * Files that what tests say about `path` may depend on, by digest: what it imports, what imports it, and what that imports in
 * turn. Whether a file imports another is told by its words alone, in any language: one that has the other's name in it does, as
 * far as we are concerned. A front (`index.js`, `__init__.py`) names all of its folder and ties nothing together.
 */
export function relatedFiles(path: string, tree: Tree): { readonly [path: string]: string } {
  const forward = graphOf(tree);
  const below = reach([path], forward);
  const users = reach([path], reversed(forward));
  const always = [...tree.sources.keys()].filter((one) => isAlways(one, tree));
  const around = reach(
    [...users, ...always].filter((one) => one !== path),
    new Map([...forward].filter(([from]) => !isFront(from))),
  );
  const all = [...new Set([...below, ...users, ...around])].filter((one) => one !== path).sort();
  return Object.fromEntries(all.map((one) => [one, tree.sources.get(one)?.digest ?? ""]));
}

function isAlways(path: string, { settings }: Tree): boolean {
  const names = namesOf(path);
  return names.length === 0 || SETS_UP.test(basename(path)) || names.every((name) => settings.has(name));
}

/** Who names whom. */
function graphOf(tree: Tree): Graph {
  const known = graphs.get(tree);
  if (known) return known;
  const byName = new Map<string, string[]>();
  for (const path of tree.sources.keys()) {
    const [first] = namesOf(path);
    if (first !== undefined) byName.set(first, [...(byName.get(first) ?? []), path]);
  }
  const graph = new Map<string, readonly string[]>();
  for (const [path, { words }] of tree.sources) {
    const named = [...words].flatMap((word) => byName.get(word) ?? []);
    graph.set(
      path,
      named.filter((one) => one !== path && namesOf(one).every((name) => words.has(name))),
    );
  }
  graphs.set(tree, graph);
  return graph;
}

function reversed(graph: Graph): Graph {
  const back = new Map<string, string[]>();
  for (const [from, all] of graph) for (const to of all) back.set(to, [...(back.get(to) ?? []), from]);
  return back;
}

function reach(starts: readonly string[], graph: Graph): ReadonlySet<string> {
  const found = new Set(starts);
  for (const one of found) for (const next of graph.get(one) ?? []) found.add(next);
  return found;
}
