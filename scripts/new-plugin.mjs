#!/usr/bin/env node
// Copies templates/plugin to a folder of its own and gives it a name: node scripts/new-plugin.mjs <package name> <folder>
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const TEMPLATE = fileURLToPath(new URL("../templates/plugin", import.meta.url));
const TEMPLATE_NAME = "autotest-reporter-mine";
const NAME = /^(?:@[a-z0-9][a-z0-9._-]*\/)?autotest-[a-z0-9]+-[a-z0-9][a-z0-9._-]*$/;

const [name, place] = process.argv.slice(2);
if (name === undefined || place === undefined || !NAME.test(name)) {
  console.error(
    "usage: node scripts/new-plugin.mjs autotest-<kind>-<name> <folder>   (or @scope/autotest-<kind>-<name>)",
  );
  process.exit(2);
}
const folder = resolve(place);
if (existsSync(folder) && readdirSync(folder).length > 0) {
  console.error(`${folder} is not empty; choose another folder`);
  process.exit(2);
}
cpSync(TEMPLATE, folder, { recursive: true, filter: (path) => !["node_modules", "dist"].includes(basename(path)) });
for (const file of ["package.json", "README.md"]) {
  const path = join(folder, file);
  writeFileSync(path, readFileSync(path, "utf8").replaceAll(TEMPLATE_NAME, name));
}
console.log(`${name} is in ${folder}. Next: cd ${folder} && npm install && npm test`);
