import type { Log, ModelFailure } from "@autotest/core";
import type { LocalOptions } from "./check-options.js";
import { findModelFile } from "./model-file.js";
import {
  type ChatWrapper,
  firstLine,
  type Llama,
  type LlamaModel,
  type LoadPeer,
  type Peer,
  peerProblem,
} from "./peer.js";

/** A model ready to be asked. */
export interface LoadedModel {
  readonly ok: true;
  readonly peer: Peer;
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly chatWrapper: ChatWrapper;
  /** For the answer's form: built once for each. */
  readonly grammars: Map<string, Promise<object>>;
}

/** Loads the native code and the file. What fails here fails for the whole run. */
export async function loadModel(
  name: string,
  loadPeer: LoadPeer,
  { gpu, threads }: LocalOptions,
  log: Log,
): Promise<LoadedModel | ModelFailure> {
  const file = findModelFile(name);
  if (!file.ok) return { ok: false, kind: "unknown-model", problem: file.problem };
  let peer: Peer;
  let llama: Llama;
  try {
    peer = await loadPeer();
    llama = await peer.getLlama({
      gpu: gpu ? "auto" : false,
      build: "never",
      skipDownload: true,
      progressLogs: false,
      maxThreads: threads,
      logger: (level, message) => log.debug(`llama.cpp ${level}: ${message.trim()}`),
    });
  } catch (error) {
    return { ok: false, kind: "unavailable", problem: peerProblem(error) };
  }
  try {
    const model = await llama.loadModel({ modelPath: file.path });
    return { ok: true, peer, llama, model, chatWrapper: peer.resolveChatWrapper(model), grammars: new Map() };
  } catch (error) {
    await llama.dispose();
    const message = `${file.path} cannot be loaded: ${firstLine(error)}`;
    const hint = "check the file, or use a smaller model; --verbose shows what llama.cpp says";
    return { ok: false, kind: "unavailable", problem: { code: "unloadable-model", message, hint } };
  }
}
