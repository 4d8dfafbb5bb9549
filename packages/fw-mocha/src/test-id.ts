/** The id of a test: its file and its full title path, as both `emit` and `run` say it. */
export function testIdOf(file: string, titles: readonly string[]): string {
  return [file, ...titles].join(" > ");
}
