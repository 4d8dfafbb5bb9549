import { createHash } from "node:crypto";
import type { Random, RandomSource } from "../contracts/index.js";

/**
 * Repeatable randomness from one seed. A stream depends on its name and the seed only, so drawing more from one stream
 * never moves another; asking for the same name again starts that stream anew.
 */
export function createRandom(seed: number): RandomSource {
  return { seed, stream: (name) => stream(createHash("sha256").update(`${seed}\0${name}`).digest()) };
}

function stream(key: Uint8Array): Random {
  const draw = smallFastCounting(key);
  return {
    next: () => draw() / 0x1_0000_0000,
    below(below) {
      if (below <= 1) return 0;
      // Beyond 32 bits one draw is too coarse; two give the 53 bits a number can hold.
      const unit =
        below <= 0x1_0000_0000 ? draw() / 0x1_0000_0000 : ((draw() >>> 5) * 0x400_0000 + (draw() >>> 6)) / 2 ** 53;
      return Math.floor(unit * below);
    },
    pick: (items) => (items.length === 0 ? undefined : items[Math.floor((draw() / 0x1_0000_0000) * items.length)]),
  };
}

/** Chris Doty-Humphrey's sfc32: three words of chaos and a counter, at least 2^32 values before a repeat. */
function smallFastCounting(key: Uint8Array): () => number {
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength);
  let a = view.getInt32(0);
  let b = view.getInt32(4);
  let c = view.getInt32(8);
  let counter = view.getInt32(12);
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
}
