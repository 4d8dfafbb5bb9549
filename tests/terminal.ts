import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

const BETWEEN_LOOKS_MS = 100;
/** A minute and more: longer than any step takes, shorter than a test may take. */
const MOST_LOOKS = 600;

/** A real terminal of 80 columns, in tmux, with a program in it. */
export class Terminal {
  readonly #socket: string;
  /** Lines that stood on the screen when something was typed last. */
  #read = 0;

  /** `base` is a folder of the test's own, where the terminal keeps its socket. */
  constructor(
    command: readonly string[],
    { base, cwd, env }: { readonly base: string; readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  ) {
    // A socket of its own: a server that was told to end may still answer on the one of the terminal before.
    this.#socket = join(mkdtempSync(join(base, "tmux-")), "socket");
    const quoted = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
    // What is on the screen at the end stays there, to be looked at.
    const size = ["-x", "80", "-y", "200"];
    const line = `${quoted}; echo "ended with $?"; exec cat`;
    execFileSync("tmux", ["-S", this.#socket, "-f", "/dev/null", "new-session", "-d", ...size, line], { cwd, env });
  }

  /** Types text and Enter. */
  type(text: string): void {
    this.#read = linesOf(this.screen()).length;
    this.#tmux("send-keys", "-l", text);
    this.#tmux("send-keys", "Enter");
  }

  /**
   * Looks at what came up since something was typed, until `text` stands there; the error says what stood there instead. A
   * program that writes over what stood there before is looked at from the first line on: `from` is 0.
   */
  async until(text: string | RegExp, from: number = this.#read): Promise<string> {
    let screen = "";
    for (let look = 0; look < MOST_LOOKS; look++) {
      screen = linesOf(this.screen()).slice(from).join("\n");
      if (typeof text === "string" ? screen.includes(text) : text.test(screen)) return screen;
      // Looking without a pause would leave no processor for the program.
      await setTimeout(BETWEEN_LOOKS_MS);
    }
    throw new Error(`${String(text)} never came up. On the screen:\n${screen}`);
  }

  screen(): string {
    return this.#tmux("capture-pane", "-p", "-S", "-");
  }

  close(): void {
    this.#tmux("kill-server");
  }

  #tmux(...args: readonly string[]): string {
    return execFileSync("tmux", ["-S", this.#socket, ...args], { encoding: "utf8" });
  }
}

/** Without the empty ones below the last. The lines of a screen lack the spaces they end with. */
function linesOf(screen: string): readonly string[] {
  return screen.trimEnd().split("\n");
}
