"""A cheap fingerprint of what a module remembers, so that a scenario that leaves traces is noticed."""

import os
import sys
import types

_SKIPPED = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, property, staticmethod, classmethod)
_MOST = 2000
_SMALL = 120
#: Belongs to the interpreter, whatever name a module has for it: changes there are nobody's memory.
_FOREIGN = (sys.modules, sys.path, os.environ)


def fingerprint(module, budget=None):
    """Data of the module's globals and of its classes' attributes, to depth 3."""
    budget = budget or [_MOST]
    state = []
    for name, value in list(vars(module).items()):
        if name.startswith("__") or isinstance(value, _SKIPPED):
            continue
        if isinstance(value, type):
            if value.__module__ == module.__name__:
                state.append((name, _class_state(value, budget)))
            continue
        state.append((name, _state(value, 3, budget)))
    return state


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
    budget[0] -= 1
    kind = type(value)
    if kind.__module__ == "logging" or isinstance(value, _SKIPPED) or is_foreign(value):
        return (kind, id(value))  # a logger remembers which levels are on: nothing a result depends on
    if value is None or kind in (bool, int, float, str, bytes):
        return (kind, value)
    if depth <= 0 or budget[0] <= 0:
        return (kind, id(value), _size(value))
    if kind in (list, tuple):
        return (kind, id(value), len(value), [_state(item, depth - 1, budget) for item in value[:200]])
    if kind in (set, frozenset):
        return (kind, id(value), len(value), frozenset(item for item in value if type(item) in (int, str)))
    if isinstance(value, dict):
        items = list(dict.items(value))[:200]
        return (kind, id(value), dict.__len__(value), [(_state(k, 1, budget), _state(v, depth - 1, budget)) for k, v in items])
    own = getattr(value, "__dict__", None)
    if isinstance(own, dict) and not isinstance(value, type):
        return (kind, id(value), [(name, _state(item, depth - 1, budget)) for name, item in list(own.items())])
    return (kind, id(value), _size(value) if kind.__module__ in ("collections", "array") else 0)


def is_foreign(value):
    return any(value is other for other in _FOREIGN)


def _size(value):
    return len(value) if type(value) in (list, tuple, dict, set, frozenset, str, bytes) else 0
