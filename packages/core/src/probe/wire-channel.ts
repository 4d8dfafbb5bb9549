import type { Finished, Running } from "../contracts/context.js";
import type { WireReply, WireRequest } from "./wire.js";

/** How an exchange ended: the closing line came, or the child died or fell silent. */
export type Exchange =
  | { readonly ended: "answered" }
  | { readonly ended: "silent" }
  | { readonly ended: "exited"; readonly finished: Finished };

/** One probe child, spoken to one request at a time. */
export interface WireChannel {
  /**
   * Sends a request and hands every reply line to `onReply` until that returns true (the closing line). A child that says
   * nothing for `silenceMs` is killed.
   */
  exchange(request: WireRequest, onReply: (reply: WireReply) => boolean, silenceMs: number): Promise<Exchange>;
  close(): Promise<void>;
}

/** Speaks with a child that was started with its line channel. */
export function openWireChannel(child: Running): WireChannel {
  let onLine: ((line: string) => void) | null = null;
  child.onLine((line) => onLine?.(line));
  return {
    exchange: (request, onReply, silenceMs) =>
      new Promise((resolve) => {
        const finish = (how: Exchange): void => {
          clearTimeout(silence);
          onLine = null;
          resolve(how);
        };
        const silence = setTimeout(() => {
          child.kill();
          finish({ ended: "silent" });
        }, silenceMs);
        void child.exited.then((finished) => finish({ ended: "exited", finished }));
        onLine = (line) => {
          silence.refresh();
          const reply = parseReply(line);
          // A line that is no reply to this request was forged or late; the protocol ignores it.
          if (reply !== null && reply.id === request.id && onReply(reply)) finish({ ended: "answered" });
        };
        child.send(JSON.stringify(request));
      }),
    close: () => closeChild(child),
  };
}

async function closeChild(child: Running): Promise<void> {
  child.kill();
  await child.exited;
}

function parseReply(line: string): WireReply | null {
  try {
    const reply = JSON.parse(line) as WireReply | null;
    return typeof reply === "object" && reply !== null ? reply : null;
  } catch {
    return null;
  }
}
