import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { userCacheFolder } from "./user-cache-folder.js";

const HOME = tmpdir();

it("lies where programs of the platform keep what they can make again", () => {
  expect(userCacheFolder({ HOME }, "linux")).toBe(join(HOME, ".cache", "autotest"));
  expect(userCacheFolder({ HOME, XDG_CACHE_HOME: "/caches" }, "linux")).toBe(join("/caches", "autotest"));
  expect(userCacheFolder({ HOME }, "darwin")).toBe(join(HOME, "Library", "Caches", "autotest"));
  expect(userCacheFolder({ LOCALAPPDATA: "/local" }, "win32")).toBe(join("/local", "autotest", "cache"));
});

it("is never relative to the project, and makes nobody a home", () => {
  expect(userCacheFolder({ HOME, XDG_CACHE_HOME: "caches" }, "linux")).toBe(join(HOME, ".cache", "autotest"));
  expect(userCacheFolder({ HOME: join(HOME, "nobody-s-home") }, "linux")).toBeNull();
});
