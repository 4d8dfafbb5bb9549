import { describe, expect, it } from "vitest";
import { framework } from "./framework.js";
import { analysisOf, candidate, createProject, groupsOf, header, language, returns, sourceFile } from "./testing/project.js";

describe("mocha on a CommonJS project", () => {
  it("detects, places, writes and runs a suite", async () => {
    const text = "class ParseError extends Error {}\nfunction parse(text) { if (text === '') throw new ParseError('empty text'); if (!isNaN(text)) return Number(text); return { text, parts: text.split(',') }; }\nfunction sortAll(items) { items.sort(); return items.length; }\nfunction greet(name) { console.log('hi ' + name); return name.length; }\nasync function later(n) { if (n < 0) throw new RangeError('negative'); return n / 3; }\nfunction* count(n) { for (let i = 0; i < n; i++) yield i; }\nclass Cart { constructor(n) { this.n = n; } add(x) { this.n += x; return this; } get total() { return this.n; } }\nmodule.exports = { ParseError, parse, sortAll, greet, later, count, Cart };\n";
    const { project, ctx, write } = createProject({ "package.json": '{"devDependencies":{"mocha":"*"}}', "lib/a.js": text });
    const layout = await framework.detect(project, ctx);
    const analysis = analysisOf("commonjs", { parse: ["text"], sortAll: ["items"], greet: ["name"], later: { async: true }, count: ["n"], Cart: ["n"] });
    const file = sourceFile("lib/a.js", text);
    const path = framework.place(file, analysis, layout);
    const suite = framework.emit({
      project, layout, language, file, analysis, path, header,
      groups: [
        ...groupsOf(
          returns("parse", "splits text at commas into a rather long list of parts which does not fit", ["alpha,beta,gamma,delta,epsilon"], { text: "alpha,beta,gamma,delta,epsilon", parts: ["alpha", "beta", "gamma", "delta", "epsilon"] }),
          candidate("parse", "raises ParseError when text is empty", { kind: "function", ref: ":parse", args: [""] }, [{ basis: "declared", kind: "raises", ref: ":ParseError", type: "ParseError", message: "empty text", via: "call" }]),
          candidate("sortAll", "sorts in place", { kind: "function", ref: ":sortAll", args: [["b", "a"]] }, [{ basis: "observed", kind: "returns", value: 2, via: "call" }, { basis: "observed", kind: "argument", index: 0, value: ["a", "b"], via: "call" }]),
          candidate("greet", "prints a greeting", { kind: "function", ref: ":greet", args: ["Ann"] }, [{ basis: "observed", kind: "returns", value: 3, via: "call" }, { basis: "observed", kind: "prints", text: "hi Ann\n", via: "call" }]),
          candidate("later", "divides", { kind: "function", ref: ":later", args: [1] }, [{ basis: "observed", kind: "returns", value: 1 / 3, approximate: true, via: "await" }]),
          candidate("later", "rejects negatives", { kind: "function", ref: ":later", args: [-1] }, [{ basis: "observed", kind: "raises", ref: "globalThis:RangeError", type: "RangeError", message: "negative", via: "await" }]),
          candidate("count", "counts up", { kind: "function", ref: ":count", args: [3] }, [{ basis: "observed", kind: "returns", value: [0, 1, 2], via: "iterate" }]),
          candidate("Cart", "adds up", { kind: "method", on: { $: "var", name: "cart" }, name: "add", args: [2] }, [{ basis: "observed", kind: "returns", value: { $: "object", type: "Cart", ref: ":Cart", fields: { n: 5 } }, via: "call" }, { basis: "observed", kind: "field", on: "cart", name: "total", value: 5, via: "call" }], [{ name: "cart", call: { kind: "new", ref: ":Cart", args: [3] } }]),
        ),
        { unit: "numbers", entries: [{ kind: "table", title: "", cases: [returns("parse", "returns 1 for 1", ["1"], 1), returns("parse", "returns 2 for 2", ["2"], 2), returns("parse", "returns -0 for -0", ["-0"], { $: "float", v: "-0.0" })] }] },
      ],
    });
    console.log(suite.text);
    write(path, suite.text);
    const run = await framework.run({ project, layout, files: [path], orderSeed: 3, cover: ["lib/a.js"] }, ctx);
    console.log(JSON.stringify(run, null, 1));
    expect(run.status).toBe("complete");
  });
});
