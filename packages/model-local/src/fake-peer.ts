import type { ChatOptions, ChatTurn, Llama, LlamaContext, LlamaModel, Peer } from "./peer.js";

/** What a fake peer was made to do. */
export interface FakeLog {
  readonly calls: string[];
}

/** How it answers; default: with the smallest value of the grammar's form. */
export type FakeAnswer = (history: readonly ChatTurn[], options: ChatOptions) => string;

class NoMemory extends Error {}

/** Four letters are a token, 2,048 of them a context; one token is made per turn of the event loop. */
export function createFakePeer(answer: FakeAnswer = smallest, most: number = Number.POSITIVE_INFINITY): Peer & FakeLog {
  const calls: string[] = [];
  class FakeChat {
    async generateResponse(history: ChatTurn[], options: ChatOptions) {
      const { signal, maxTokens, onToken, temperature, seed } = options;
      calls.push(`answer ${maxTokens} at ${temperature}, seed ${seed}`);
      const tokens = answer(history, options).match(/.{1,4}/gsu) ?? [];
      const done: string[] = [];
      for (const token of tokens) {
        await new Promise(setImmediate);
        if (signal.aborted) return { response: done.join(""), metadata: { stopReason: "abort" } };
        if (done.length === maxTokens) return { response: done.join(""), metadata: { stopReason: "maxTokens" } };
        done.push(token);
        onToken([token]);
      }
      return { response: done.join(""), metadata: { stopReason: "eogToken" } };
    }
    dispose(): void {
      calls.push("dispose chat");
    }
  }
  const model: LlamaModel = {
    trainContextSize: 2048,
    tokenizer: {},
    async createContext({ contextSize, threads }): Promise<LlamaContext> {
      if (contextSize > most) throw new NoMemory("the context does not fit");
      calls.push(`context ${contextSize}, ${threads} threads`);
      return {
        getSequence: () => ({}),
        dispose: async () => {
          calls.push("dispose context");
        },
      };
    },
  };
  const llama: Llama = {
    async loadModel() {
      calls.push("load model");
      return model;
    },
    async createGrammarForJsonSchema(schema) {
      calls.push("grammar");
      return schema;
    },
    async dispose() {
      calls.push("dispose llama");
    },
  };
  return {
    calls,
    async getLlama({ gpu, maxThreads }) {
      calls.push(`llama on ${gpu || "processors"}, ${maxThreads} threads`);
      return llama;
    },
    resolveChatWrapper: () => ({
      generateContextState: ({ chatHistory }) => ({
        contextText: { tokenize: () => JSON.stringify(chatHistory).match(/.{1,4}/gsu) ?? [] },
      }),
    }),
    LlamaChat: FakeChat,
    InsufficientMemoryError: NoMemory,
  };
}

function smallest(_history: readonly ChatTurn[], { grammar }: ChatOptions): string {
  return grammar === undefined ? "Some words." : JSON.stringify(sampleOf(grammar));
}

function sampleOf(schema: object): unknown {
  const { type, properties = {}, items } = schema as { type: string; properties?: object; items?: object };
  switch (type) {
    case "object":
      return Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, sampleOf(each as object)]));
    case "array":
      return items === undefined ? [] : [sampleOf(items)];
    case "boolean":
      return false;
    default:
      return "x";
  }
}
