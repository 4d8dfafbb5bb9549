/** A piece of Python text that only makes sense whole. */
export interface Token {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly text: string;
}

const STRING = String.raw`[A-Za-z]{0,2}(?:"""(?:\\[\s\S]|[^\\])*?"""|'''(?:\\[\s\S]|[^\\])*?'''|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*')`;
const COMMENT = "#[^\\n]*";
const NUMBER = String.raw`(?:0[xob][\da-f_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d[\d_]*)?j?)`;
const NAME = String.raw`[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*`;
const OPERATOR = String.raw`\*\*=|//=|>>=|<<=|\.\.\.|\*\*|//|>>|<<|<=|>=|==|!=|->|:=|[+\-*/%@&|^]=|[^\s]`;
const TOKEN = new RegExp([STRING, COMMENT, NUMBER, NAME, OPERATOR].join("|"), "giu");

/**
 * The words, numbers, strings, comments and operators of a Python text, in order: those that begin before `until`. `from` has
 * to be where one begins.
 */
export function tokensOf(text: string, from = 0, until: number = text.length): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  pattern.lastIndex = from;
  for (let found = pattern.exec(text); found !== null && found.index < until; found = pattern.exec(text))
    tokens.push({ start: found.index, end: found.index + found[0].length, text: found[0] });
  return tokens;
}
