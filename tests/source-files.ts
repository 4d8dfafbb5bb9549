import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { repository, type WorkspacePackage } from "./workspace-packages.js";

export interface SourceText {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
}

/** TypeScript sources of a package; tests and what only tests use left out. */
export function sourceFiles({ path }: WorkspacePackage): SourceText[] {
  return globSync(["src/**/*.ts"], { cwd: path, ignore: ["**/*.test.ts", "**/fixtures/**", "**/testing/**"] })
    .sort()
    .map((file) => {
      const absolute = join(path, file);
      return { path: absolute.slice(repository.length + 1), text: withoutComments(readFileSync(absolute, "utf8")) };
    });
}

/** Comments may talk about anything; line numbers stay. Good enough for searching: strings keep what looks like a comment only in URLs. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "))
    .replace(/(^|[^:"'`\\])\/\/[^\n]*/g, "$1");
}

/** The same with the content of quoted strings blanked: code that is written into a suite is not code that runs here. */
export function withoutStrings({ path, text }: SourceText): SourceText {
  return { path, text: text.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""') };
}
