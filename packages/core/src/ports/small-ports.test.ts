import { expect, it } from "vitest";
import { createClock } from "./clock.js";
import { createOfflineHttp } from "./http.js";
import { createLog } from "./log.js";

it("the clock counts forwards and stops sleeping when it is told to", async () => {
  const clock = createClock();
  const [now, elapsed] = [clock.now(), clock.elapsed()];
  await clock.sleep(2);
  expect(clock.elapsed()).toBeGreaterThan(elapsed);
  expect(Math.abs(clock.now() - now)).toBeLessThan(10_000);
  const controller = new AbortController();
  const sleeping = clock.sleep(3_600_000, controller.signal);
  controller.abort();
  await expect(sleeping).rejects.toMatchObject({ name: "AbortError" });
});

it("a log passes on its level and above, and nothing by default", () => {
  const seen: string[] = [];
  for (const level of ["debug", "info", "warn", "silent", undefined] as const) {
    const log = createLog({
      ...(level === undefined ? {} : { level }),
      write: (from, message) => seen.push(`${level}<${from}:${message}`),
    });
    log.debug("a");
    log.info("b");
    log.warn("c");
  }
  createLog().warn("nobody hears this");
  expect(seen).toEqual(["debug<debug:a", "debug<info:b", "debug<warn:c", "info<info:b", "info<warn:c", "warn<warn:c"]);
});

it("offline, every request is refused, naming the host and nothing else of the address", async () => {
  const error = await createOfflineHttp()
    .fetch("https://user:pw@api.example.com/v1?key=secret")
    .catch((reason: unknown) => reason as Error);
  expect(error).toMatchObject({
    code: "offline",
    message: "Refused a request to api.example.com: this run is offline.",
  });
  await expect(createOfflineHttp().fetch("not an address")).rejects.toMatchObject({ code: "offline" });
});
