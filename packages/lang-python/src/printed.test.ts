import type { Scenario } from "@autotest/core";
import { expect, test } from "vitest";
import { withProbe } from "./testing/with-probe.js";

const SOURCE = `import sys

def raw(): sys.stdout.buffer.write(b"\\xff")
def text(): sys.stdout.buffer.write("\\u00e9".encode())
`;

test("bytes that no test runner can read back are no evidence, those of a text are", async () => {
  await withProbe(SOURCE, async (probe) => {
    const call = (name: string): Scenario => ({ arrange: [], act: { kind: "function", ref: `:${name}`, args: [] } });
    const [raw, text] = await probe.run([call("raw"), call("text")]);
    expect(raw?.observation?.blocked).toEqual(["print bytes that are no text"]);
    expect(text?.observation).toMatchObject({ blocked: [], printed: { out: "é" } });
  });
});
