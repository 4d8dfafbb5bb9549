/** A node of a syntax tree, as far as its place matters. */
export interface Placed {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const ADDED =
  /^(?:(?:var|const|let) (?:__\w+|\w+_exports)\s*=|__\w+\(|__filename\s*=|module\.exports\s*=\s*__|0\s*&&\s*\(module|export\s*\{)/;

/**
 * Tells the nodes that esbuild put around a module: its own small functions, names of functions, lists of exports and the
 * function that CommonJS code is wrapped in. They have no place in the source, and would be counted on its first line.
 */
export function addedByCompiler(program: object, code: string): (node: Placed) => boolean {
  const { body } = program as { readonly body: readonly Placed[] };
  const shells = body.map(shellOf).filter((shell) => shell !== null);
  const statements = [...body, ...shells.flatMap(({ inside }) => inside)];
  const added = statements.filter(({ start, end }) => ADDED.test(code.slice(start, Math.min(end, start + 80))));
  return (node) =>
    shells.some(({ outer, wrapper }) => node === wrapper || (node.start === outer.start && node.end === outer.end)) ||
    added.some(({ start, end }) => node.start >= start && node.end <= end);
}

/** `(() => { ... })()` around everything. */
function shellOf(
  statement: Placed,
): { readonly outer: Placed; readonly wrapper: Placed; readonly inside: readonly Placed[] } | null {
  const made = statement.expression as Placed | undefined;
  if (statement.type !== "ExpressionStatement" || made?.type !== "CallExpression") return null;
  const wrapper = made.callee as Placed;
  const body = wrapper.body as Placed | undefined;
  if (!/Function/.test(wrapper.type) || body?.type !== "BlockStatement") return null;
  return { outer: statement, wrapper, inside: body.body as readonly Placed[] };
}
