"""A cheap fingerprint of what a module remembers, so that a scenario that leaves traces is noticed."""

import os
import re
import sys
import types
from operator import is_

_SKIPPED = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, property, staticmethod, classmethod)
_MOST = 2000
_SMALL = 120
#: What is looked at by its value alone. Asked first: most of what modules hold is this, and it is looked at after every mutant.
_PLAIN = frozenset((type(None), bool, int, float, str, bytes))
#: Belongs to the interpreter, whatever name a module has for it: changes there are nobody's memory.
_MODULES, _PATH, _ENVIRONMENT = sys.modules, sys.path, os.environ


def fingerprint(module, budget=None):
    """Data of the module's globals and of its classes' attributes, to depth 3."""
    budget = budget or [_MOST]
    state = []
    own = module.__name__
    for name, value in list(vars(module).items()):
        if name[:2] == "__" or type(value) is types.FunctionType or isinstance(value, _SKIPPED):
            continue
        if isinstance(value, type):
            if value.__module__ == own:
                state.append((name, _class_state(value, budget)))
            continue
        state.append((name, _state(value, 3, budget)))
    return state


class Glance:
    """Tells quickly that a module is as it was: its names stand for the same objects, and what can change in those did not."""

    def __init__(self, module):
        own = module.__name__
        classes = [value for value in vars(module).values() if isinstance(value, type) and value.__module__ == own]
        self.bound = [(vars(holder), list(vars(holder).values())) for holder in (module, *classes)]
        self.inner = [(value, 3) for name, value in vars(module).items() if name[:2] != "__" and not _is_fixed(value)]
        for cls in classes:
            self.inner += [(value, 2) for name, value in vars(cls).items() if name[:2] != "__" and name[:4] != "_abc" and not _is_fixed(value)]
        self.state = self._look()

    def is_same(self):
        """False when it may have changed."""
        for names, values in self.bound:
            if len(names) != len(values) or not all(map(is_, names.values(), values)):
                return False
        return self._look() == self.state

    def _look(self):
        budget = [_MOST]
        return [_state(value, depth, budget) for value, depth in self.inner]


def _is_fixed(value):
    kind = type(value)
    if kind is tuple:
        return all(map(_is_fixed, value))
    return kind in _PLAIN or kind is re.Pattern or isinstance(value, (type, *_SKIPPED))


def is_small(module):
    """True when looking at it costs less than running most scenarios."""
    budget = [_MOST]
    fingerprint(module, budget)
    return _MOST - budget[0] < _SMALL


def _class_state(cls, budget):
    return [
        (name, _state(value, 2, budget))
        for name, value in list(vars(cls).items())
        if not name.startswith("__") and not name.startswith("_abc") and not isinstance(value, (*_SKIPPED, type)) and not callable(value)
    ]


def _state(value, depth, budget):
    kind = type(value)
    budget[0] -= 1
    if kind in _PLAIN:
        return (kind, value)
    if isinstance(value, _SKIPPED) or is_foreign(value) or kind.__module__ == "logging":
        return (kind, id(value))  # a logger remembers which levels are on: nothing a result depends on
    if depth <= 0 or budget[0] <= 0:
        return (kind, id(value), _size(value))
    if kind is list or kind is tuple:
        return (kind, id(value), len(value), _states(value[:200], depth - 1, budget))
    if kind is set or kind is frozenset:
        return (kind, id(value), len(value), frozenset(item for item in value if type(item) in (int, str)))
    if isinstance(value, dict):
        items = list(dict.items(value))[:200]
        return (kind, id(value), dict.__len__(value), [(_state(k, 1, budget), _state(v, depth - 1, budget)) for k, v in items])
    own = getattr(value, "__dict__", None)
    if isinstance(own, dict) and not isinstance(value, type):
        return (kind, id(value), [(name, _state(item, depth - 1, budget)) for name, item in list(own.items())])
    return (kind, id(value), _size(value) if kind.__module__ in ("collections", "array") else 0)


def _states(values, depth, budget):
    found = []
    for value in values:
        kind = type(value)
        if kind in _PLAIN:
            budget[0] -= 1
            found.append((kind, value))
        else:
            found.append(_state(value, depth, budget))
    return found


def is_foreign(value):
    return value is _MODULES or value is _PATH or value is _ENVIRONMENT


def _size(value):
    return len(value) if type(value) in (list, tuple, dict, set, frozenset, str, bytes) else 0
