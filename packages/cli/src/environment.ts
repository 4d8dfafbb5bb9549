/** The variables core and plugins may see. A list of what is allowed, so that no key gets through by a new name. */
const ALLOWED: readonly string[] = [
  "PATH",
  "HOME",
  "LANG",
  "LC_ALL",
  "LC_CTYPE",
  "VIRTUAL_ENV",
  "CONDA_PREFIX",
  "UV_PROJECT_ENVIRONMENT",
  "PYENV_ROOT",
  "PYENV_VERSION",
  "NVM_DIR",
  "XDG_CACHE_HOME",
  "TMPDIR",
  "CI",
  // Windows does not start a process without these.
  "SystemRoot",
  "ComSpec",
  "PATHEXT",
  "USERPROFILE",
  "LOCALAPPDATA",
  "APPDATA",
  "TEMP",
  "TMP",
];

/** The part of the environment that is handed on. */
export function allowedEnvironment(env: { readonly [name: string]: string | undefined }): {
  readonly [name: string]: string;
} {
  const allowed: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && ALLOWED.some((one) => one.toLowerCase() === name.toLowerCase())) allowed[name] = value;
  }
  return allowed;
}
