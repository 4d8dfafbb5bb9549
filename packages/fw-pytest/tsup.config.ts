import { cp } from "node:fs/promises";
import { library } from "../../tsup.base.js";

/** The Python side is shipped as it is, beside the bundle. */
export default library({
  onSuccess: () =>
    cp("src/runtime", "dist/runtime", { recursive: true, filter: (path) => !path.includes("__pycache__") }),
});
