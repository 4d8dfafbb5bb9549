"""Classes an input may need and the shapes of parameters, as the runtime sees them."""

import collections.abc
import enum
import inspect
import sys
import types
import typing

_MOST_CLASSES = 60
_FACTORY_NAMES = ("from_", "create", "parse", "of", "make", "build", "new", "load", "default", "empty")
_SIMPLE = {
    bool: "bool",
    int: "int",
    float: "float",
    str: "text",
    bytes: "bytes",
    bytearray: "bytes",
    list: "list",
    dict: "map",
    set: "set",
    frozenset: "set",
    tuple: "tuple",
    type(None): "none",
    object: "unknown",
}
_LISTS = (
    collections.abc.Iterable,
    collections.abc.Iterator,
    collections.abc.Sequence,
    collections.abc.MutableSequence,
    collections.abc.Collection,
    collections.abc.Container,
    collections.abc.Generator,
    collections.abc.Reversible,
)
_SETS = (collections.abc.Set, collections.abc.MutableSet)
_MAPS = (collections.abc.Mapping, collections.abc.MutableMapping)
_UNION_TYPES = (typing.Union, getattr(types, "UnionType", typing.Union))


class TypeDescriber:
    def __init__(self, references, observer, root):
        self.references = references
        self.observer = observer
        self.root = root

    # -- shapes ------------------------------------------------------------------------------------------------------

    def shape(self, hint, depth=4):
        made = {"kind": "unknown", "source": "annotation"} if depth < 0 else self._shape(hint, depth)
        made.setdefault("source", "annotation")
        return made

    def _shape(self, hint, depth):
        if hint is None or hint is type(None):
            return {"kind": "none"}
        if isinstance(hint, typing.TypeVar):
            bound = hint.__bound__ or (hint.__constraints__ or (None,))[0]
            return self.shape(bound, depth - 1) if bound is not None else {"kind": "unknown"}
        origin, args = typing.get_origin(hint), typing.get_args(hint)
        if origin is None:
            return self._plain(hint, depth)
        if origin in _UNION_TYPES:
            return {"kind": "union", "options": [self.shape(item, depth - 1) for item in args]}
        if origin is typing.Literal:
            return {"kind": "literal", "values": [self.observer.encode(item) for item in args]}
        if origin is tuple:
            if len(args) == 2 and args[1] is Ellipsis:
                return {"kind": "tuple", "items": [self.shape(args[0], depth - 1)] * 2}
            return {"kind": "tuple", "items": [self.shape(item, depth - 1) for item in args if item != ()]}
        if origin is collections.abc.Callable:
            arity = len(args[0]) if args and isinstance(args[0], (list, tuple)) else 1
            return {"kind": "callable", "arity": arity}
        if origin in (typing.ClassVar, typing.Final) or str(origin) in ("typing.Annotated", "typing.Required", "typing.NotRequired"):
            return self.shape(args[0], depth - 1)
        if hasattr(hint, "__metadata__"):
            return self.shape(hint.__origin__, depth - 1)
        if origin is type:
            return {"kind": "unknown"}
        base = self._plain(origin, depth)
        if base["kind"] == "map" and len(args) == 2:
            return {**base, "key": self.shape(args[0], depth - 1), "element": self.shape(args[1], depth - 1)}
        if base["kind"] in ("list", "set") and args:
            return {**base, "element": self.shape(args[0], depth - 1)}
        return base

    def _plain(self, hint, depth):
        if hint in _SIMPLE:
            return {"kind": _SIMPLE[hint]}
        supertype = getattr(hint, "__supertype__", None)
        if supertype is not None:
            return self.shape(supertype, depth - 1)
        if not isinstance(hint, type):
            return {"kind": "unknown"}
        if hint in _LISTS:
            return {"kind": "list", "once": True} if hint is collections.abc.Iterator else {"kind": "list"}
        if hint in _SETS:
            return {"kind": "set"}
        if hint in _MAPS:
            return {"kind": "map"}
        if hint is collections.abc.Callable:
            return {"kind": "callable"}
        if hint is collections.abc.Hashable:
            return {"kind": "text"}
        module = hint.__module__
        if module == "pathlib" or hint.__name__ == "PathLike":
            return {"kind": "path"}
        if issubclass(hint, enum.Enum):
            ref = self.references.name_of(hint)
            made = {"kind": "enum", "values": [self.observer.encode(item) for item in list(hint)[:30]]}
            return {**made, "ref": ref} if ref else made
        if issubclass(hint, dict) and hasattr(hint, "__total__"):
            return self._typed_dict(hint, depth)
        ref = self.references.name_of(hint)
        return {"kind": "instance", "ref": ref} if ref else {"kind": "unknown"}

    def _typed_dict(self, hint, depth):
        fields = {name: self.shape(item, depth - 1) for name, item in self._hints(hint).items()}
        return {"kind": "record", "fields": fields, "optional": sorted(getattr(hint, "__optional_keys__", ()))}

    def _hints(self, function):
        try:
            return typing.get_type_hints(function)
        except Exception:
            return {}

    # -- units -------------------------------------------------------------------------------------------------------

    def unit_shapes(self, module):
        """Resolved annotations by unit name, then parameter."""
        found = {}
        for name, value in list(vars(module).items()):
            if isinstance(value, type) and value.__module__ == module.__name__:
                self._class_shapes(value, value.__qualname__, found, 3)
            elif inspect.isfunction(inspect.unwrap(value) if callable(value) and hasattr(value, "__wrapped__") else value):
                plain = inspect.unwrap(value)
                if plain.__module__ == module.__name__ and plain.__qualname__ == name:
                    self._add(found, name, plain)
        return found

    def _class_shapes(self, cls, name, found, depth):
        if depth <= 0:
            return
        constructor = cls.__dict__.get("__init__") or cls.__dict__.get("__new__")
        if inspect.isfunction(constructor):
            self._add(found, name, constructor)
        for attribute, value in list(vars(cls).items()):
            if isinstance(value, type):
                if value.__qualname__ == name + "." + attribute:
                    self._class_shapes(value, value.__qualname__, found, depth - 1)
                continue
            if isinstance(value, property):
                if value.fset is not None:
                    self._add(found, "%s.%s.setter" % (name, attribute), value.fset)
                continue
            function = getattr(value, "__func__", value)
            if inspect.isfunction(function) and attribute not in ("__init__", "__new__"):
                plain = inspect.unwrap(function)
                own = plain.__name__ if attribute.endswith(plain.__name__) else attribute  # `_Cart__total` is written `__total`
                self._add(found, name + "." + own, plain)

    def _add(self, found, unit, function):
        hints = self._hints(function)
        hints.pop("return", None)
        shapes = {name: [self.shape(hint)] for name, hint in hints.items()}
        if shapes:
            found[unit] = shapes

    # -- classes -----------------------------------------------------------------------------------------------------

    def classes(self, module):
        """Classes of the target, then those of the project it imports, then those their annotations name."""
        queue = [value for value in vars(module).values() if isinstance(value, type)]
        queue.sort(key=lambda cls: cls.__module__ != module.__name__)
        done, described = set(), []
        while queue and len(described) < _MOST_CLASSES:
            cls = queue.pop(0)
            if cls in done or not self._is_project(cls, module):
                continue
            done.add(cls)
            ref = self.references.name_of(cls)
            if ref:
                described.append(self._class(cls, ref))
            queue.extend(value for value in vars(cls).values() if isinstance(value, type))
            queue.extend(item for item in self._hints(getattr(cls, "__init__", None)).values() if isinstance(item, type))
            if inspect.isabstract(cls):
                queue.extend(cls.__subclasses__())
        return described

    def _is_project(self, cls, module):
        if cls.__module__ == module.__name__:
            return True
        home = getattr(sys.modules.get(cls.__module__), "__file__", None)
        return bool(home) and home.startswith(self.root) and "site-packages" not in home

    def _class(self, cls, ref):
        told = {
            "ref": ref,
            "name": cls.__name__,
            "bases": [base.__name__ for base in cls.__mro__[1:] if base is not object],
            "abstract": inspect.isabstract(cls) or getattr(cls, "_is_protocol", False),
            "parameters": self._parameters(cls),
            "factories": self._factories(cls, ref),
        }
        if issubclass(cls, enum.Enum):
            told["members"] = [self.observer.encode(item) for item in list(cls)[:30]]
            told["parameters"] = []
        return told

    def _parameters(self, cls):
        try:
            signature, constructor = _signature(cls)
        except (TypeError, ValueError):
            return []
        hints = {**self._hints(cls), **self._hints(constructor)}
        told = []
        for name, parameter in signature.parameters.items():
            if parameter.kind is parameter.VAR_KEYWORD:
                continue
            shapes = []
            if name in hints:
                shapes.append(self.shape(hints[name]))
            if parameter.default is not parameter.empty and parameter.default is not None:
                kind = _SIMPLE.get(type(parameter.default))
                if kind and kind != "unknown":
                    shapes.append({"kind": kind, "source": "default", "weight": 0.7})
            rest = parameter.kind is parameter.VAR_POSITIONAL
            one = {
                "name": name,
                "optional": rest or parameter.default is not parameter.empty,
                "named": parameter.kind is parameter.KEYWORD_ONLY,
                "shapes": shapes,
            }
            told.append({**one, "rest": True} if rest else one)
        return told

    def _factories(self, cls, ref):
        found = []
        for name, value in vars(cls).items():
            if not isinstance(value, (classmethod, staticmethod)) or name.startswith("_"):
                continue
            returns = getattr(value.__func__, "__annotations__", {}).get("return")
            named = returns in (cls, cls.__name__, "Self") or str(returns).endswith("Self")
            if named or (isinstance(value, classmethod) and name.startswith(_FACTORY_NAMES)):
                found.append(ref + "." + name)
        return found


def _signature(cls):
    """What makes an instance: the class itself, or where it hands on all it is given, the next one that takes something."""
    signature, constructor = inspect.signature(cls), getattr(cls, "__init__", None)
    kinds = {parameter.kind for parameter in signature.parameters.values()}
    if kinds != {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}:
        return signature, constructor
    for base in cls.__mro__[1:]:
        other = vars(base).get("__init__")
        if not inspect.isfunction(other):
            continue
        first, *others = inspect.signature(other).parameters.values()
        if {parameter.kind for parameter in others} != kinds:
            return signature.replace(parameters=others), other
    return signature, constructor
