import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A package to be put into `node_modules` without a package manager. */
export interface FakePackage {
  readonly name: string;
  /** Further fields of its package.json. Default: version 1.0.0, ESM, the plugin keyword, `index.js` as its only entry. */
  readonly manifest?: object;
  /** Text of `index.js`. Absent: no such file. */
  readonly source?: string;
  /** Whether the project lists it. Default true. */
  readonly listed?: boolean;
}

/** Installs packages into a project folder by hand and lists them in its package.json. For tests of loading plugins. */
export async function installPackages(root: string, packages: readonly FakePackage[]): Promise<void> {
  for (const { name, manifest, source } of packages) {
    const folder = join(root, "node_modules", name);
    await mkdir(folder, { recursive: true });
    const fields = {
      name,
      version: "1.0.0",
      type: "module",
      keywords: ["autotest-plugin"],
      exports: { ".": { default: "./index.js" } },
      ...manifest,
    };
    await writeFile(join(folder, "package.json"), JSON.stringify(fields));
    if (source !== undefined) await writeFile(join(folder, "index.js"), source);
  }
  const path = join(root, "package.json");
  const project = await readFile(path, "utf8").then(
    (text) => JSON.parse(text) as { readonly devDependencies?: object },
    () => ({}) as { readonly devDependencies?: object },
  );
  const listed = packages.filter((one) => one.listed !== false).map(({ name }) => [name, "*"]);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(
    path,
    JSON.stringify({
      name: "project",
      ...project,
      devDependencies: { ...project.devDependencies, ...Object.fromEntries(listed) },
    }),
  );
}
