import type { Dialect, ProbeOpened, Random, Shape } from "@autotest/core";
import type { ClassCatalog } from "../values/class-catalog.js";
import type { Pools } from "./pools.js";

/** Everything drawing a value may look at. One per target, so that targets do not disturb each other's randomness. */
export interface DrawContext {
  readonly random: Random;
  readonly dialect: Dialect;
  readonly pools: Pools;
  readonly classes: ClassCatalog;
  /** The format of texts that the name of the unit speaks of; none without. */
  readonly format?: string | undefined;
  /** What a value of no known type may well be; none without. */
  readonly related?: readonly Shape[];
  /** Variables of the module that can be set; none without. */
  readonly state?: ProbeOpened["state"];
}
