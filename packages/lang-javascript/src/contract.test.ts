import { fileURLToPath } from "node:url";
import type { Scenario, Value } from "@autotest/core";
import { registerTests, testLanguage, testPlugin } from "@autotest/core/testing";
import { test } from "vitest";
import plugin from "./index.js";
import { javascriptLanguage } from "./javascript-language.js";

const SOURCE = `/** Prices. */
export enum Size {
  Small = "small",
  Large = "large",
}

export class PriceError extends RangeError {}

export class Price {
  constructor(
    public amount: number,
    readonly size: Size = Size.Small,
  ) {
    if (amount < 0) throw new PriceError("negative price");
  }

  get net(): number {
    return this.size === Size.Large ? this.amount / 2 : this.amount;
  }

  set net(value: number) {
    this.amount = value;
  }

  static free(): Price {
    return new Price(0);
  }
}

export function same(value: unknown): unknown {
  return value;
}

export function* digits(text: string, start = 0): Generator<number> {
  for (const letter of text.slice(start)) {
    if (/[0-9]/.test(letter) || letter === "-") yield Number.parseInt(letter, 10);
  }
}

export async function later(seconds: number): Promise<{ slept: number }> {
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  return { slept: seconds };
}

export function crash(): number {
  return Array.from({ length: 1e9 }).length;
}
`;

const call = (name: string, ...args: readonly Value[]): Scenario => ({
  arrange: [],
  act: { kind: "function", ref: `:${name}`, args },
});
const large = (amount: number): Value => ({
  $: "new",
  ref: ":Price",
  args: [amount, { $: "ref", ref: ":Size.Large" }],
});

registerTests(
  test,
  testLanguage(javascriptLanguage, {
    files: { "package.json": '{ "type": "module" }', "src/price.ts": SOURCE },
    path: "src/price.ts",
    broken: { path: "src/broken.ts", text: "export function f( {\n" },
    unloadable: { path: "src/fails.ts", text: "export const f = (): number => 1;\nthrow new Error('no');\n" },
    scenarios: [
      call("digits", "a1-2"),
      call("digits", "12", 1),
      call("later", 1),
      {
        arrange: [{ name: "price", value: large(3) }],
        act: { kind: "get", on: { $: "var", name: "price" }, name: "net" },
      },
      {
        arrange: [{ name: "price", value: large(3) }],
        act: { kind: "set", on: { $: "var", name: "price" }, name: "net", args: [1] },
      },
      { arrange: [], act: { kind: "new", ref: ":Price", args: [-1] } },
      call("Price.free"),
    ],
    // A list larger than the heap burns no fuel and throws nothing: the runtime dies of it.
    killer: call("crash"),
    echo: ":same",
    padding: "// a remark\n\n",
    values: [
      { $: "map", v: [] },
      { $: "map", v: [["$", "one"]] },
      { $: "ref", ref: ":Price" },
      { $: "new", ref: "globalThis:URL", args: ["https://example.com/"] },
      { $: "new", ref: "globalThis:Float64Array", args: [[1, 2.5]] },
      { $: "date", v: "invalid" },
      [2, 2, 2, 2, 2, 2, 2, 2],
      [2, 2, 2, 2, 2, 2, 2],
      ["a", "a", "a", "a", "a", "a", "a", "a", "a"],
    ],
  }),
);

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));
