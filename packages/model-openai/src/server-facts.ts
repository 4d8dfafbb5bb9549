import type { ModelConnection } from "@autotest/core";
import { readOptions } from "./check-options.js";

/** What is known about a server before it is asked. */
export interface ServerFacts {
  /** With the version in its path, without a slash at its end. */
  readonly baseUrl: string;
  /** Host and port, for messages. */
  readonly host: string;
  /** Added to every address. */
  readonly query: { readonly [name: string]: string };
  /** The API to begin with. */
  readonly api: "responses" | "chat";
  /** Goes from `responses` to `chat` where the first is not found. */
  readonly mayFallBack: boolean;
  readonly headers: { readonly [name: string]: string };
  /** Its own service: takes all that the API describes. */
  readonly isOpenAi: boolean;
  readonly isAzure: boolean;
  /** On this machine or its network: needs no key. */
  readonly isLocal: boolean;
  /** The command that starts the usual server of this port, for local ones. */
  readonly start?: string;
}

/** What is known, or why nothing can be asked. */
export type ServerKnowledge =
  | { readonly ok: true; readonly facts: ServerFacts; readonly key: string | null; readonly keyFrom: string }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly hint: string };

const DEFAULT = "https://api.openai.com/v1";
const AZURE = /\.(?:openai\.azure\.com|cognitiveservices\.azure\.com|services\.ai\.azure\.com|openai\.azure\.us)$/;
const STARTS: { readonly [port: string]: string } = {
  11434: "ollama serve",
  1234: "lms server start",
  8000: "vllm serve <model>",
  8080: "llama-server -m <file.gguf>",
};

/** Reads address, API, headers and key out of the user's settings and environment. `model` is Azure's deployment. */
export function serverFacts(connection: ModelConnection, model: string): ServerKnowledge {
  const { env, api } = connection;
  const given = connection.baseUrl ?? env.OPENAI_BASE_URL ?? env.AZURE_OPENAI_ENDPOINT ?? DEFAULT;
  if (!URL.canParse(given)) {
    return {
      ok: false,
      code: "bad-address",
      message: `${JSON.stringify(given)} is no address of a model server.`,
      hint: "set model.baseUrl to something like http://localhost:11434/v1",
    };
  }
  const url = new URL(given);
  const isAzure =
    AZURE.test(url.hostname) || given === env.AZURE_OPENAI_ENDPOINT || url.pathname.includes("/deployments/");
  const isOpenAi = url.hostname === "api.openai.com";
  const isLocal = isLocalHost(url.hostname);
  const place = isAzure ? azurePlace(url, connection, model) : { path: url.pathname, query: queryOf(url) };
  if (typeof place === "string") {
    return {
      ok: false,
      code: "no-api-version",
      message: place,
      hint: "set OPENAI_API_VERSION, or options.model-openai.apiVersion, or use the address that ends in /openai/v1",
    };
  }
  const keyFrom = connection.apiKeyVariable ?? (isAzure ? "AZURE_OPENAI_API_KEY" : "OPENAI_API_KEY");
  const key = connection.apiKey ?? envKey(connection, isAzure, isLocal);
  if (key === null && !isLocal) {
    return {
      ok: false,
      code: "no-key",
      message: `There is no key for ${url.host}: ${keyFrom} is not set.`,
      hint: `set ${keyFrom}, or name another variable with model.apiKeyVariable in your own configuration`,
    };
  }
  const start = STARTS[url.port];
  return {
    ok: true,
    key,
    keyFrom,
    facts: {
      baseUrl: `${url.origin}${place.path.replace(/\/+$/, "")}`,
      host: url.host,
      query: place.query,
      api: api === "auto" ? (isOpenAi ? "responses" : "chat") : api,
      mayFallBack: api === "auto",
      headers: { ...keyHeader(key, isAzure), ...(isOpenAi ? ownerHeaders(env) : {}) },
      isOpenAi,
      isAzure,
      isLocal,
      ...(isLocal && start !== undefined ? { start } : {}),
    },
  };
}

/** A key of OpenAI's own service is nothing a server on this machine should see. */
function envKey({ env, baseUrl }: ModelConnection, isAzure: boolean, isLocal: boolean): string | null {
  if (isLocal && baseUrl !== undefined) return null;
  return (isAzure ? env.AZURE_OPENAI_API_KEY : undefined) ?? env.OPENAI_API_KEY ?? null;
}

function keyHeader(key: string | null, isAzure: boolean): { readonly [name: string]: string } {
  if (key === null) return {};
  return isAzure ? { "api-key": key } : { authorization: `Bearer ${key}` };
}

function ownerHeaders({ OPENAI_ORG_ID, OPENAI_PROJECT_ID }: ModelConnection["env"]): {
  readonly [name: string]: string;
} {
  return {
    ...(OPENAI_ORG_ID === undefined ? {} : { "openai-organization": OPENAI_ORG_ID }),
    ...(OPENAI_PROJECT_ID === undefined ? {} : { "openai-project": OPENAI_PROJECT_ID }),
  };
}

/** `.../openai/v1` is used as it is; the older form has the deployment in its path and a version in its query. A text says what is missing. */
function azurePlace(
  url: URL,
  { env, options }: ModelConnection,
  model: string,
): { readonly path: string; readonly query: { readonly [name: string]: string } } | string {
  const query = queryOf(url);
  const path = url.pathname.replace(/\/+$/, "");
  if (path.endsWith("/v1")) return { path, query };
  const version = query["api-version"] ?? readOptions(options).apiVersion ?? env.OPENAI_API_VERSION;
  const deployment = /^(.*\/deployments\/[^/]+)/.exec(path)?.[1];
  if (deployment === undefined && version === undefined) return { path: "/openai/v1", query };
  if (version === undefined) return `${url.host} wants an api-version with a deployment in its address.`;
  return {
    path: deployment ?? `${path.replace(/\/openai$/, "")}/openai/deployments/${encodeURIComponent(model)}`,
    query: { ...query, "api-version": version },
  };
}

function queryOf(url: URL): { readonly [name: string]: string } {
  return Object.fromEntries(url.searchParams);
}

function isLocalHost(host: string): boolean {
  return (
    host === "localhost" ||
    host === "[::1]" ||
    host === "host.docker.internal" ||
    host.endsWith(".local") ||
    /^(?:127|10)\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\./.test(host)
  );
}
