import type { FileSystem } from "../contracts/index.js";

/** A text file with its byte-order mark, so that writing it back changes no byte; undefined when missing, null when not UTF-8. */
export async function readExact(path: string, fs: FileSystem): Promise<string | undefined | null> {
  if (!(await fs.exists(path))) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await fs.read(path));
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
