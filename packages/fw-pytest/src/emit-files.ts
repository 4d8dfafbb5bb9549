import type { Value } from "@autotest/core";
import type { Place } from "./emit-expectation.js";
import type { SuiteWriter } from "./suite-writer.js";

/** The lines that make a fresh folder of these files the working directory, in the words of pytest. */
export function filesLines(
  files: { readonly [path: string]: string | null },
  { print, use }: SuiteWriter,
): readonly string[] {
  const path = (name: string): string => `${use("pathlib:Path")}(${print(name)})`;
  const given = Object.entries(files).flatMap(([name, text]) => (text === null ? [] : [{ name, text }]));
  const folders = new Set(
    given.flatMap(({ name }) => (name.includes("/") ? [name.slice(0, name.lastIndexOf("/"))] : [])),
  );
  return [
    "monkeypatch.chdir(tmp_path)",
    // A folder on the way to another one comes with it.
    ...[...folders]
      .filter((folder) => ![...folders].some((other) => other.startsWith(`${folder}/`)))
      .map((folder) => path(folder) + (folder.includes("/") ? ".mkdir(parents=True)" : ".mkdir()")),
    ...given.map(({ name, text }) =>
      isBinary(text)
        ? `${path(name)}.write_bytes(${print(bytesOf(text))})`
        : `${path(name)}.write_text(${print(text)}${encoding(text, print, ", ")})`,
    ),
  ];
}

/** The assertion that a file of the working directory holds this text. */
export function fileText(
  { path, text }: { readonly path: string; readonly text: string },
  place: Place,
  { print, use }: SuiteWriter,
): string {
  const file = `${use("pathlib:Path")}(${print(path)})`;
  const role = `expected_${path.slice(path.lastIndexOf("/") + 1).replace(/\W+/g, "_")}`;
  return isBinary(text)
    ? `assert ${file}.read_bytes() == ${place(role, bytesOf(text))}`
    : `assert ${file}.read_text(${encoding(text, print, "")}) == ${place(role, text)}`;
}

/** Python reads any other end of a line as `\n`. */
function isBinary(text: string): boolean {
  return text.includes("\r");
}

function bytesOf(text: string): Value {
  return { $: "bytes", v: Buffer.from(text, "utf8").toString("hex") };
}

/** Without it a machine takes its own. */
function encoding(text: string, print: SuiteWriter["print"], lead: string): string {
  return /^\p{ASCII}*$/u.test(text) ? "" : `${lead}encoding=${print("utf-8")}`;
}
