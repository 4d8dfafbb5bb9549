/** One request as it arrived. */
export interface ServerRequest {
  /** `chat` for `.../chat/completions`, `responses` for `.../responses`. */
  readonly api: "chat" | "responses" | "unknown";
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  /** The parsed body; null when it is no JSON. */
  readonly body: { readonly [key: string]: unknown } | null;
  readonly stream: boolean;
}

/** What the server does with one request: answer well, or fail in some way. */
export type ServerReply = ServerAnswer | ServerFault;

/** A whole answer, or one that the model itself cut short. */
export interface ServerAnswer {
  readonly text: string;
  /** Default `stop`. */
  readonly finish?: "stop" | "length" | "content_filter" | "refusal";
  /** Default 100 in, 20 out. Null: the server does not count. */
  readonly usage?: { readonly input: number; readonly output: number; readonly cached?: number } | null;
  /** Breaks the transport of this answer. Default: whole. */
  readonly transport?: Transport;
  readonly headers?: { readonly [name: string]: string };
}

/**
 * How the bytes of an answer travel. `end-early`: a clean end before the last event; `cut-event`: a clean end in the middle of an
 * event; `reset`: the connection breaks half-way; `hang`: silence half-way; `slow`: a byte at a time, `onHang` after each;
 * `bytes`: a byte at a time, so that letters are split; `repeat`: every event twice; `swap`: two events change places.
 */
export type Transport = "end-early" | "cut-event" | "reset" | "hang" | "slow" | "bytes" | "repeat" | "swap";

/** No answer. */
export type ServerFault =
  | {
      readonly fault: "status";
      readonly status: number;
      readonly headers?: { readonly [name: string]: string };
      /** An object is sent as JSON, a text as HTML. Default: an error in the usual form. */
      readonly body?: object | string;
    }
  /** The connection breaks before anything is answered. */
  | { readonly fault: "reset" }
  /** Nothing ever comes. */
  | { readonly fault: "hang" }
  /** Status 200 and nothing else. */
  | { readonly fault: "empty" }
  /** Status 200 and so many megabytes. */
  | { readonly fault: "huge"; readonly megabytes: number };

/** What a server is started with. */
export interface ModelServerOptions {
  /** Decides about each request, `index` from 0. Default: a whole answer that says `ok`. */
  readonly reply?: (request: ServerRequest, index: number) => ServerReply;
  /** Called when the server falls silent, and after every byte of a slow answer: move the clock here. */
  readonly onHang?: () => void;
}
