import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { registerTests, testInProcessModel, testPlugin } from "@autotest/core/testing";
import { afterAll, test } from "vitest";
import { createFakePeer } from "./fake-peer.js";
import plugin, { createLocal } from "./index.js";

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));

const folder = mkdtempSync(join(tmpdir(), "autotest-local-"));
afterAll(() => rmSync(folder, { recursive: true }));
const model = join(folder, "small.gguf");
writeFileSync(model, "GGUF and so on");

const local = createLocal(async () => createFakePeer());
registerTests(test, testInProcessModel(local, { name: "a played peer", model, missing: join(folder, "none.gguf") }));
