"""What an object of the project says of itself beyond its fields: properties, length, text. Unlike `look_at` this runs its code."""

import re
import sys

from .fuel import Stopped
from .look_at import is_object

#: Properties looked at in one object.
_MOST = 8
_LONGEST = 80
#: Text that depends on addresses, on the order of a set or on the machine.
_SHAKY = re.compile(r"0x[0-9a-fA-F]{4,}|<[\w.]+ |\{['\"]|/\w+/|\w:\\|\n")


class Teller:
    """`tell` gives name and value; `:len`, `:str` and `:repr` stand for what `len`, `str` and `repr` say."""

    def __init__(self, root, world, wall, refill):
        self.inside = root.rstrip("/") + "/"
        self.world = world
        self.wall = wall
        self.refill = refill
        self.known = {}

    def tell(self, value):
        kind = type(value)
        readers = self.known.get(kind)
        if readers is None:
            readers = self.known[kind] = self.readers(kind)
        for name, read in readers:
            used, blocked = set(self.world.used), len(self.wall.blocked)
            try:
                told = read(value)
                steady = name not in (":str", ":repr") or (type(told) is str and is_plain(told))
            except Stopped:
                self.refill()
                steady = False
            except Exception:
                steady = False
            # What time, chance or the outside had a part in is not the object's own word.
            if self.world.used != used or len(self.wall.blocked) > blocked:
                self.world.used.intersection_update(used)
                del self.wall.blocked[blocked:]
                steady = False
            if steady:
                yield name, told

    def tell_error(self, error, explicit, encode):
        """`fields` of an error that the file under test raises: short data, by public name, other than its message."""
        if not explicit or type(error).__module__ == "builtins" and not vars(error):
            return {}
        told = encode(error, self)
        fields = told["fields"] if is_object(told) else {}
        plain = {name: item for name, item in fields.items() if name != ":str" and is_plain(item)}
        return {"fields": plain} if plain else {}

    def readers(self, kind):
        found = {}
        for cls in kind.__mro__:
            for name, item in vars(cls).items():
                if isinstance(item, property) and not name.startswith("_") and len(found) < _MOST and self.is_ours(item.fget):
                    found.setdefault(name, item.fget)
        if self.is_ours(getattr(kind, "__len__", None)):
            found[":len"] = len
        if self.is_ours(getattr(kind, "__str__", None)) or (kind.__str__ is object.__str__ and self.is_ours(getattr(kind, "__repr__", None))):
            found[":str"] = str
        if kind.__str__ is not object.__str__ and self.is_ours(getattr(kind, "__repr__", None)):
            found[":repr"] = repr
        return list(found.items())

    def is_ours(self, function):
        """Written in the project; what a decorator generated has no file of its own."""
        code = getattr(function, "__code__", None)
        home = getattr(sys.modules.get(getattr(function, "__module__", None)), "__file__", None)
        return code is not None and bool(home) and home == code.co_filename and home.startswith(self.inside) and "site-packages" not in home


def is_plain(data):
    """A short text, a number or a boolean, as encoded: fit to be stated of an error."""
    if type(data) is str:
        return len(data) <= _LONGEST and not _SHAKY.search(data)
    return type(data) in (bool, int) or (type(data) is dict and data.get("$") == "float")
