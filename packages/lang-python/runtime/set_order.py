"""Sets that the code makes come in another order in every second world, as they would in another process."""

import builtins

#: What has the same place in a set of every process; addresses and texts have not.
_STEADY = (bool, int, float, complex)
_OPERATIONS = ("__or__", "__and__", "__sub__", "__xor__", "__ror__", "__rand__", "__rsub__", "__rxor__")
_METHODS = ("union", "intersection", "difference", "symmetric_difference", "copy")


def _is_steady(item):
    return type(item) in _STEADY or (type(item) is tuple and all(map(_is_steady, item)))


class _Turned:
    """Comes from the back, and looks otherwise like the set it is."""

    def __iter__(self):
        items = list(super().__iter__())
        return iter(items if all(map(_is_steady, items)) else items[::-1])

    def __repr__(self):
        inner = "{%s}" % ", ".join(map(repr, self)) if self else ""
        return inner if inner and self.__class__ is TurnedSet else "%s(%s)" % (self.__class__.__name__, inner)


class TurnedSet(_Turned, set):
    __hash__ = None

    def pop(self):
        for item in self:
            self.remove(item)
            return item
        return super().pop()


class TurnedFrozenset(_Turned, frozenset):
    pass


_KINDS = {set: TurnedSet, frozenset: TurnedFrozenset}


def _keeping_its_kind(base, turned, name):
    plain = getattr(base, name)

    def operation(self, *others):
        made = plain(self, *others)
        return turned(made) if type(made) is base else made

    return operation


for _base, _turned in _KINDS.items():
    _turned.__name__ = _turned.__qualname__ = _base.__name__
    _turned.__module__ = "builtins"
    for _name in _OPERATIONS + _METHODS:
        setattr(_turned, _name, _keeping_its_kind(_base, _turned, _name))


class SetOrder:
    """`turned` says whether sets that the instrumented code makes from now on come from the back."""

    def __init__(self):
        self.turned = False
        builtins._autotest_set = self.of

    def of(self, value):
        kind = _KINDS.get(type(value)) if self.turned else None
        return value if kind is None else kind(value)
