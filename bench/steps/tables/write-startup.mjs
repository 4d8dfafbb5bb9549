import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes the table. */
export function writeStartup(folder, rows, facts) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "startup.md"), table(rows, facts));
}

function table(rows, facts) {
  const held = rows.filter(({ goal }) => goal !== null);
  const met = held.filter(({ goal, more }) => more <= goal).length;
  return [
    "# Until the first answer",
    "",
    `Wall time of a whole process, ${facts.rounds} calls each, in turn, in an empty folder; \`node -e 0\` is a Node that does nothing. Load average when it began: ${facts.load.toFixed(1)}`,
    `(above ${facts.cpus}, others used the cores too).`,
    "",
    `Made by \`${facts.command}\` on ${facts.date}: Node ${facts.node}, ${facts.cpus} × ${facts.cpu}, autotest ${facts.revision}.`,
    "",
    `${met} of ${held.length} goals met.`,
    "",
    "| call | median | least | beyond a bare Node | goal |",
    "|---|--:|--:|--:|---|",
    ...rows.map(
      ({ name, median, least, more, goal }) =>
        `| \`${name}\` | ${median.toFixed(0)} ms | ${least.toFixed(0)} ms | ${more.toFixed(0)} ms | ${goal === null ? "" : `${more <= goal ? "met" : "**missed**"}: at most ${goal} ms`} |`,
    ),
    "",
  ].join("\n");
}
