import type { Language } from "@autotest/core";
import { check } from "./check.js";
import { prepare } from "./prepare.js";
import { print } from "./print.js";
import { settleTypes } from "./settle-types.js";

/** JavaScript and TypeScript on Node. */
export const javascriptLanguage: Language = {
  id: "javascript",
  name: "JavaScript",
  extensions: [".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".jsx", ".tsx"],
  ignore: [
    "**/*.d.ts",
    "**/*.d.mts",
    "**/*.d.cts",
    "**/*.min.{js,mjs,cjs}",
    "**/*.{test,spec,stories,bench}.{js,mjs,cjs,ts,mts,cts,jsx,tsx}",
    "**/{test,tests,spec,specs,__tests__,__mocks__,e2e}/**",
    "**/{dist,build,out,coverage,.next,.nuxt,.output,bower_components}/**",
    "**/*.config.{js,mjs,cjs,ts,mts,cts}",
    "**/.*rc.{js,cjs,mjs}",
    "**/{gulpfile,Gruntfile,gruntfile}.js",
  ],
  dialect: {
    floats: "plain",
    nothing: [{ $: "undefined" }, null],
    tuples: false,
    bigIntegers: true,
    keywords: false,
    invoke: "()",
    samples: {
      "globalThis:Date": [
        { $: "date", v: "2024-01-15T10:30:00.000Z" },
        { $: "date", v: "1970-01-01T00:00:00.000Z" },
        { $: "date", v: "2024-02-29T00:00:00.000Z" },
        { $: "date", v: "2023-12-31T23:59:59.999Z" },
        { $: "date", v: "invalid" },
      ],
      "globalThis:RegExp": [
        { $: "regexp", source: "a", flags: "" },
        { $: "regexp", source: "\\d+", flags: "g" },
        { $: "regexp", source: "^$", flags: "i" },
      ],
      // What looks like a plain object, and what does not look like one but is.
      "globalThis:Object": [
        { $: "new", ref: "globalThis:Object.create", args: [null] },
        { $: "new", ref: "globalThis:Object.create", args: [{ a: 1 }] },
        { $: "new", ref: "globalThis:Object.create", args: [{ $: "ref", ref: "globalThis:Function.prototype" }] },
        { $: "ref", ref: "globalThis:Math" },
      ],
      "globalThis:Symbol": [{ $: "new", ref: "globalThis:Symbol", args: ["a"] }],
      "globalThis:Error": [{ $: "new", ref: "globalThis:Error", args: ["failed"] }],
      "globalThis:TypeError": [{ $: "new", ref: "globalThis:TypeError", args: ["wrong type"] }],
      "globalThis:RangeError": [{ $: "new", ref: "globalThis:RangeError", args: ["out of range"] }],
      "globalThis:URL": [{ $: "new", ref: "globalThis:URL", args: ["https://example.com/path?q=1#top"] }],
      "globalThis:URLSearchParams": [{ $: "new", ref: "globalThis:URLSearchParams", args: ["a=1&b=2"] }],
      "globalThis:AbortSignal": [
        { $: "new", ref: "globalThis:AbortSignal.abort", args: ["stopped"] },
        { $: "new", ref: "globalThis:AbortSignal.any", args: [[]] },
      ],
      "globalThis:ArrayBuffer": [{ $: "new", ref: "globalThis:ArrayBuffer", args: [8] }],
      "globalThis:DataView": [
        { $: "new", ref: "globalThis:DataView", args: [{ $: "new", ref: "globalThis:ArrayBuffer", args: [8] }] },
      ],
    },
  },
  // A project in another language loads none of these.
  analyze: async (...request) => (await import("./analyze.js")).analyze(...request),
  prepare,
  openProbe: async (...request) => (await import("./open-probe.js")).openProbe(...request),
  print,
  undo: async (...request) => (await import("./undo.js")).undo(...request),
  settleTypes,
  readTests: async (...request) => (await import("./read-tests.js")).readTests(...request),
  check,
};
