import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/steps/places.mjs";

const RESULTS = join(root, "bench", "results");

/**
 * The rows of a table that grows module by module. `add` puts rows in, each in place of an earlier one with the same `key`,
 * stamped with the revision that made it, and writes everything: for machines here, for people by `write(rows, facts)`. With
 * `keep` it begins with the rows of the last table; `order` sorts them, so that a table made in parts reads like one made at once.
 */
export function openRows({ name, keep, key, order = () => 0, write, facts }) {
  const file = join(RESULTS, `${name}.json`);
  let rows = keep && existsSync(file) ? readRows(file) : [];
  return {
    add(...made) {
      const stamped = made.map((row) => ({ ...row, revision: facts.revision }));
      const keys = new Set(stamped.map(key));
      rows = [...rows.filter((row) => !keys.has(key(row))), ...stamped].sort(order);
      for (const row of made) console.log(`bench: ${JSON.stringify(row)}`);
      mkdirSync(RESULTS, { recursive: true });
      writeFileSync(file, `${JSON.stringify({ facts, rows }, null, 2)}\n`);
      writeFileSync(join(RESULTS, `${name}.md`), `${write(rows, facts).join("\n").trimEnd()}\n`);
    },
  };
}

/** Rows of tables that were made before rows said their revision have that of the table. */
function readRows(file) {
  const { facts, rows } = JSON.parse(readFileSync(file, "utf8"));
  return rows.map((row) => ({ revision: facts.revision, ...row }));
}

/** `autotest 1234abc`, and how many rows are of which revision when a table was made in parts. */
export function sayRevisions(rows) {
  const counts = new Map();
  for (const { revision } of rows) counts.set(revision, (counts.get(revision) ?? 0) + 1);
  if (counts.size < 2) return `autotest ${rows[0]?.revision ?? "?"}`;
  return `autotest ${[...counts].map(([revision, count]) => `${revision} (${count} rows)`).join(", ")}`;
}

/** `only` is a list of parts of names with commas between; without it everything is wanted. */
export function isWanted(name, only) {
  return only === undefined || only.split(",").some((part) => name.includes(part));
}
