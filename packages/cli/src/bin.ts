#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";
import { keepCompiled } from "./compiled/keep-compiled.js";
import { userCacheFolder } from "./config/user-cache-folder.js";
import { main } from "./main.js";
import { v8Flags } from "./v8-flags.js";

for (const flag of v8Flags(process.versions.node)) setFlagsFromString(flag);
const cache = userCacheFolder(process.env);
if (cache !== null) keepCompiled(cache, process.env);
await main(process);
