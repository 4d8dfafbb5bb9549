/** Folders nothing is ever written into: version control, CI, dependencies, editor and agent settings. */
const FOLDERS: ReadonlySet<string> = new Set([
  ...[".git", ".hg", ".svn", ".jj"],
  ...[".github", ".gitlab", ".circleci", ".buildkite", ".woodpecker", ".forgejo", ".gitea", ".husky", ".githooks"],
  ...["node_modules", "site-packages", ".venv"],
  ...[".vscode", ".idea", ".devcontainer", ".cursor", ".claude", ".codex", ".windsurf", ".continue", ".ssh", ".aws"],
]);

/** Files nothing is ever written over: CI, package scripts, lockfiles, hooks, agent rules. */
const FILES: ReadonlySet<string> = new Set([
  ...[
    ".gitlab-ci.yml",
    ".gitlab-ci.yaml",
    ".travis.yml",
    ".drone.yml",
    "azure-pipelines.yml",
    "bitbucket-pipelines.yml",
  ],
  ...[
    "jenkinsfile",
    "appveyor.yml",
    ".appveyor.yml",
    ".cirrus.yml",
    "cloudbuild.yaml",
    "dockerfile",
    "makefile",
    "justfile",
  ],
  ...["package.json", "package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "yarn.lock"],
  ...["bun.lock", "bun.lockb", ".npmrc", ".yarnrc", ".yarnrc.yml", ".pnpmfile.cjs", "pnpmfile.js", "deno.json"],
  ...[
    "setup.py",
    "setup.cfg",
    "pyproject.toml",
    "uv.lock",
    "poetry.lock",
    "pipfile",
    "noxfile.py",
    "sitecustomize.py",
    "usercustomize.py",
  ],
  ...[
    ".gitmodules",
    ".gitattributes",
    ".gitconfig",
    ".pre-commit-config.yaml",
    "lefthook.yml",
    ".envrc",
    ".netrc",
    ".pypirc",
  ],
  ...["agents.md", "claude.md", "gemini.md", ".cursorrules", ".windsurfrules", "copilot-instructions.md", ".mcp.json"],
  ...[".bashrc", ".bash_profile", ".profile", ".zshrc", ".zshenv"],
]);

/** Files that change how every test runs; written only when somebody asked for that very file. */
const UNLESS_ASKED: ReadonlySet<string> = new Set([
  ...["conftest.py", "pytest.ini", ".pytest.ini", "tox.ini", ".coveragerc"],
  ...[".c8rc", ".c8rc.json", ".nycrc", ".nycrc.json", "tsconfig.json", "jsconfig.json"],
]);

/** Names Windows keeps for devices. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;

/**
 * Why a path below a root may not be written, or null. `segments` are its parts from the root on. Compared as a case
 * folding file system would: `.GIT` and `.git. ` are `.git`.
 */
export function denialOf(segments: readonly string[], asked: boolean): string | null {
  const names = segments.map((segment) => segment.toLowerCase().replace(/[. ]+$/, ""));
  const last = names.at(-1);
  if (last === undefined || last === "") return "it names no file";
  for (const name of names) {
    if (FOLDERS.has(name)) return `${name} is never written into`;
    if (RESERVED.test(name)) return `${name} is a device name on Windows`;
  }
  if (FILES.has(last) || /^\.env(?:\.|$)/.test(last)) return `${last} is never written`;
  if (!asked && (UNLESS_ASKED.has(last) || last.startsWith(".mocharc")))
    return `${last} is written only when asked for`;
  return null;
}

/** Where CI files live. Only a person who asks for the very file gets one written. */
export function isCiPath(segments: readonly string[]): boolean {
  const path = segments.join("/");
  return /^\.github\/workflows\/[\w.-]+\.ya?ml$|^\.gitlab-ci\.yml$|^\.gitlab\/ci\/[\w.-]+\.yml$/.test(path);
}

/** The folders of such files, which may then be made. */
export function isCiFolder(segments: readonly string[]): boolean {
  return [".github/workflows", ".gitlab/ci"].includes(segments.join("/"));
}

/** Why the spelling of a path is refused wherever it points to, or null. */
export function misspellingOf(path: string, platform: NodeJS.Platform): string | null {
  if (path === "") return "it is empty";
  if (path.includes("\0")) return "it contains a NUL character";
  if (/[\u0001-\u001f\u007f]/.test(path)) return "it contains a control character";
  const relative = platform === "win32" ? path.replace(/^[A-Za-z]:[\\/]/, "").replaceAll("\\", "/") : path;
  if (relative.includes("\\")) return "it contains a backslash";
  if (relative.startsWith("//")) return "it is a network path";
  const segments = relative.split("/");
  if (segments.includes("..")) return 'it contains ".."';
  if (segments.some((segment) => segment.startsWith("~"))) return "it starts at a home folder";
  if (segments.some((segment) => segment.includes(":"))) return "it contains a colon";
  return null;
}
