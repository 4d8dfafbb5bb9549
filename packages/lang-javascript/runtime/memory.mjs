// What the process may take of the machine, and when it gives back what it no longer needs.
import v8 from "node:v8";
import vm from "node:vm";

const MEGABYTE = 1024 * 1024;
/** What scenarios may leave behind before it is cleared away: V8 itself would keep it until it needs the room. */
const LEFT_BEHIND = 32 * MEGABYTE;
const { getHeapStatistics, setFlagsFromString } = v8;
const { runInNewContext } = vm;

let settled = 0;
let collect = null;

/** Collects garbage, by a function that only another global object has: code under test finds what it finds anywhere. */
function collectGarbage() {
  if (collect === null) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc");
    setFlagsFromString("--no-expose-gc");
  }
  collect();
}

/** Whether more than `megabytes` of the heap are in use. */
export function usesMoreThan(megabytes) {
  if (getHeapStatistics().used_heap_size <= megabytes * MEGABYTE) return false;
  collectGarbage();
  return getHeapStatistics().used_heap_size > megabytes * MEGABYTE;
}

/** Bytes. Not what is resident: pages that were given back leave a moment later. */
function taken() {
  const { total_heap_size, external_memory } = getHeapStatistics();
  return total_heap_size + external_memory;
}

/** The memory of this moment is what the process needs. */
export function rememberMemory() {
  settled = taken();
}

/** Gives back what the last batch left behind, if that is much. */
export function clearMemory() {
  if (taken() - settled < LEFT_BEHIND) return;
  collectGarbage();
  // What cannot be given back is not asked for again.
  settled = Math.max(settled, taken());
}
