import { existsSync, lstatSync, readlinkSync } from "node:fs";
import type { Bubblewrap } from "./isolation.js";

/** What one sandbox shows of the machine. All paths are absolute. */
export interface SandboxView {
  /** Readable. */
  readonly show: readonly string[];
  /** Readable and writable. */
  readonly write: readonly string[];
  /** Empty at the start, of the sandbox's own, and gone with it. */
  readonly scratch: readonly string[];
  /** Folders and files that seem empty, inside what is shown. */
  readonly hide: readonly string[];
  /** Stands in for the home folder; empty, and gone with the sandbox. */
  readonly home: string;
  readonly cwd: string;
}

const MEGABYTE = 1024 * 1024;
/** What a child may fill in memory before the file system is full. */
const SCRATCH_BYTES = 256 * MEGABYTE;

/** Where programs and their libraries are on every machine. */
export const SYSTEM_FOLDERS: readonly string[] = [
  "/usr",
  "/opt",
  "/nix",
  "/gnu",
  "/snap",
  "/home/linuxbrew/.linuxbrew",
];
/** Folders, or links into `/usr`. */
const SYSTEM_LINKS: readonly string[] = ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];
/** What programs look up about the system; the rest of `/etc` is nobody's business. Each costs time at every start. */
const SETTINGS: readonly string[] = [
  "alternatives",
  "group",
  "hosts",
  "ld.so.cache",
  "localtime",
  "mime.types",
  "nsswitch.conf",
  "os-release",
  "passwd",
  "pki",
  "ssl",
];

let system: readonly string[] | null = null;

/** The arguments of bubblewrap before the command: nothing is shared, and nothing is seen but what `view` shows. */
export function bubblewrapArguments(form: Bubblewrap, view: SandboxView): readonly string[] {
  system ??= systemArguments();
  return [
    ...["--unshare-all", "--unshare-user", "--die-with-parent", "--cap-drop", "ALL"],
    ...system,
    ...(form.ownProc ? ["--proc", "/proc"] : ["--dir", "/proc"]),
    ...["--dev", "/dev", ...scratchAt("/dev/shm", form), ...scratchAt("/tmp", form)],
    ...["--dir", "/var", "--symlink", "/tmp", "/var/tmp", "--dir", "/run"],
    ...byDepth([
      ...view.show.map((path) => ({ path, args: ["--ro-bind-try", path, path] })),
      { path: view.home, args: view.home === "/tmp" ? [] : scratchAt(view.home, form) },
      ...view.write.map((path) => ({ path, args: ["--bind", path, path] })),
      ...view.scratch.map((path) => ({ path, args: scratchAt(path, form) })),
      ...view.hide.map((path) => ({
        path,
        args: isFolder(path) ? scratchAt(path, form) : ["--ro-bind", "/dev/null", path],
      })),
    ]),
    ...["--remount-ro", "/", "--chdir", view.cwd, "--"],
  ];
}

function scratchAt(path: string, { limitsSize }: Bubblewrap): readonly string[] {
  return [...(limitsSize ? ["--size", String(SCRATCH_BYTES)] : []), "--tmpfs", path];
}

/** A folder is mounted before what lies in it, or it would hide it again. */
function byDepth(mounts: readonly { readonly path: string; readonly args: readonly string[] }[]): readonly string[] {
  const depth = (path: string): number => path.split("/").length;
  return [...mounts].sort((a, b) => depth(a.path) - depth(b.path)).flatMap(({ args }) => args);
}

function systemArguments(): readonly string[] {
  const links = SYSTEM_LINKS.flatMap((path) => {
    const target = linkTarget(path);
    return target === null ? ["--ro-bind-try", path, path] : ["--symlink", target, path];
  });
  const settings = SETTINGS.map((name) => `/etc/${name}`)
    .filter((path) => existsSync(path))
    .flatMap((path) => ["--ro-bind", path, path]);
  return [...SYSTEM_FOLDERS.flatMap((path) => ["--ro-bind-try", path, path]), ...links, ...settings];
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function linkTarget(path: string): string | null {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : null;
  } catch {
    return null;
  }
}
