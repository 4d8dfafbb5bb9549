"""Puts a module back as it was, in place: cheaper by far than a new process, for code that only keeps plain data."""

import types

from .module_state import is_foreign

_SKIPPED = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType, property, staticmethod, classmethod)
_MOST = 2000


class Snapshot:
    """What a module remembers, kept so that it can be put back in place. Only plain containers and attributes."""

    def __init__(self, module):
        self.module = module
        self.names = _own_names(module)
        self.classes = [
            (value, _own_names(value)) for value in self.names.values() if isinstance(value, type) and value.__module__ == module.__name__
        ]
        self.contents = []
        self.seen = set()
        for value in self.names.values():
            self._keep(value, 3)
        for _, names in self.classes:
            for value in names.values():
                self._keep(value, 2)

    def _keep(self, value, depth):
        if depth <= 0 or id(value) in self.seen or len(self.seen) > _MOST or isinstance(value, _SKIPPED) or is_foreign(value):
            return
        kind = type(value)
        if kind.__module__ == "logging":
            return
        own = getattr(value, "__dict__", None)
        if kind in (list, set) or isinstance(value, dict):
            self.seen.add(id(value))
            self.contents.append((value, dict(value) if isinstance(value, dict) else kind(value)))
            for item in list(value.values() if isinstance(value, dict) else value)[:200]:
                self._keep(item, depth - 1)
        elif kind is tuple:
            for item in value[:200]:
                self._keep(item, depth - 1)
        elif isinstance(own, dict):
            self.seen.add(id(value))
            self.contents.append((own, dict(own)))
            for item in list(own.values()):
                self._keep(item, depth - 1)

    def restore(self):
        """Puts everything back that was changed. May raise what containers of the target raise."""
        _restore_names(self.module, self.names)
        for cls, names in self.classes:
            _restore_names(cls, names)
        for value, copy in self.contents:
            if isinstance(value, list):
                if len(value) != len(copy) or any(one is not other for one, other in zip(value, copy)):
                    value[:] = copy
            elif isinstance(value, dict):
                if list(dict.items(value)) != list(copy.items()) or any(dict.get(value, key) is not item for key, item in copy.items()):
                    dict.clear(value)
                    dict.update(value, copy)
            elif value != copy:
                value.clear()
                value.update(copy)


def _own_names(holder):
    return {name: value for name, value in list(vars(holder).items()) if not name.startswith("__") and not name.startswith("_abc")}


def _restore_names(holder, names):
    now = _own_names(holder)
    for name in now:
        if name not in names:
            delattr(holder, name)
    for name, value in names.items():
        if now.get(name, _ABSENT) is not value:
            setattr(holder, name, value)


_ABSENT = object()
