import type { Observation, Probe, Scenario, Surroundings, Value } from "@autotest/core";

/** What one call of a function of the file shows, in these surroundings. */
export async function observe(
  probe: Probe,
  name: string,
  surroundings?: Surroundings,
  ...args: Value[]
): Promise<Observation> {
  const scenario: Scenario = {
    ...(surroundings === undefined ? {} : { surroundings }),
    arrange: [],
    act: { kind: "function", ref: `:${name}`, args },
  };
  const [result] = await probe.run([scenario]);
  if (!result?.observation) throw new Error("no observation");
  return result.observation;
}
