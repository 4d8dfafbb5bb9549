"""Objects to data: what a scenario returned or changed. Exact types only; what no literal can say is `object` or `opaque`."""

import datetime
import enum
import pathlib
import re
import types

from .file_numbers import FILE_TIMES, SystemNumber
from .look_at import opaque, public_fields
from .set_order import TurnedFrozenset, TurnedSet
from .standard_types import STANDARD, StandardTypes

_SAFE = 2**53 - 1
#: Far below all addresses.
_SMALL = 100_000
#: How large a value may be as a whole, roughly in characters. Of long texts and lists a test states lines and elements.
_USUAL_ROOM = 2_000
_ROOM = {str: 20_000, list: 8_000, tuple: 8_000, dict: 8_000}
_ADDRESS = re.compile(r"(?<= at )0x[0-9a-fA-F]{4,}|(?<=\bid=)\d{14,15}")
#: Where objects of a process lie on 64-bit systems, those that are built in every eight bytes: far above what code usually counts.
_PLACES = range(0x5500_0000_0000, 0x8000_0000_0000, 8)
_DIGITS = re.compile(r"\A-?\d+\Z")


def with_fixed_addresses(text, world):
    """Addresses are those of the world: what lies at the same place twice by chance must not look as if it always did."""
    if (" at 0x" not in text and "id=" not in text) or not _ADDRESS.search(text):
        return text
    world.used.add("id")
    return _ADDRESS.sub(lambda found: (hex if found[0].startswith("0x") else str)(world.place), text)


class TooLarge(Exception):
    """The value as a whole passes the size limit."""


class Observer:
    """`encode` never raises for the value's sake. `world` is told when an address shows up in text."""

    def __init__(self, references, world):
        self.references = references
        self.world = world

    def encode(self, value, limit=None, depth=8, teller=None):
        """With a `teller` objects also say what their own code tells of them."""
        pass_ = _Pass(self.references, self.world, limit or _ROOM.get(type(value), _USUAL_ROOM), teller)
        try:
            return pass_.encode(value, depth)
        except TooLarge:
            return opaque(value)

    def short(self, value):
        """For compare records: text cut to 40 characters, containers to 6 elements."""
        kind = type(value)
        # Most operands are one of these.
        if kind is str:
            return with_fixed_addresses(self._cut(value), self.world)
        if value is None or kind is bool or (kind is int and -_SMALL < value < _SMALL and value not in FILE_TIMES):
            return value
        if kind in (list, tuple):
            value = kind(self._cut(item) for item in value[:6])
        elif kind is set or kind is frozenset:
            value = sorted(value, key=repr)[:6]
        elif isinstance(value, type):
            name = self.references.name_of(value)
            return {"$": "ref", "ref": name} if name else {"$": "opaque", "type": "type", "text": value.__name__}
        else:
            value = self._cut(value)
        return self.encode(value, 600, 3)

    def _cut(self, item):
        kind = type(item)
        if kind is str:
            return with_fixed_addresses(item, self.world)[:40]
        if kind is bytes:
            return item[:40]
        return 0 if kind is SystemNumber or (kind in (int, float) and item in FILE_TIMES) else item


class _Pass(StandardTypes):
    def __init__(self, references, world, budget, teller=None):
        self.references = references
        self.world = world
        self.budget = budget
        self.teller = teller
        self.path = []

    def spend(self, amount):
        self.budget -= amount
        if self.budget < 0:
            raise TooLarge

    def encode(self, value, depth):
        if value is None or value is True or value is False:
            self.spend(4)
            return value
        kind = type(value)
        encoder = _ENCODERS.get(kind)
        if encoder is not None and kind in LEAVES:
            return encoder(self, value)
        if depth <= 0 or any(item is value for item in self.path):
            return opaque(value)
        self.path.append(value)
        try:
            if encoder is not None:
                return encoder(self, value, depth - 1)
            return self.other(value, kind, depth - 1)
        except TooLarge:
            raise
        except Exception:
            return opaque(value)
        finally:
            self.path.pop()

    # -- leaves --------------------------------------------------------------------------------------------------

    def integer(self, value):
        if value in _PLACES:
            self.world.used.add("id")
            value = self.world.place
        if -_SAFE <= value <= _SAFE:
            self.spend(8)
            return value
        self.spend(value.bit_length() // 3)
        return {"$": "int", "v": str(value)}

    def system_number(self, _value):
        self.world.used.add("environment")
        self.spend(8)
        return 0

    def floating(self, value):
        self.spend(8)
        return {"$": "float", "v": repr(value)}

    def text(self, value):
        self.spend(len(value) + 2)
        return with_fixed_addresses(value, self.world)

    def octets(self, value):
        self.spend(len(value) * 2)
        return {"$": "bytes", "v": value.hex()}

    def constant(self, value):
        return {"$": "ref", "ref": "builtins:" + ("Ellipsis" if value is Ellipsis else "NotImplemented")}

    # -- containers ----------------------------------------------------------------------------------------------

    def items(self, values, depth):
        self.spend(2 + 2 * len(values))
        return [self.encode(item, depth) for item in values]

    def list(self, value, depth):
        return self.items(value, depth)

    def tuple(self, value, depth):
        return {"$": "tuple", "v": self.items(value, depth)}

    def set(self, value, depth):
        return {"$": type(value).__name__, "v": self.items(sorted(value, key=_stable), depth)}

    def dict(self, value, depth):
        self.spend(2 + 2 * len(value))
        if all(type(key) is str and key != "$" and key != "__proto__" and not _DIGITS.match(key) for key in value):
            return {self.text(key): self.encode(item, depth) for key, item in value.items()}
        return {"$": "map", "v": [[self.encode(key, depth), self.encode(item, depth)] for key, item in value.items()]}

    # -- everything else -----------------------------------------------------------------------------------------

    def new(self, ref, *args, **kwargs):
        self.spend(len(ref))
        made = {"$": "new", "ref": ref, "args": list(args)}
        if kwargs:
            made["kwargs"] = kwargs
        return made

    def other(self, value, kind, depth):
        if isinstance(value, enum.Enum):
            return self.member(value, kind)
        if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)):
            ref = self.references.name_of(value)
            if ref:
                self.spend(len(ref))
                return {"$": "ref", "ref": ref}
            return opaque(value)
        if isinstance(value, (types.ModuleType, types.MethodType, types.GeneratorType, types.CoroutineType)):
            return opaque(value)
        if isinstance(value, pathlib.PurePath):
            plain = isinstance(value, pathlib.Path)
            return self.new("pathlib:" + ("Path" if plain else kind.__name__), self.text(str(value)))
        if isinstance(value, datetime.tzinfo):
            return self.zone(value, depth)
        if isinstance(value, tuple) and hasattr(kind, "_fields"):
            ref = self.references.name_of(kind)
            if ref:
                return self.new(ref, *self.items(value, depth))
        return self.instance(value, kind, depth)

    def member(self, value, kind):
        ref = self.references.name_of(kind)
        name = getattr(value, "_name_", None)
        if not ref or not name or getattr(kind, name, None) is not value:
            return opaque(value)
        self.spend(len(ref))
        return {"$": "ref", "ref": ref + "." + name}

    def zone(self, value, depth):
        if value is datetime.timezone.utc:
            return {"$": "ref", "ref": "datetime:timezone.utc"}
        if type(value) is datetime.timezone:
            return self.new("datetime:timezone", self.encode(value.utcoffset(None), depth))
        key = getattr(value, "key", None)
        if type(value).__name__ == "ZoneInfo" and isinstance(key, str):
            return self.new("zoneinfo:ZoneInfo", key)
        return opaque(value)

    def instance(self, value, kind, depth):
        fields = {}
        if isinstance(value, BaseException):
            fields["args"] = self.encode(value.args, depth)
        for name, item in public_fields(value):
            self.spend(len(name) + 2)
            fields[name] = self.encode(item, depth)
        if self.teller is not None:
            for name, item in self.teller.tell(value):
                self.spend(len(name) + 2)
                fields.setdefault(name, self.encode(item, depth))
        made = {"$": "object", "type": kind.__name__, "fields": fields}
        ref = self.references.name_of(kind)
        if ref:
            made["ref"] = ref
        return made


#: What holds nothing and runs no code of its own when it is looked at.
LEAVES = {type(None), bool, int, float, SystemNumber, str, bytes, type(Ellipsis), type(NotImplemented)}
_ENCODERS = {
    int: _Pass.integer,
    SystemNumber: _Pass.system_number,
    float: _Pass.floating,
    str: _Pass.text,
    bytes: _Pass.octets,
    type(Ellipsis): _Pass.constant,
    type(NotImplemented): _Pass.constant,
    list: _Pass.list,
    tuple: _Pass.tuple,
    set: _Pass.set,
    frozenset: _Pass.set,
    TurnedSet: _Pass.set,
    TurnedFrozenset: _Pass.set,
    dict: _Pass.dict,
    **STANDARD,
}


def _stable(value):
    return (type(value).__name__, repr(value))
