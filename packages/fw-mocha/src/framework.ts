import type { Framework } from "@autotest/core";
import { check } from "./check.js";
import { detect } from "./detect.js";
import { emit } from "./emit.js";
import { readHeader } from "./emit-header.js";
import { guide } from "./guide.js";
import { listTests } from "./list-tests.js";
import { place } from "./place.js";
import { prepare } from "./prepare.js";
import { printName } from "./print-name.js";
import { run } from "./run.js";
import { scaffold } from "./scaffold.js";

/** Mocha, as autotest sees it. */
export const framework: Framework = {
  id: "mocha",
  name: "Mocha",
  language: "javascript",
  testNames: "texts",
  detect,
  place,
  emit,
  readHeader,
  prepare,
  run,
  listTests,
  printName,
  check,
  scaffold,
  guide,
};
