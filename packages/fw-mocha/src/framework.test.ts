import { mkdir, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Language } from "@autotest/core";
import { registerTests, testFramework, testPlugin } from "@autotest/core/testing";
import { describe, expect, it } from "vitest";
import { readExisting } from "./emit-existing.js";
import plugin, { framework } from "./index.js";
import { analysisOf, candidate, language, returns } from "./testing/project.js";

const require = createRequire(import.meta.url);

/** Prints, and says of a file whether it can be parsed; its units are those of the fixture. */
const reading: Language = {
  ...language,
  name: "JavaScript",
  analyze: async (file) =>
    readExisting(file.text, file.path) === null
      ? { ok: false, code: "syntax", reason: "it cannot be parsed" }
      : analysisOf("commonjs", { clamp: ["value", "low", "high"], parse: ["text"] }),
};

const SOURCE = `exports.clamp = (value, low, high) => {
  if (low > high) throw new RangeError('low is above high');
  return value < low ? low : value > high ? high : value;
};

exports.parse = (text) => text.split(',').map(Number);
`;

describe("the contract", () => {
  registerTests(
    it,
    testFramework(framework, {
      language: reading,
      files: { "package.json": '{ "devDependencies": { "mocha": "11" } }\n', "lib/clamp.js": SOURCE },
      path: "lib/clamp.js",
      candidates: [
        returns("clamp", "returns low when value is below it", [1, 2, 3], 2),
        returns("clamp", "returns high when value is above it", [4, 2, 3], 3),
        returns("clamp", "returns value when it is between", [2.5, 2, 3], 2.5),
        candidate(
          "clamp",
          "raises RangeError when low is above high",
          { kind: "function", ref: ":clamp", args: [1, 3, 2] },
          [
            {
              basis: "declared",
              kind: "raises",
              ref: "globalThis:RangeError",
              type: "RangeError",
              message: "low is above high",
              via: "call",
            },
          ],
        ),
        returns("parse", "returns the numbers of a list", ["1,2"], [1, 2]),
      ],
      existing:
        "const assert = require('node:assert/strict');\nconst { clamp } = require('../lib/clamp');\n\ndescribe('clamp', () => {\n  it('is the middle of three', () => {\n    assert.equal(clamp(5, 1, 9), 5);\n  });\n});\n",
      prepare: async (root) => {
        await mkdir(join(root, "node_modules"));
        await symlink(dirname(require.resolve("mocha/package.json")), join(root, "node_modules", "mocha"));
      },
    }),
  );
  registerTests(it, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));

  it("is offered by the plugin", () => {
    expect(plugin().frameworks).toEqual([framework]);
  });
});
