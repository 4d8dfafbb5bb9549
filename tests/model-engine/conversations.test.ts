import { describe, expect, it } from "vitest";
import { CONVERSATIONS, converse } from "../../bench/steps/run/converse.mjs";

/** Modules with goals no search reached; the answers were written by a person (see docs/language-models.md). */
describe.each(CONVERSATIONS)("a recorded conversation about %s", (name) => {
  it("closes goals, and replays to the same bytes with no server and no cost", async () => {
    const { asked, recorded, replayed } = await converse(name);
    expect(recorded.kept, recorded.dropped.join("\n")).toBeGreaterThanOrEqual(2);
    expect(recorded.closed + recorded.changesNoticed).toBeGreaterThanOrEqual(2);
    expect(recorded.cost).toMatchObject({ requests: asked, cached: 0, ended: null });
    expect(recorded.cost.usd).toBeGreaterThan(0);
    expect(replayed.suite).toBe(recorded.suite);
    expect(replayed.cost).toMatchObject({ requests: asked, cached: asked, tries: 0, usd: 0, ended: null });
  }, 600_000);
});
