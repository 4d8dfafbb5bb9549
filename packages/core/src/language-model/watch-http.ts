import type { Http } from "../contracts/index.js";

/** What is told about every request. */
export interface HttpWatch {
  /** It goes out. */
  readonly onSend?: () => void;
  /** Status and headers are here. */
  readonly onHead?: (response: Response) => void;
  /** A part of the body is here. */
  readonly onBody?: (response: Response) => void;
  /** Ends every request when it aborts. */
  readonly signal?: AbortSignal;
}

/** The same network, with somebody watching. */
export function watchHttp(http: Http, { onSend, onHead, onBody, signal }: HttpWatch): Http {
  return {
    async fetch(url, init = {}) {
      onSend?.();
      const both = signal && init.signal ? AbortSignal.any([signal, init.signal]) : (signal ?? init.signal);
      const response = await http.fetch(url, both ? { ...init, signal: both } : init);
      onHead?.(response);
      if (onBody === undefined || response.body === null) return response;
      const watched = response.body.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, controller) {
            onBody(response);
            controller.enqueue(chunk);
          },
        }),
      );
      const { status, statusText, headers } = response;
      return new Response(watched, { status, statusText, headers });
    },
  };
}
