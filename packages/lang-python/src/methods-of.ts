import type { ShapeKind } from "@autotest/core";

const BY_KIND: readonly (readonly [ShapeKind, string])[] = [
  [
    "text",
    "capitalize casefold center encode endswith expandtabs find format format_map isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill",
  ],
  ["bytes", "decode hex"],
  ["list", "append extend insert sort reverse"],
  ["map", "items values setdefault popitem fromkeys"],
  [
    "set",
    "add discard union intersection difference symmetric_difference issubset issuperset isdisjoint intersection_update difference_update",
  ],
  [
    "path",
    "exists is_file is_dir read_text write_text read_bytes iterdir glob rglob mkdir resolve parent suffix stem with_suffix joinpath relative_to as_posix",
  ],
  ["float", "is_integer as_integer_ratio"],
  ["int", "bit_length to_bytes"],
];

const SHARED: { readonly [name: string]: readonly ShapeKind[] } = {
  keys: ["map"],
  get: ["map"],
  update: ["map", "set"],
  pop: ["list", "map"],
  copy: ["list", "map"],
  clear: ["list", "map"],
  remove: ["list", "set"],
  index: ["list", "text"],
  count: ["list", "text"],
};

/** Which kinds of values have a method of this name; names few classes outside the language have. */
export const METHODS_OF: ReadonlyMap<string, readonly ShapeKind[]> = new Map<string, readonly ShapeKind[]>([
  ...BY_KIND.flatMap(([kind, names]) => names.split(" ").map((name) => [name, [kind]] as const)),
  ...Object.entries(SHARED),
]);
