import type { ConfigError, ConfigIssue } from "@autotest/core";

/** Finds where in a text a dotted key stands, 1-based. */
export type Locate = (key: string) => { readonly line: number; readonly column: number } | null;

const LOCATORS: WeakMap<ConfigError, Locate> = new WeakMap();

/** Remembers how to find keys in the text an error is about. */
export function rememberLocator(error: ConfigError, locate: Locate): void {
  LOCATORS.set(error, locate);
}

/** `.codex-autotest.yaml:3:1`, when the place is known. */
export function locationOf(error: ConfigError, issue: ConfigIssue): string | null {
  const place = LOCATORS.get(error)?.(issue.key);
  return place === null || place === undefined ? null : `${error.source}:${place.line}:${place.column}`;
}
