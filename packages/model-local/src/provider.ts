import type { Model, ModelConnection, ModelFailure, ModelProvider, ModelResponse } from "@autotest/core";
import { answerQuestion, stopped } from "./answer-question.js";
import { readOptions } from "./check-options.js";
import { type LoadedModel, loadModel } from "./load-model.js";
import { findModelFile, inMegabytes } from "./model-file.js";
import { findPeer, importPeer, type LoadPeer, MISSING_PEER } from "./peer.js";

/** Models in files of this machine, run in this process by `node-llama-cpp`. */
export const local: ModelProvider = createLocal(importPeer);

/** The same with another way to get the native code. */
export function createLocal(loadPeer: LoadPeer): ModelProvider {
  return {
    id: "local",
    variables: [],
    inProcess: true,
    open: (connection) => openLocal(connection, loadPeer),
    check(_connection, name) {
      const file = findModelFile(name);
      if (!file.ok) return file.problem;
      return loadPeer === importPeer && !findPeer() ? MISSING_PEER : null;
    },
    describe(_connection, name) {
      const file = findModelFile(name);
      return file.ok ? inMegabytes(file.bytes) : null;
    },
  };
}

function openLocal(connection: ModelConnection, loadPeer: LoadPeer): Model {
  const options = readOptions(connection.options);
  const models = new Map<string, Promise<LoadedModel | ModelFailure>>();
  let last: Promise<unknown> = Promise.resolve();
  /** Questions at the same time would only take each other's processors and memory. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    complete: (request, ctx) =>
      inTurn(async (): Promise<ModelResponse> => {
        if (ctx.signal.aborted) return stopped(false);
        const loading = models.get(request.model) ?? loadModel(request.model, loadPeer, options, ctx.log);
        models.set(request.model, loading);
        const loaded = await loading;
        if (!loaded.ok) return loaded;
        return ctx.signal.aborted ? stopped(false) : await answerQuestion(loaded, options.threads, request, ctx);
      }),
    close: () =>
      inTurn(async () => {
        const loaded = await Promise.all(models.values());
        models.clear();
        for (const one of loaded) if (one.ok) await one.llama.dispose();
      }),
  };
}
