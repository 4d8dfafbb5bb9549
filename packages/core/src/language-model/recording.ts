import type { ModelAnswer, ModelRequest } from "../contracts/index.js";

/** One question and its answer, as kept in the cache and in recordings. */
export interface Recording {
  readonly format: 1;
  readonly key: string;
  /** Redacted; no headers, no key, no address. */
  readonly request: ModelRequest;
  readonly answer: ModelAnswer;
}

/** Where recordings are kept as readable files, so that a run can be repeated without a server. */
export interface Recordings {
  read(name: string): Promise<string | null>;
  write(name: string, text: string): Promise<void>;
}

/** The file of a recording: what it was for, then the beginning of its key. */
export function recordingName(request: ModelRequest, key: string): string {
  const words = request.purpose
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return `${words.slice(0, 60)}-${request.attempt}-${key.slice(0, 12)}.json`;
}

/** As text that people can read and review. */
export function printRecording(recording: Recording): string {
  return `${JSON.stringify(recording, null, 2)}\n`;
}

/** Null for anything that is not the whole recording of this key. */
export function readRecording(text: string, key: string): ModelAnswer | null {
  try {
    const data = JSON.parse(text) as Partial<Recording> | null;
    const answer = data?.answer;
    const isWhole =
      data?.format === 1 &&
      data.key === key &&
      answer?.ok === true &&
      answer.finish === "stop" &&
      typeof answer.text === "string";
    return isWhole ? answer : null;
  } catch {
    return null;
  }
}
