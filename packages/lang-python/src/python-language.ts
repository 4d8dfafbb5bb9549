import type { Language } from "@autotest/core";
import { analyze } from "./analyze.js";
import { check } from "./check.js";
import { dialect } from "./dialect.js";
import { openProbe } from "./open-probe.js";
import { prepare } from "./prepare.js";
import { print } from "./print.js";
import { readTests } from "./read-tests.js";
import { undo } from "./undo.js";

/** Python as a language of autotest. */
export const pythonLanguage: Language = {
  id: "python",
  name: "Python",
  extensions: [".py"],
  ignore: [
    "**/test_*.py",
    "**/*_test.py",
    "**/conftest.py",
    "**/tests/**",
    "**/test/**",
    "**/setup.py",
    "**/noxfile.py",
    "**/docs/conf.py",
    "**/__pycache__/**",
    "**/.venv/**",
    "**/venv/**",
    "**/.tox/**",
    "**/.nox/**",
    "**/site-packages/**",
    "**/*.egg-info/**",
    "**/build/**",
    "**/dist/**",
    "**/migrations/**",
  ],
  dialect,
  analyze,
  prepare,
  openProbe,
  print,
  readTests,
  undo,
  check,
};
