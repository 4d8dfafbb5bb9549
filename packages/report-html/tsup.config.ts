import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { library } from "../../tsup.base.js";

const elements = createRequire(import.meta.url).resolve("mutation-testing-elements/mutation-test-elements.js");

export default library({
  esbuildOptions(options) {
    options.define = { ...options.define, MUTATION_ELEMENTS: JSON.stringify(readFileSync(elements, "utf8")) };
  },
});
