"""Looks at an object without calling code of the target."""

import types


#: What an object says of itself to everybody, as a function does, though the names look private.
_TOLD = ("__doc__", "__name__")


def public_fields(value):
    """Name and value of each public data field: instance dictionary first, then slots along the class line."""
    seen = set()
    own = getattr(value, "__dict__", None)
    if isinstance(own, dict):
        for name, item in own.items():
            if isinstance(name, str) and (not name.startswith("_") or name in _TOLD):
                seen.add(name)
                yield name, item
    for cls in type(value).__mro__:
        slots = cls.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else tuple(slots):
            if not name.startswith("_") and name not in seen:
                seen.add(name)
                try:
                    yield name, object.__getattribute__(value, name)
                except AttributeError:
                    pass


def opaque(value):
    """What a person is told about a value that cannot be compared. Never calls code of the target."""
    kind = type(value)
    made = {"$": "opaque", "type": kind.__name__}
    if kind in (str, bytes, list, tuple, dict, set, frozenset):
        made["text"] = "%s of length %d" % (kind.__name__, len(value))
    elif isinstance(value, (types.FunctionType, types.BuiltinFunctionType, types.ModuleType, type)):
        made["text"] = getattr(value, "__name__", "")
    return made


def is_object(data):
    """True for what a plain instance became."""
    return isinstance(data, dict) and data.get("$") == "object"
