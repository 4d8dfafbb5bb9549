import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { AutotestError } from "@autotest/core";
import { cosmiconfig, type Loader, type PublicExplorer } from "cosmiconfig";
import { SEARCH_PLACES } from "./search-places.js";

/** Loads data, refuses what would run code. The loaders give the text; it is parsed by us, for exact places in messages. */
export function openExplorer(loader: Loader): PublicExplorer {
  const refuse: Loader = (path) => {
    throw new AutotestError("config-invalid", `${path} would run code`, {
      hint: `Name it to allow that: --config ${path}`,
    });
  };
  const options = {
    searchPlaces: [...SEARCH_PLACES],
    packageProp: "autotest",
    loaders: {
      ".json": loader,
      ".yaml": loader,
      ".yml": loader,
      noExt: loader,
      ".js": refuse,
      ".cjs": refuse,
      ".mjs": refuse,
      ".ts": refuse,
    },
    cache: false,
  };
  // cosmiconfig looks for a configuration of its own in the current folder, `.config/config.js` included, and would run it.
  const cwd = process.cwd();
  process.chdir(dirname(fileURLToPath(import.meta.url)));
  try {
    return cosmiconfig("autotest", options);
  } finally {
    process.chdir(cwd);
  }
}
