/** Whether a name fits one of pytest's file patterns (`test_*.py`, `check[0-9].py`); a pattern with a slash is held against the path. */
export function matchesFile(path: string, patterns: readonly string[]): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return patterns.some((pattern) =>
    asExpression(pattern.includes("/") ? `*${pattern}` : pattern).test(pattern.includes("/") ? `/${path}` : name),
  );
}

/** Whether pytest would collect something of this name: a prefix, or a pattern when it has a wildcard. */
export function matchesName(name: string, patterns: readonly string[]): boolean {
  return patterns.some(
    (pattern) => name.startsWith(pattern) || (/[*?[]/.test(pattern) && asExpression(pattern).test(name)),
  );
}

function asExpression(pattern: string): RegExp {
  const source = pattern.replace(/\[!?[^\]]*\]|[.+^${}()|\\[\]]|\*|\?/g, (part) => {
    if (part === "*") return ".*";
    if (part === "?") return ".";
    return part.length > 1 ? part.replace("[!", "[^") : `\\${part}`;
  });
  return new RegExp(`^${source}$`, "s");
}
