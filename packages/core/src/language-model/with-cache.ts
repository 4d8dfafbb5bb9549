import { LRUCache } from "lru-cache";
import type { Cache, Model, ModelAnswer, ModelRequest, ModelResponse } from "../contracts/index.js";
import { cacheKey } from "./cache-key.js";
import { fail } from "./fail.js";
import type { Ledger } from "./ledger.js";
import { printRecording, type Recordings, readRecording, recordingName } from "./recording.js";

/**
 * - `auto`: from memory or disk, else from the server, and kept in both.
 * - `record`: from memory or the recorded files, else from the server, and kept as a file that belongs to the project.
 * - `replay`: from these files only; no server, no key.
 * - `off`: from the server; nothing is kept.
 */
export type ModelCacheMode = "auto" | "record" | "replay" | "off";

/** What answers are kept in. */
export interface CacheParts {
  readonly mode: ModelCacheMode;
  /** Id of the provider, part of every key. */
  readonly provider: string;
  /** Address and API, part of the keys on disk. Not of recorded ones: they are replayed where no server is configured. */
  readonly server: string;
  readonly disk: Cache;
  readonly recordings: Recordings;
  readonly ledger: Ledger;
  /** Takes secrets out of an answer before it is kept. */
  readonly clean: (text: string) => string;
}

/** Answers kept in memory, in letters. */
const MEMORY: number = 16 * 1024 * 1024;

/** Asks no question twice. Only whole answers are kept. */
export function withCache(model: Model, parts: CacheParts): Model {
  const { mode, provider, server, ledger, clean } = parts;
  const asked = mode === "auto" ? `${provider} ${server}` : provider;
  const memory = new LRUCache<string, ModelAnswer>({
    maxSize: MEMORY,
    sizeCalculation: ({ text }) => Math.max(1, text.length),
  });
  const underway = new Map<string, Promise<ModelResponse>>();
  const ask = async (request: ModelRequest, key: string, ctx: Parameters<Model["complete"]>[1]) => {
    const kept = mode === "off" ? null : (memory.get(key) ?? (await find(request, key, parts)));
    if (kept !== null) {
      memory.set(key, { ...kept, source: "memory" });
      return kept;
    }
    if (mode === "replay") return missing(request, key);
    const response = await model.complete(request, ctx);
    if (!response.ok) return response;
    const answer: ModelAnswer = { ...response, text: clean(response.text), source: "server" };
    if (mode === "off") return answer;
    memory.set(key, { ...answer, source: "memory" });
    await keep(request, key, answer, parts);
    return answer;
  };
  return {
    async complete(request, ctx): Promise<ModelResponse> {
      const key = cacheKey(request, asked);
      // The same question asked twice at once is sent once.
      const twin = mode === "off" ? undefined : underway.get(key);
      const asking = twin ?? ask(request, key, ctx);
      if (twin === undefined) underway.set(key, asking);
      try {
        const response = await asking;
        const shown: ModelResponse = twin && response.ok ? { ...response, source: "memory" } : response;
        const outcome = !shown.ok ? "failed" : shown.source === "server" ? "answered" : "cached";
        ledger.write(request.account, { kind: "request", outcome });
        return shown;
      } finally {
        if (twin === undefined) underway.delete(key);
      }
    },
  };
}

async function find(
  request: ModelRequest,
  key: string,
  { mode, disk, recordings }: CacheParts,
): Promise<ModelAnswer | null> {
  const isOnDisk = mode === "auto";
  const text = isOnDisk ? await disk.get(`model:${key}`) : await recordings.read(recordingName(request, key));
  const answer = text === null ? null : readRecording(text, key);
  return answer === null ? null : { ...answer, source: isOnDisk ? "disk" : "recording" };
}

async function keep(
  request: ModelRequest,
  key: string,
  kept: ModelAnswer,
  { mode, disk, recordings }: CacheParts,
): Promise<void> {
  const { source: _, ...answer } = kept;
  const text = printRecording({ format: 1, key, request, answer });
  if (mode === "record") await recordings.write(recordingName(request, key), text);
  else await disk.set(`model:${key}`, text);
}

function missing(request: ModelRequest, key: string): ModelResponse {
  return fail(
    "replay-miss",
    "replay-miss",
    `Nothing is recorded for ${request.purpose} (attempt ${request.attempt}): ${recordingName(request, key)} is missing.`,
    "record again with model.cache: record, or allow asking with model.cache: auto",
  );
}
