import type { MochaSettings } from "./mocha-settings.js";

const RUNNERS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["tsx", /^tsx(\/|$)/],
  ["ts-node", /^ts-node(\/|$)/],
  ["ts-node", /^ts-mocha(\/|$)/],
  ["esbuild-register", /^esbuild-(register|runner)(\/|$)|^@esbuild-kit\//],
  ["swc", /^@swc(-node)?\/register|^@swc-node\//],
  ["sucrase", /^sucrase\/register/],
  ["jiti", /^jiti\/register/],
  ["node", /^(experimental-)?(strip-types|transform-types)$/],
];
const TRANSPILERS = /^@babel\/register|^babel-register|^esm$|^@babel\/node/;

/** The tool through which the project's Mocha runs TypeScript: `tsx`, `ts-node` ... Null when there is none. */
export function typescriptRunner(settings: MochaSettings): string | null {
  for (const loaded of loadedModules(settings)) {
    const runner = RUNNERS.find(([, pattern]) => pattern.test(loaded));
    if (runner !== undefined) return runner[0];
  }
  return null;
}

/** True when files are compiled on the way, so that `import` may stand in a file Node alone would take as CommonJS. */
export function isTranspiled(settings: MochaSettings): boolean {
  return typescriptRunner(settings) !== null || loadedModules(settings).some((loaded) => TRANSPILERS.test(loaded));
}

function loadedModules(settings: MochaSettings): string[] {
  const flags = settings.nodeFlags.map((flag) => {
    const [name = "", value] = flag.replace(/^--/, "").split("=");
    return /^(import|require|loader|experimental-loader)$/.test(name) ? (value ?? "") : name;
  });
  return [...settings.require, ...flags];
}
