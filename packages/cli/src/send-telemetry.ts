import { sendPending } from "./telemetry/send-pending.js";

/** A process of its own, so that no run waits for the network: folder and endpoint are its arguments. */
const [folder = "", endpoint = ""] = process.argv.slice(2);
await sendPending(folder, endpoint);
