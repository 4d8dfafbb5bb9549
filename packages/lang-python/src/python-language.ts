import type { Language } from "@autotest/core";
import { check } from "./check.js";
import { dialect } from "./dialect.js";
import { prepare } from "./prepare.js";
import { print } from "./print.js";

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
  // A project in another language loads none of these.
  analyze: async (...request) => (await import("./analyze.js")).analyze(...request),
  prepare,
  openProbe: async (...request) => (await import("./open-probe.js")).openProbe(...request),
  print,
  readTests: async (...request) => (await import("./read-tests.js")).readTests(...request),
  undo: async (...request) => (await import("./undo.js")).undo(...request),
  check,
};
