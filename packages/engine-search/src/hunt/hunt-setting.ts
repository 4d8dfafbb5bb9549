import type { Dialect, Probe, ProbeOpened, RandomSource, Value } from "@autotest/core";
import type { Ledger } from "../ledger/ledger.js";
import type { Meter } from "../ledger/stop-rules.js";
import type { Techniques } from "../techniques.js";
import type { ClassCatalog } from "../values/class-catalog.js";

/** Everything the search for one target needs of the outside. */
export interface HuntSetting {
  readonly probe: Probe;
  readonly dialect: Dialect;
  readonly classes: ClassCatalog;
  readonly techniques: Techniques;
  readonly ledger: Ledger;
  readonly meter: Meter;
  readonly random: RandomSource;
  readonly moduleConstants: readonly Value[];
  readonly opened: ProbeOpened;
}
