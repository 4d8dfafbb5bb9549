import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { isWithin } from "./is-within.js";

/** What is shown of the user's folder, and what in it is hidden. Absolute paths. */
export interface ProjectView {
  readonly show: readonly string[];
  readonly hide: readonly string[];
}

/** Hidden folders in which a project keeps its packages. */
const ENVIRONMENTS: readonly string[] = [".venv", ".yarn", ".pnpm-store", ".pnp.cjs"];
const KEPT_ELSEWHERE = /^(\.git|\.npmrc|\.pypirc|\.netrc)$/;

/** Files with settings of one machine or one person, often keys. Tests that need them would fail everywhere else. */
export function isPersonal(name: string): boolean {
  return (
    KEPT_ELSEWHERE.test(name) || (/^\.env(\.|$)/.test(name) && !/\.(example|sample|template|dist|test)$/.test(name))
  );
}

/**
 * The project, or the repository around it, which holds the packages a monorepo shares; without version control and what is
 * personal. Of a project that is the home folder itself, or holds it, nothing hidden in the home folder is shown.
 */
export function projectView(project: string, home: string): ProjectView {
  const top = isWithin(home, project) ? project : repositoryOf(project, home);
  const inHome = isWithin(home, top)
    ? namesIn(home).filter((name) => name.startsWith(".") && !ENVIRONMENTS.includes(name))
    : [];
  return {
    show: [top],
    hide: [...new Set([...[top, project].flatMap(personalIn), ...inHome.map((name) => join(home, name))])],
  };
}

/** What is personal in a folder, as absolute paths; folders below it are not looked at. */
export function personalIn(folder: string): readonly string[] {
  return namesIn(folder)
    .filter(isPersonal)
    .map((name) => join(folder, name));
}

function repositoryOf(project: string, home: string): string {
  for (let folder = project; !isWithin(home, folder); folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
  }
  return project;
}

/** Links are left out: where they lead is shown or not by itself. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isSymbolicLink())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}
