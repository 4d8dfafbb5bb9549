import type { Random } from "@autotest/core";

/** Grows a text that a regular expression is likely to match. Knows the syntax common to most languages. */
export function growText(pattern: string, random: Random): string {
  try {
    const reader = new PatternReader(pattern, random);
    return reader.alternatives().slice(0, 200);
  } catch {
    return "";
  }
}

const WORD = "abcxyz019_AB";
const DIGIT = "0123456789";
const SPACE = " ";

class PatternReader {
  private at = 0;
  private depth = 0;
  private readonly groups: string[] = [];
  private readonly named: { [name: string]: string } = {};
  private readonly source: string;
  private readonly random: Random;

  constructor(source: string, random: Random) {
    this.source = source;
    this.random = random;
  }

  /** Reads `a|b|c` and keeps one of them. */
  alternatives(): string {
    if (++this.depth > 40) throw new RangeError("pattern nests too deep");
    const grown: string[] = [this.sequence()];
    while (this.peek() === "|") {
      this.at++;
      grown.push(this.sequence());
    }
    this.depth--;
    return grown[this.random.below(grown.length)] as string;
  }

  private sequence(): string {
    let text = "";
    while (this.at < this.source.length && this.peek() !== "|" && this.peek() !== ")") {
      const start = this.at;
      const piece = this.atom();
      const [least, most] = this.quantifier();
      text += piece;
      if (least === 1 && most === 1) continue;
      text = text.slice(0, text.length - piece.length);
      const times = least + (most > least ? this.random.below(Math.min(most - least, 2) + 1) : 0);
      const end = this.at;
      for (let count = 0; count < Math.min(times, 40); count++) {
        this.at = start;
        text += this.atom();
      }
      this.at = end;
    }
    return text;
  }

  private atom(): string {
    const character = this.next();
    if (character === "(") return this.group();
    if (character === "[") return this.set();
    if (character === ".") return this.one("ax1-");
    if (character === "^" || character === "$") return "";
    if (character === "\\") return this.escape();
    return character;
  }

  private group(): string {
    let name: string | null = null;
    let kept = true;
    let capturing = true;
    if (this.peek() === "?") {
      const rest = this.source.slice(this.at);
      const named = /^\?P?<([A-Za-z_]\w*)>/.exec(rest);
      const back = /^\?P=([A-Za-z_]\w*)\)/.exec(rest);
      const flags = /^\?[aiLmsux-]+(:|\))/.exec(rest);
      if (named) {
        name = named[1] as string;
        this.at += named[0].length;
      } else if (back) {
        this.at += back[0].length;
        return this.named[back[1] as string] ?? "";
      } else if (rest.startsWith("?#")) {
        this.at = this.source.indexOf(")", this.at) + 1 || this.source.length;
        return "";
      } else if (/^\?(=|!|<=|<!)/.test(rest)) {
        this.at += /^\?(=|!)/.test(rest) ? 2 : 3;
        kept = false;
        capturing = false;
      } else if (flags) {
        this.at += flags[0].length;
        if (flags[1] === ")") return "";
        capturing = false;
      } else if (rest.startsWith("?:")) {
        this.at += 2;
        capturing = false;
      } else {
        this.at++;
      }
    }
    const slot = capturing ? this.groups.push("") - 1 : -1;
    const text = this.alternatives();
    if (this.peek() === ")") this.at++;
    if (slot >= 0) this.groups[slot] = text;
    if (name !== null) this.named[name] = text;
    return kept ? text : "";
  }

  private set(): string {
    let negated = false;
    if (this.peek() === "^") {
      negated = true;
      this.at++;
    }
    const members: string[] = [];
    let first = true;
    while (this.at < this.source.length && (first || this.peek() !== "]")) {
      first = false;
      const from = this.member(members);
      if (
        from !== null &&
        this.peek() === "-" &&
        this.source[this.at + 1] !== "]" &&
        this.at + 1 < this.source.length
      ) {
        this.at++;
        const to = this.member(members);
        if (to !== null)
          for (let code = from.charCodeAt(0); code <= to.charCodeAt(0) && members.length < 400; code++)
            members.push(String.fromCharCode(code));
      }
    }
    this.at++;
    if (!negated) return this.one(members);
    const allowed = [..."ax1 Z-_.é"].filter((character) => !members.includes(character));
    return this.one(allowed.length > 0 ? allowed : ["a"]);
  }

  private member(members: string[]): string | null {
    const character = this.next();
    if (character === "[" && this.peek() === ":") {
      const end = this.source.indexOf(":]", this.at);
      this.at = end < 0 ? this.source.length : end + 2;
      members.push("a", "1");
      return null;
    }
    if (character !== "\\") {
      members.push(character);
      return character;
    }
    const letter = this.peek();
    if ("dwsDWS".includes(letter)) {
      this.at++;
      members.push(
        ...(letter === "d"
          ? DIGIT
          : letter === "w"
            ? WORD
            : letter === "s"
              ? " \t\n"
              : letter === "D"
                ? "ab-"
                : letter === "W"
                  ? " -."
                  : "ab1"),
      );
      return null;
    }
    const text = this.escape();
    if (text !== "") members.push(text);
    return text === "" ? null : text;
  }

  private escape(): string {
    const letter = this.next();
    switch (letter) {
      case "d":
        return this.one(DIGIT);
      case "w":
        return this.one(WORD);
      case "s":
        return this.one(SPACE);
      case "D":
        return this.one("ab-");
      case "W":
        return this.one(" -.");
      case "S":
        return this.one("ab1");
      case "n":
        return "\n";
      case "t":
        return "\t";
      case "r":
        return "\r";
      case "f":
        return "\f";
      case "v":
        return "\v";
      case "b":
      case "B":
      case "A":
      case "Z":
      case "z":
      case "G":
        return "";
      case "x":
        return this.code(2);
      case "u":
        return this.peek() === "{" ? this.bracedCode() : this.code(4);
      case "p":
      case "P":
        if (this.peek() === "{") this.at = this.source.indexOf("}", this.at) + 1 || this.source.length;
        return "a";
      case "k": {
        const named = /^<(\w+)>/.exec(this.source.slice(this.at));
        this.at += named?.[0].length ?? 0;
        return named ? (this.named[named[1] as string] ?? "") : "";
      }
      default:
        return /[1-9]/.test(letter) ? (this.groups[Number(letter) - 1] ?? "") : letter;
    }
  }

  private code(digits: number): string {
    const text = this.source.slice(this.at, this.at + digits);
    if (!/^[0-9a-f]+$/i.test(text)) return "";
    this.at += digits;
    return String.fromCharCode(Number.parseInt(text, 16));
  }

  private bracedCode(): string {
    const end = this.source.indexOf("}", this.at);
    const text = this.source.slice(this.at + 1, end);
    this.at = end < 0 ? this.source.length : end + 1;
    return /^[0-9a-f]{1,6}$/i.test(text) ? String.fromCodePoint(Math.min(Number.parseInt(text, 16), 0x10ffff)) : "";
  }

  private quantifier(): readonly [number, number] {
    const character = this.peek();
    let range: readonly [number, number] = [1, 1];
    if (character === "*") range = [0, 3];
    else if (character === "+") range = [1, 3];
    else if (character === "?") range = [0, 1];
    else if (character === "{") {
      const braces = /^\{(\d*)(,?)(\d*)\}/.exec(this.source.slice(this.at));
      if (!braces || braces[0] === "{,}" || braces[0] === "{}") return range;
      const least = Number(braces[1] || 0);
      range = [least, braces[2] ? Number(braces[3] || least + 2) : least];
      this.at += braces[0].length - 1;
    } else return range;
    this.at++;
    if (this.peek() === "?" || this.peek() === "+") this.at++;
    return range;
  }

  private one(characters: string | readonly string[]): string {
    return this.random.pick([...characters]) ?? "";
  }

  private peek(): string {
    return this.source[this.at] ?? "";
  }

  private next(): string {
    return this.source[this.at++] ?? "";
  }
}
