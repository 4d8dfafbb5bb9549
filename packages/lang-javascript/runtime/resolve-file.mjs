// How an import that Node itself cannot resolve is found: as TypeScript and bundlers do, by trying extensions.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const TRIED = ["", ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json"];
const WRITTEN = { ".js": [".ts", ".tsx", ".jsx"], ".mjs": [".mts"], ".cjs": [".cts"], ".jsx": [".tsx"] };
const isFile = fs.statSync;

function fileAt(candidate) {
  return isFile(candidate, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The file `specifier` means for the file `importer` (absolute), or null. `links` are the answers known beforehand. */
export function resolveFile(specifier, importer, links) {
  const known = links[importer]?.[specifier];
  if (known !== undefined) return known;
  if (!/^(\.{1,2}(\/|$)|\/|file:)/.test(specifier)) return null;
  const plain = specifier.split("?")[0];
  const base = plain.startsWith("file:") ? fileURLToPath(plain) : path.resolve(path.dirname(importer), plain);
  for (const extension of TRIED) if (fileAt(base + extension)) return base + extension;
  const written = path.extname(base);
  for (const extension of WRITTEN[written] ?? []) {
    const other = base.slice(0, -written.length) + extension;
    if (fileAt(other)) return other;
  }
  for (const extension of TRIED.slice(1)) {
    const index = path.join(base, `index${extension}`);
    if (fileAt(index)) return index;
  }
  return null;
}
