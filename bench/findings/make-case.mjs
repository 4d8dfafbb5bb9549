/**
 * Small functions as people write them, each right as it stands and wrong after one change (`from` -> `to`). What a change breaks
 * is said in the function's documentation or types, or is a property its name promises.
 */
export function makeCase(name, kind, text, from, to) {
  if (!text.includes(from)) throw new Error(`${name}: the change does not fit`);
  return { name, kind, clean: text.trimStart(), buggy: text.replace(from, to).trimStart() };
}
