import { describe, expect, it } from "vitest";
import type { Report } from "../model/index.js";
import { exitCodeOf } from "./exit-code-of.js";

const report = (part: object): Report => ({ interrupted: false, files: [], skipped: [], ...part }) as unknown as Report;
const skipped = (...codes: string[]) => ({ skipped: codes.map((code) => ({ path: "a", code, reason: "" })) });

describe("exitCodeOf", () => {
  it.each([
    ["a file was worked on", { files: [{}], ...skipped("syntax") }, 0],
    ["interrupted", { interrupted: true, files: [{}] }, 130],
    ["everything is up to date", skipped("up-to-date", "no-units"), 0],
    ["up to date beside a broken file", skipped("up-to-date", "syntax"), 0],
    ["nothing was found", {}, 5],
    ["nothing in it can be called", skipped("no-units"), 5],
    ["every file is broken", skipped("syntax", "encoding"), 1],
    ["the runner is missing", skipped("prerequisite", "syntax"), 4],
  ])("%s", (_, part, code) => expect(exitCodeOf(report(part))).toBe(code));
});
