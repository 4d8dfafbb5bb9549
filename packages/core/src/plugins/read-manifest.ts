import { readFile } from "node:fs/promises";

/** The part of a package.json that is looked at. Everything else is ignored. */
export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly keywords: readonly string[];
  /** `exports` and `main` as written. */
  readonly exports?: unknown;
  /** Names of dependencies, development and optional ones included, each once, in the order written. */
  readonly dependencies: readonly string[];
}

/** A manifest, or why there is none. */
export type ManifestReading =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly missing: boolean; readonly reason: string };

/** Reads a package.json. Never rejects. */
export async function readManifest(path: string): Promise<ManifestReading> {
  let data: unknown;
  try {
    data = JSON.parse((await readFile(path, "utf8")).replace(/^\uFEFF/, ""));
  } catch (error) {
    const missing = (error as { code?: unknown }).code === "ENOENT";
    return { ok: false, missing, reason: error instanceof Error ? error.message : String(error) };
  }
  if (typeof data !== "object" || data === null)
    return { ok: false, missing: false, reason: "it is not a JSON object" };
  const fields = data as { readonly [key: string]: unknown };
  const lists = ["dependencies", "devDependencies", "optionalDependencies"].map((key) => fields[key]);
  const names = lists.flatMap((list) => (typeof list === "object" && list !== null ? Object.keys(list) : []));
  return {
    ok: true,
    manifest: {
      ...(typeof fields.name === "string" ? { name: fields.name } : {}),
      ...(typeof fields.version === "string" ? { version: fields.version } : {}),
      keywords: Array.isArray(fields.keywords) ? fields.keywords.filter((word) => typeof word === "string") : [],
      exports: fields.exports,
      dependencies: [...new Set(names)],
    },
  };
}
