#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";
import { keepCompiled } from "./compiled/keep-compiled.js";
import { userCacheFolder } from "./config/user-cache-folder.js";
import { main } from "./main.js";

// V8 lets the heap of a busy process grow to several times what is alive in it; runs over many files share the machine's
// memory with the processes they start. The lower this is, the more often garbage is collected.
setFlagsFromString("--heap-growing-percent=40");
// What most functions gain by being optimised is less than it takes, in a process that may be gone after two seconds: only
// those that ran several times as long as V8 asks for by itself are worth it.
setFlagsFromString("--interrupt-budget=500000");
const cache = userCacheFolder(process.env);
if (cache !== null) keepCompiled(cache, process.env);
await main(process);
