import { createRequire } from "node:module";
import type { Problem } from "@autotest/core";

/** What of `node-llama-cpp` is used. Written down here because its own types come with hundreds of megabytes. */
export interface Peer {
  getLlama(options: {
    readonly gpu: "auto" | false;
    /** Never compiles anything: prebuilt code or none. */
    readonly build: "never";
    readonly skipDownload: true;
    readonly progressLogs: false;
    readonly maxThreads: number;
    readonly logger: (level: string, message: string) => void;
  }): Promise<Llama>;
  /** How the model was taught to be talked to, by the file's own account. */
  resolveChatWrapper(model: LlamaModel): ChatWrapper;
  readonly LlamaChat: new (options: {
    readonly contextSequence: object;
    readonly chatWrapper: ChatWrapper;
  }) => LlamaChat;
  /** Thrown where the machine has too little memory left. */
  readonly InsufficientMemoryError: new (
    ...given: never
  ) => Error;
}

/** The native code, loaded. Disposing of it frees models and contexts too. */
export interface Llama {
  loadModel(options: { readonly modelPath: string }): Promise<LlamaModel>;
  createGrammarForJsonSchema(schema: object): Promise<object>;
  dispose(): Promise<void>;
}

/** A file, loaded. */
export interface LlamaModel {
  /** Tokens it was trained to see at once. */
  readonly trainContextSize: number;
  readonly tokenizer: object;
  createContext(options: { readonly contextSize: number; readonly threads: number }): Promise<LlamaContext>;
}

/** Room for one conversation. */
export interface LlamaContext {
  getSequence(): object;
  dispose(): Promise<void>;
}

/** Turns a conversation into the model's own form. */
export interface ChatWrapper {
  generateContextState(options: { readonly chatHistory: readonly ChatTurn[] }): {
    readonly contextText: { tokenize(tokenizer: object): readonly unknown[] };
  };
}

/** One turn as the peer has it. */
export type ChatTurn =
  | { readonly type: "system" | "user"; readonly text: string }
  | { readonly type: "model"; readonly response: string[] };

/** What shapes an answer. */
export interface ChatOptions {
  readonly grammar?: object;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly stopOnAbortSignal: true;
  readonly onToken: (tokens: readonly unknown[]) => void;
}

/** Answers conversations in one context. */
export interface LlamaChat {
  generateResponse(
    history: ChatTurn[],
    options: ChatOptions,
  ): Promise<{ readonly response: string; readonly metadata: { readonly stopReason: string } }>;
  dispose(): void;
}

/** Brings the peer, when it is first needed. */
export type LoadPeer = () => Promise<Peer>;

const NAME = "node-llama-cpp";

class MissingPeer extends Error {}

/** Loads the installed one; rejects when there is none. */
export async function importPeer(): Promise<Peer> {
  if (!findPeer()) throw new MissingPeer();
  return (await import(NAME)) as Peer;
}

/** Whether it is installed, as far as can be said without loading it. */
export function findPeer(): boolean {
  try {
    createRequire(import.meta.url).resolve(NAME);
    return true;
  } catch {
    return false;
  }
}

/** Says how to get it. */
export const MISSING_PEER: Problem = {
  code: "missing-peer",
  message: `${NAME}, which runs models in this process, is not installed.`,
  hint: `run: npm install --save-dev ${NAME}@^3.22.1 (up to 750 MB, with builds for graphics cards)`,
};

/** What became of loading it. */
export function peerProblem(error: unknown): Problem {
  if (error instanceof MissingPeer) return MISSING_PEER;
  return {
    code: "broken-peer",
    message: `${NAME} cannot be loaded: ${firstLine(error)}`,
    hint: `run: npx --no ${NAME} inspect gpu, which says what this machine lacks`,
  };
}

/** What an error says, in one line without markup. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split("\n")[0] ?? "").replaceAll("<", "").slice(0, 300);
}
