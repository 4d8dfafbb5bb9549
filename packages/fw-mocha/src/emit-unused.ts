import { type Range, requiredBy } from "./emit-existing.js";
import { isSupportName, supportComment } from "./emit-support.js";
import { type Node, nameOf, parseProgram } from "./parse-program.js";

/** `after` without the imports and small functions that `before` used and `after` does not use any more. */
export function dropUnused(before: string, after: string, path: string): string {
  const dropped = dropOnce(before, after, path);
  // A small function that went may have been the last to use an import, or another one.
  return dropped === after ? after : dropUnused(after, dropped, path);
}

function dropOnce(before: string, after: string, path: string): string {
  const old = parseProgram(before, path);
  const now = parseProgram(after, path);
  if (old === null || now === null) return after;
  const usedBefore = usedNames(old);
  const usedNow = usedNames(now);
  const isStale = (name: string): boolean => usedBefore.has(name) && !usedNow.has(name);
  const edits = now.body.flatMap((statement): readonly Range[] => {
    if (isSupport(statement)) {
      const name = nameOf(statement.id as Node);
      return isStale(name) ? [wholeLines(withComment(statement, name, after), after, true)] : [];
    }
    const names = importedNames(statement);
    const stale = names.filter(({ local }) => isStale(local));
    if (stale.length === 0) return [];
    return stale.length === names.length
      ? [wholeLines(statement, after, false)]
      : stale.map((one) => fromList(one, after));
  });
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), after);
}

type Program = NonNullable<ReturnType<typeof parseProgram>>;

/** Every word of the file but those of its imports, and of its small functions about themselves. */
function usedNames({ body, tokens }: Program): ReadonlySet<string> {
  const apart = body.filter((statement) => importedNames(statement).length > 0 || isSupport(statement));
  const used = new Set<string>();
  let at = 0;
  for (const token of tokens) {
    const label = (token.type as unknown as { readonly label?: string }).label;
    while (at < apart.length && (apart[at]?.end ?? 0) <= token.start) at++;
    const home = apart[at];
    const isInside = home !== undefined && token.start >= home.start;
    if (label !== "name" || (isInside && !isSupport(home))) continue;
    if (!isInside || nameOf(home.id as Node) !== String(token.value)) used.add(String(token.value));
  }
  return used;
}

function isSupport(statement: Node): boolean {
  return statement.type === "FunctionDeclaration" && isSupportName(nameOf(statement.id as Node));
}

/** With the comment that it was written with, if that still stands above it. */
function withComment({ start, end }: Range, name: string, text: string): Range {
  const comment = supportComment(name);
  const above = /\r?\n$/.exec(text.slice(0, start))?.[0] ?? "";
  const isThere = comment !== "" && text.slice(0, start - above.length).endsWith(comment);
  return { start: isThere ? start - above.length - comment.length : start, end };
}

interface Imported extends Range {
  readonly local: string;
}

/** What an import statement binds: by `import`, or by one `const` of a `require`. */
function importedNames(statement: Node): readonly Imported[] {
  if (statement.type === "ImportDeclaration")
    return (statement.specifiers as readonly Node[]).map((one) => ({
      start: one.start,
      end: one.end,
      local: nameOf(one.local as Node),
    }));
  const declarations = statement.type === "VariableDeclaration" ? (statement.declarations as readonly Node[]) : [];
  const [only] = declarations;
  if (only === undefined || declarations.length > 1 || requiredBy(only.init as Node | null) === null) return [];
  const id = only.id as Node;
  if (id.type === "Identifier") return [{ start: id.start, end: id.end, local: nameOf(id) }];
  const properties = id.type === "ObjectPattern" ? (id.properties as readonly Node[]) : [];
  return properties.flatMap((one) =>
    one.type === "ObjectProperty" && (one.value as Node).type === "Identifier"
      ? [{ start: one.start, end: one.end, local: nameOf(one.value as Node) }]
      : [],
  );
}

/** One name with its comma. */
function fromList({ start, end }: Range, text: string): Range {
  const behind = /^\s*,[ \t]*(?:\r?\n[ \t]*(?=[^\s}]))?/.exec(text.slice(end));
  if (behind !== null) return { start, end: end + behind[0].length };
  const before = /,\s*$/.exec(text.slice(0, start));
  return { start: start - (before?.[0].length ?? 0), end };
}

/** A statement with the end of its line; a function with the blank line above it too. */
function wholeLines({ start, end }: Range, text: string, withGap: boolean): Range {
  const behind = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0;
  const gap = withGap ? (/(?:\r?\n[ \t]*)*$/.exec(text.slice(0, start))?.[0] ?? "") : "";
  return withGap ? { start: start - gap.length, end } : { start, end: end + behind };
}
