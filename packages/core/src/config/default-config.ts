import type { Sandbox } from "../ports/isolation/isolation.js";
import type { Config, SearchConfig, TestsConfig } from "./config.js";

/** A configuration in which every key that has a default is present. */
export interface DefaultConfig extends Config {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly engines: readonly string[];
  readonly concurrency: number;
  readonly sandbox: Sandbox;
  readonly search: Required<SearchConfig>;
  readonly tests: TestsConfig & Required<Pick<TestsConfig, "style" | "placement">>;
}

/** What holds when nothing is written. */
export function defaultConfig(): DefaultConfig {
  return {
    include: ["."],
    exclude: [],
    tests: { style: "auto", placement: "auto" },
    engines: ["search", "model"],
    search: { seconds: 10, calls: 60_000, seed: 1 },
    concurrency: 3,
    sandbox: "auto",
  };
}
