import type { Compare, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { withProbe } from "./testing/with-probe.js";

const SOURCE = `class Box:
    def __init__(self):
        self.red = 1
        self.blue = 2
        self._own = 3

def read(source):
    if hasattr(source, "capitalize"):
        return "text"
    if hasattr(source, "read_all"):
        return source.read_all
    return getattr(source, "size", 0)

def pick(name):
    return getattr(Box(), name)
`;

test("tells which attribute a value was asked for in vain, and which of them would have been found", async () => {
  await withProbe(SOURCE, async (probe) => {
    const asked = async (name: string, ...args: readonly Value[]): Promise<readonly Omit<Compare, "line">[]> => {
      const act = { kind: "function", ref: `:${name}`, args } as const;
      const [result] = await probe.run([{ arrange: [], act }], { compares: true });
      return (result?.compares ?? []).map(({ op, left, right }) => ({ op, left, right }));
    };
    expect(await asked("read", 3)).toEqual([
      // A text has it: nothing need be made up.
      { op: "isinstance", left: 3, right: { $: "ref", ref: "builtins:str" } },
      { op: "hasattr", left: "int", right: "read_all" },
      { op: "hasattr", left: "int", right: "size" },
    ]);
    expect(await asked("pick", "a")).toContainEqual({ op: "in", left: "a", right: ["blue", "red"] });
    expect(await asked("pick", "red")).toEqual([]);
  });
});
