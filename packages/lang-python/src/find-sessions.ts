/** One prompt of an interactive session, or one line of example code. */
export interface Prompt {
  /** Source text of the statement. */
  readonly code: string;
  /** What is shown below it; empty when nothing is. */
  readonly shown: string;
  /** 1-based line in the text it was found in. */
  readonly line: number;
}

/** `>>>` prompts of a text with what each shows, in order. */
export function findPrompts(lines: readonly string[]): readonly Prompt[] {
  const prompts: Prompt[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const start = /^(\s*)>>>(?: (.*))?$/.exec(lines[at]!);
    if (!start) continue;
    const line = at + 1;
    const indent = start[1]!.length;
    let code = start[2] ?? "";
    for (let more = continuation(lines[at + 1]); more !== null; more = continuation(lines[at + 1])) {
      at += 1;
      code += `\n${more}`;
    }
    const shown: string[] = [];
    for (let next = lines[at + 1]; next !== undefined && isShown(next); next = lines[at + 1]) {
      at += 1;
      shown.push(next.slice(Math.min(indent, /^\s*/.exec(next)![0].length)));
    }
    if (code.trim() !== "") prompts.push({ code: code.trimEnd(), shown: shown.join("\n").trimEnd(), line });
  }
  return prompts;
}

/** Python blocks of a README: `>>>` sessions, `assert`s, and calls with their result in a comment. One list per block. */
export function findReadmeBlocks(text: string): readonly (readonly Prompt[])[] {
  const lines = text.split(/\r?\n/);
  const blocks: (readonly Prompt[])[] = [];
  let plain: { readonly from: number; readonly lines: string[] } | null = null;
  let fence = "";
  for (const [at, line] of lines.entries()) {
    const mark = /^\s*(```+|~~~+)\s*([\w+-]*)/.exec(line);
    if (plain === null && mark) {
      fence = mark[1]!;
      plain = { from: at + 1, lines: [] };
      if (!/^(python|python3|py|pycon|)$/i.test(mark[2]!)) fence += "!";
    } else if (plain !== null && mark && line.trim().startsWith(fence.replace("!", ""))) {
      if (!fence.endsWith("!")) blocks.push(promptsOf(plain.lines, plain.from));
      plain = null;
    } else if (plain !== null) plain.lines.push(line);
  }
  // Outside fences (reStructuredText) a session speaks for itself.
  if (blocks.length === 0 && plain === null) blocks.push(findPrompts(lines));
  return blocks.filter((block) => block.length > 0);
}

function promptsOf(lines: readonly string[], from: number): readonly Prompt[] {
  const session = findPrompts(lines);
  if (session.length > 0) return session.map((prompt) => ({ ...prompt, line: prompt.line + from }));
  return lines.flatMap((line, at): readonly Prompt[] => {
    if (line.trim() === "" || /^\s*#/.test(line) || /^\s/.test(line)) return [];
    const told = /^(.*?\S)\s*#\s*(?:=>|->|==>|Returns:?|returns:?)\s*(.+)$/.exec(line);
    const asserted = /^assert\s+(.+)$/.exec(line);
    if (asserted) return [{ code: asserted[1]!, shown: "True", line: from + at + 1 }];
    return [{ code: told ? told[1]! : line, shown: told ? told[2]!.trim() : "", line: from + at + 1 }];
  });
}

function continuation(line: string | undefined): string | null {
  const found = line === undefined ? null : /^\s*\.\.\.(?: (.*)|)$/.exec(line);
  return found ? (found[1] ?? "") : null;
}

function isShown(line: string): boolean {
  return line.trim() !== "" && !/^\s*>>>/.test(line) && !/^\s*(```|~~~)/.test(line);
}
