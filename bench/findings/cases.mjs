import { crashes } from "./crashes.mjs";
import { documentation } from "./documentation.mjs";
import { promises } from "./promises.mjs";

/** Every case: `name`, `kind` of the bug, `clean` and `buggy` source. */
export const cases = [...documentation, ...crashes, ...promises];
