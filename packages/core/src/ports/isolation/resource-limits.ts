const MEGABYTE = 1024 * 1024;
/** Largest file a child may write. */
const FILE_BYTES = 64 * MEGABYTE;
/** Memory is watched by what is resident; what may be asked for is a multiple, so that a single huge request fails at once. */
const ASKED_PER_RESIDENT = 2;
/** What a runtime asks for at its start and never touches: 512 MB from Node 24 on. */
const RESERVED = 640 * MEGABYTE;

/** Arguments of `prlimit` (util-linux) for a child: no core dump, no huge file, no memory far beyond what the watch allows. */
export function limitArguments(memoryBytes: number, threads?: number): readonly string[] {
  return [
    "--core=0",
    `--fsize=${FILE_BYTES}`,
    // Not the address space (RLIMIT_AS): V8 and WebAssembly reserve far more of it than they use.
    `--data=${memoryBytes * ASKED_PER_RESIDENT + RESERVED}`,
    ...(threads === undefined ? [] : [`--nproc=${threads}`]),
  ];
}
