import type { Ref } from "@autotest/core";
import type { SupportName } from "./emit-act.js";
import { type ImportedModule, splitRef } from "./emit-scope.js";
import { refsOf, TEXTS } from "./emit-support-texts.js";

/** How a suite file is written. */
export interface SupportOptions {
  readonly typed: boolean;
  readonly indent: string;
  readonly quote: "single" | "double";
  readonly semicolons: boolean;
  /** What the file imports. */
  readonly imports: readonly ImportedModule[];
}

/** True for the name of a small function a suite file may carry. */
export function isSupportName(name: string): boolean {
  return Object.hasOwn(TEXTS, name);
}

/** The line above a small function; empty when there is none. */
export function supportComment(name: string): string {
  const [first = ""] = TEXTS[name as SupportName].plain;
  return first.startsWith("//") ? first : "";
}

/** What a small function needs to be imported. */
export function supportRefs(name: SupportName): readonly Ref[] {
  return refsOf(TEXTS[name]);
}

/** A small function of a suite file, in the project's habits. */
export function supportText(name: SupportName, options: SupportOptions): string {
  const { plain, typed } = TEXTS[name];
  const parts = options.typed ? Object.entries(typed) : [];
  return plain
    .map((line) => parts.reduce((text, [part, withTypes]) => text.replace(part, withTypes), line))
    .map((line) => line.replace(/«(.+?)»/g, (_, ref: string) => localName(ref, options.imports)))
    .map((line) => line.replaceAll("\t", options.indent))
    .map((line) => (options.quote === "double" ? line.replaceAll("'", '"') : line))
    .map((line) => (options.semicolons ? line : line.replace(/;$/, "")))
    .join("\n");
}

function localName(ref: Ref, imports: readonly ImportedModule[]): string {
  const { module, path } = splitRef(ref);
  const [exported = "*"] = path;
  const names = imports.find((one) => one.module === module)?.names ?? [];
  return names.find((one) => one.exported === exported)?.local ?? exported;
}
