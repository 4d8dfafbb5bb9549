import type { Dialect, Ref, Value } from "@autotest/core";
import { operators } from "./operators.js";

const make = (ref: Ref, ...args: readonly Value[]): Value => ({ $: "new", ref, args });
const float = (v: string): Value => ({ $: "float", v });

/** How Python's values travel. */
export const dialect: Dialect = {
  floats: "tagged",
  nothing: [null],
  tuples: true,
  bigIntegers: true,
  keywords: true,
  namespace: "types:SimpleNamespace",
  invoke: "__call__",
  show: "builtins:repr",
  block: {
    enter: "__enter__",
    leave: "__exit__",
    endings: [
      [null, null, null],
      [{ $: "ref", ref: "builtins:ValueError" }, make("builtins:ValueError", "boom"), null],
      [{ $: "ref", ref: "builtins:KeyError" }, make("builtins:KeyError", "boom"), null],
    ],
  },
  types: {
    text: "builtins:str",
    int: "builtins:int",
    float: "builtins:float",
    bool: "builtins:bool",
    list: "builtins:list",
    bytes: "builtins:bytes",
  },
  operators,
  samples: {
    "datetime:date": [
      make("datetime:date", 2024, 1, 2),
      make("datetime:date", 2024, 2, 29),
      make("datetime:date", 1999, 12, 31),
    ],
    "datetime:datetime": [
      make("datetime:datetime", 2024, 1, 2),
      make("datetime:datetime", 2024, 2, 29, 23, 59, 59),
      {
        $: "new",
        ref: "datetime:datetime",
        args: [2024, 1, 2, 3, 4],
        kwargs: { tzinfo: { $: "ref", ref: "datetime:timezone.utc" } },
      },
    ],
    "datetime:time": [make("datetime:time", 0), make("datetime:time", 12, 30), make("datetime:time", 23, 59, 59)],
    "datetime:timedelta": [
      make("datetime:timedelta", 0),
      make("datetime:timedelta", 1),
      make("datetime:timedelta", -1),
      make("datetime:timedelta", 0, 90),
    ],
    "datetime:timezone": [
      { $: "ref", ref: "datetime:timezone.utc" },
      make("datetime:timezone", make("datetime:timedelta", 0, 7200)),
    ],
    "datetime:tzinfo": [{ $: "ref", ref: "datetime:timezone.utc" }],
    "decimal:Decimal": [
      make("decimal:Decimal", "0"),
      make("decimal:Decimal", "1.5"),
      make("decimal:Decimal", "-2"),
      make("decimal:Decimal", "NaN"),
    ],
    "fractions:Fraction": [
      make("fractions:Fraction", 0),
      make("fractions:Fraction", 1, 2),
      make("fractions:Fraction", -3, 4),
    ],
    "uuid:UUID": [
      make("uuid:UUID", "12345678-1234-5678-1234-567812345678"),
      make("uuid:UUID", "00000000-0000-0000-0000-000000000000"),
    ],
    "pathlib:Path": [make("pathlib:Path", "a.txt"), make("pathlib:Path", "folder/b.tar.gz"), make("pathlib:Path", ".")],
    "pathlib:PurePath": [make("pathlib:PurePosixPath", "a/b.txt")],
    "builtins:complex": [
      make("builtins:complex", float("0.0"), float("1.0")),
      make("builtins:complex", float("3.0"), float("-4.0")),
    ],
    "builtins:bytearray": [
      make("builtins:bytearray", { $: "bytes", v: "" }),
      make("builtins:bytearray", { $: "bytes", v: "6162" }),
    ],
    "builtins:range": [make("builtins:range", 0), make("builtins:range", 3), make("builtins:range", 1, 10, 2)],
    "builtins:slice": [make("builtins:slice", null, 2, null)],
    "builtins:Exception": [make("builtins:Exception", "failed"), make("builtins:ValueError", "bad value")],
    "builtins:BaseException": [make("builtins:Exception", "failed")],
    "builtins:type": [
      { $: "ref", ref: "builtins:int" },
      { $: "ref", ref: "builtins:str" },
    ],
    "re:Pattern": [make("re:compile", "a+"), make("re:compile", "(\\w+)=(\\d+)")],
    "typing:Pattern": [make("re:compile", "a+"), make("re:compile", "(\\w+)=(\\d+)")],
    "collections:OrderedDict": [make("collections:OrderedDict", []), make("collections:OrderedDict", { a: 1, b: 2 })],
    "collections:Counter": [make("collections:Counter", []), make("collections:Counter", "aab")],
    "collections:deque": [make("collections:deque", []), make("collections:deque", [1, 2, 3])],
    "collections:defaultdict": [make("collections:defaultdict", { $: "ref", ref: "builtins:list" })],
    "collections.abc:Iterator": [make("builtins:iter", [1, 2])],
    "io:StringIO": [make("io:StringIO", ""), make("io:StringIO", "a,b\n1,2\n")],
    "io:BytesIO": [make("io:BytesIO", { $: "bytes", v: "" }), make("io:BytesIO", { $: "bytes", v: "616263" })],
    "typing:TextIO": [make("io:StringIO", ""), make("io:StringIO", "a,b\n1,2\n")],
    "typing:IO": [make("io:StringIO", "a\nb\n")],
    "typing:BinaryIO": [make("io:BytesIO", { $: "bytes", v: "616263" })],
    "types:SimpleNamespace": [make("types:SimpleNamespace")],
    "argparse:Namespace": [make("argparse:Namespace")],
    "ipaddress:IPv4Address": [make("ipaddress:IPv4Address", "192.168.0.1")],
    "ipaddress:IPv6Address": [make("ipaddress:IPv6Address", "::1")],
    "zoneinfo:ZoneInfo": [make("zoneinfo:ZoneInfo", "UTC")],
  },
};
