import picomatch from "picomatch";
import type { MochaSettings } from "./mocha-settings.js";

const NAMED_LIKE_TESTS = /[.\-_](?:test|tests|spec)\.[cm]?[jt]sx?$/;

/** Which of `files` (relative) are tests: what Mocha would run, and what is named or placed like a test. */
export function findTests(files: readonly string[], settings: MochaSettings): readonly string[] {
  const isExplicit = settings.spec.some((pattern) => pattern !== "./test");
  const known = new Set(files.map(withoutEnding));
  return files.filter((file) => {
    if (/(^|\/)(fixtures?|support|helpers?|setup)\//.test(file) || /\.d\.[cm]?ts$/.test(file)) return false;
    if (isCollected(file, settings)) return true;
    // `is-calendar-spec.js` may be about a calendar's spec: it is a test only beside what it tests, or among tests.
    const [, tested] = /^(.*)[-_](?:tests?|spec)\.[cm]?[jt]sx?$/.exec(file) ?? [];
    if (tested !== undefined && !isInTestFolder(file) && !known.has(tested)) return false;
    if (isExplicit && settings.spec.some((pattern) => !/[*?{[]/.test(pattern))) return NAMED_LIKE_TESTS.test(file);
    return NAMED_LIKE_TESTS.test(file) || /^(tests?|specs?)\/[^/]+\.[cm]?[jt]sx?$/.test(file);
  });
}

/** Whether a plain `mocha` of this project runs the file at `path`, relative to the root. */
export function isCollected(path: string, settings: MochaSettings): boolean {
  return settings.spec.some((written) => {
    const pattern = written.replace(/^\.\//, "").replace(/\/$/, "");
    if (/[*?{}[\]]|[!+@]\(/.test(pattern)) return picomatch.isMatch(path, pattern);
    if (path === pattern) return true;
    // A folder: its own files, those below only with `recursive`, and only of the known extensions.
    const folder = pattern === "." || pattern === "" ? "" : `${pattern}/`;
    if (!path.startsWith(folder)) return false;
    const inside = path.slice(folder.length);
    return (
      (settings.recursive || !inside.includes("/")) &&
      settings.extension.some((extension) => inside.endsWith(`.${extension}`))
    );
  });
}

/** True for files under a folder that holds only tests. */
export function isInTestFolder(path: string): boolean {
  return /(^|\/)(tests?|specs?|__tests__)\//.test(path);
}

function withoutEnding(file: string): string {
  return file.replace(/\.[cm]?[jt]sx?$/, "");
}
