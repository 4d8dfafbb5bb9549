import type { ServerResponse } from "node:http";
import type { WireAnswer } from "./answer-events.js";
import type { Transport } from "./server-script.js";

/** How an answer is to travel. */
export interface Sending {
  readonly stream: boolean;
  readonly transport: Transport | null;
  readonly headers: { readonly [name: string]: string };
  readonly onHang: () => void;
}

/** Sends an answer, or as much of it as the transport lets through. */
export async function sendAnswer(response: ServerResponse, answer: WireAnswer, sending: Sending): Promise<void> {
  const { stream, transport, headers, onHang } = sending;
  response.writeHead(200, { "content-type": stream ? "text/event-stream" : "application/json", ...headers });
  const blocks = stream ? printEvents(disturbed(answer.events, transport)) : [JSON.stringify(answer.whole)];
  const bytes = Buffer.from(blocks.join(""));
  // Half of a stream is whole events and a beginning of the next; of one document it is just half.
  const half = stream
    ? Buffer.from(blocks.slice(0, Math.ceil(blocks.length / 2)).join(""))
    : bytes.subarray(0, bytes.length >> 1);
  switch (transport) {
    case "end-early":
      response.end(half);
      return;
    case "cut-event":
      response.end(bytes.subarray(0, half.length + 20));
      return;
    case "reset":
      await written(response, half);
      response.destroy();
      return;
    case "hang":
      await written(response, half);
      // The other side has to have read it before the clock moves.
      setTimeout(onHang, 20);
      return;
    case "slow":
    case "bytes":
      for (const byte of bytes) {
        if (response.destroyed) return;
        await written(response, Buffer.from([byte]));
        if (transport === "slow") onHang();
      }
      response.end();
      return;
    default:
      response.end(bytes);
  }
}

function disturbed(events: WireAnswer["events"], transport: Transport | null): WireAnswer["events"] {
  if (transport === "repeat") return events.flatMap((event) => [event, event]);
  const [first, second, third, ...rest] = events;
  if (transport !== "swap" || first === undefined || second === undefined || third === undefined) return events;
  return [first, third, second, ...rest];
}

function printEvents(events: WireAnswer["events"]): readonly string[] {
  return events.map(({ name, data }) => {
    const text = data === "[DONE]" ? data : JSON.stringify(data);
    return `${name === undefined ? "" : `event: ${name}\n`}data: ${text}\n\n`;
  });
}

function written(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    response.write(bytes, () => setImmediate(resolve));
  });
}
