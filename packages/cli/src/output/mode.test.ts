import { describe, expect, test } from "vitest";
import { chooseColor, chooseMode, chooseUnicode, isOn, type Surroundings } from "./mode.js";

const terminal: Surroundings = {
  env: {},
  stdinIsTerminal: true,
  stdoutIsTerminal: true,
  stderrIsTerminal: true,
  isAgent: false,
  isCI: false,
};
const pipe: Surroundings = { ...terminal, stdoutIsTerminal: false };

describe("mode", () => {
  test.each([
    ["a person at a terminal", {}, terminal, "terminal"],
    ["standard output goes elsewhere", {}, pipe, "pipe"],
    ["standard input comes from elsewhere", {}, { ...terminal, stdinIsTerminal: false }, "pipe"],
    ["CI with a pseudo-terminal", {}, { ...terminal, isCI: true }, "pipe"],
    ["a dumb terminal", {}, { ...terminal, env: { TERM: "dumb" } }, "pipe"],
    ["--plain", { plain: true }, terminal, "pipe"],
    ["a detected agent", {}, { ...terminal, isAgent: true }, "agent"],
    ["AI_AGENT", {}, { ...pipe, env: { AI_AGENT: "1" } }, "agent"],
    ["AI_AGENT=0", {}, { ...terminal, isAgent: true, env: { AI_AGENT: "0" } }, "terminal"],
    ["--agent", { agent: true }, terminal, "agent"],
    ["--quiet beats --agent", { quiet: true, agent: true }, terminal, "quiet"],
  ] as const)("%s", (_name, flags, around, expected) => {
    expect(chooseMode(flags, around)).toBe(expected);
  });
});

describe("colour", () => {
  test.each([
    ["a terminal", {}, {}, true, true],
    ["no terminal", {}, {}, false, false],
    ["NO_COLOR", {}, { NO_COLOR: "1" }, true, false],
    ["an empty NO_COLOR does not count", {}, { NO_COLOR: "" }, true, true],
    ["FORCE_COLOR without a terminal", {}, { FORCE_COLOR: "1" }, false, true],
    ["FORCE_COLOR=0", {}, { FORCE_COLOR: "0" }, true, false],
    ["NO_COLOR beats FORCE_COLOR", {}, { NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
    ["--color beats NO_COLOR", { color: true }, { NO_COLOR: "1" }, false, true],
    ["--no-color beats FORCE_COLOR", { color: false }, { FORCE_COLOR: "1" }, true, false],
    ["AUTOTEST_COLOR beats NO_COLOR", {}, { AUTOTEST_COLOR: "1", NO_COLOR: "1" }, false, true],
    ["CLICOLOR=0", {}, { CLICOLOR: "0" }, true, false],
  ] as const)("%s", (_name, flags, env, isTerminal, expected) => {
    const around = { ...terminal, env, stdoutIsTerminal: isTerminal };
    expect(chooseColor(flags, chooseMode(flags, around), isTerminal, around)).toBe(expected);
  });
});

test("signs beyond ASCII only where the locale has them", () => {
  expect(chooseUnicode({}, { ...terminal, env: { LANG: "en_US.UTF-8" } })).toBe(true);
  expect(chooseUnicode({}, { ...terminal, env: { LC_ALL: "C", LANG: "en_US.UTF-8" } })).toBe(false);
  expect(chooseUnicode({ plain: true }, { ...terminal, env: { LANG: "en_US.UTF-8" } })).toBe(false);
});

test("a switch is off when it says so", () => {
  expect(["1", "true", "yes"].map(isOn)).toEqual([true, true, true]);
  expect(["0", "false", "no", "off", "", undefined].map(isOn)).toEqual([false, false, false, false, false, false]);
});
