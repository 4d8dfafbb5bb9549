import type { Value } from "@autotest/core";
import { expect, test } from "vitest";
import { withProbe } from "./testing/with-probe.js";

const SOURCE = `import argparse
import sys

def greet(text, name):
    return text.format(name, upper=name.upper(), name=name) + "{}".format(name)

def main(args):
    parser = argparse.ArgumentParser()
    group = parser.add_argument_group("sizes")
    group.add_argument("-w", "--width", type=int, default=2)
    group.add_argument("--type", choices=("text", "html"))
    parser.add_argument("-q", action="store_true")
    parser.add_argument("--size", nargs=2, type=float)
    parser.add_argument("year", nargs="?")
    return vars(parser.parse_args(args[1:]) if args else parser.parse_args())
`;

test("tells the names a text could speak of, and the words a command line could hold", async () => {
  await withProbe(SOURCE, async (probe) => {
    const asked = async (name: string, ...args: readonly Value[]) => {
      const act = { kind: "function", ref: `:${name}`, args } as const;
      const [result] = await probe.run([{ arrange: [], act }], { compares: true });
      return (result?.compares ?? []).map(({ op, left, right }) => ({ op, left, right }));
    };
    expect(await asked("greet", "Hi {}", "Al")).toEqual([
      { op: "format", left: "Hi {}", right: ["0", "upper", "name"] },
    ]);
    const words = [["--width", "3"], ["--type", "text"], ["--type", "html"], ["-q"], ["--size", "1.5", "1.5"], ["abc"]];
    const options = (left: Value) => [...words, ["--help"]].map((right) => ({ op: "options", left, right }));
    expect(await asked("main", ["p", "-q"])).toEqual(options(["-q"]));
    expect(await asked("main", [])).toEqual(options(null));
  });
});
