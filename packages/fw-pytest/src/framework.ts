import type { Framework } from "@autotest/core";
import { check } from "./check.js";
import { detect } from "./detect.js";
import { emit } from "./emit.js";
import { guide } from "./guide.js";
import { listTests } from "./list-tests.js";
import { place } from "./place.js";
import { prepare } from "./prepare.js";
import { printName } from "./print-name.js";
import { run } from "./run.js";
import { scaffold } from "./scaffold.js";
import { findBlock } from "./suite-header.js";

/** pytest, from 7.0 on. */
export const pytest: Framework = {
  id: "pytest",
  name: "pytest",
  language: "python",
  detect,
  place,
  emit,
  readHeader: (text) => findBlock(text)?.header ?? null,
  prepare,
  run,
  listTests,
  printName,
  check,
  scaffold,
  guide,
};
