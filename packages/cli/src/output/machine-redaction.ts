import { realpathSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { pathRedaction } from "./redact-paths.js";

/** Takes the folders of this machine out of a text about the project at `root`. */
export function machineRedaction(root: string): (text: string) => string {
  const real = (path: string): string => {
    try {
      return realpathSync(path);
    } catch {
      return path;
    }
  };
  const once = pathRedaction({ root, home: homedir(), temporary: tmpdir() });
  const twice = pathRedaction({ root: real(root), home: real(homedir()), temporary: real(tmpdir()) });
  return (text) => twice(once(text));
}
