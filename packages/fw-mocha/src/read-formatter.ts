import type { Context } from "@autotest/core";

/** What the project's prettier configuration says; undefined where it is silent. */
export interface FormatterSettings {
  readonly quote?: "single" | "double";
  readonly semicolons?: boolean;
  readonly width?: number;
  readonly indent?: string;
}

const FILES = [".prettierrc", ".prettierrc.json", ".prettierrc.yml", ".prettierrc.yaml"];

/** Reads prettier's data files; configurations that are code are left alone. Null when there is none. */
export async function readFormatter(
  root: string,
  manifest: { readonly [key: string]: unknown },
  ctx: Context,
): Promise<FormatterSettings | null> {
  if (typeof manifest.prettier === "object" && manifest.prettier !== null) return settingsOf(manifest.prettier);
  for (const name of FILES) {
    try {
      if (!(await ctx.fs.exists(`${root}/${name}`))) continue;
      const text = await ctx.fs.readText(`${root}/${name}`);
      const { parse } = /\.json$/.test(name) ? await import("jsonc-parser") : await import("yaml");
      return settingsOf(parse(text));
    } catch {
      return null;
    }
  }
  return null;
}

function settingsOf(value: unknown): FormatterSettings {
  const given = (typeof value === "object" && value !== null ? value : {}) as { readonly [key: string]: unknown };
  const spaces = typeof given.tabWidth === "number" ? " ".repeat(given.tabWidth) : "  ";
  return {
    // Prettier's own defaults count: a project that has the file is formatted by it.
    quote: given.singleQuote === true ? "single" : "double",
    semicolons: given.semi !== false,
    width: typeof given.printWidth === "number" ? given.printWidth : 80,
    indent: given.useTabs === true ? "\t" : spaces,
  };
}
