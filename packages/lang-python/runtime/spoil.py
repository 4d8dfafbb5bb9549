"""Makes a unit give something else than it does: a test that says anything about its results has to fail then."""

import inspect

from .fuel import BlockedEffect

#: Where a class had no such member of its own.
_NONE = object()


class Spoiled:
    """Stands for any result that has no other value of its own kind."""


class Spoiling:
    """Within it the unit of a ref gives other results, and raises nothing; its own calls of itself see what they always saw."""

    def __init__(self, references, ref):
        self.references = references
        self.ref = ref
        self.depth = 0
        #: True once it gave something else than was there to give.
        self.took_effect = False
        self.undo = None

    def __enter__(self):
        path = self.ref.partition(":")[2].split(".")
        try:
            holder = self.references.resolve(":" + ".".join(path[:-1]))
            self._put(holder, path[-1])
        except (LookupError, AttributeError, TypeError):
            pass  # out of reach, or not to be changed: everything stays as it is
        return self

    def __exit__(self, *_):
        if self.undo is not None:
            self.undo()
        self.references.cache.pop(self.ref, None)

    def _put(self, holder, name):
        if isinstance(holder, type):
            found = inspect.getattr_static(holder, name)
        else:
            found = getattr(holder, name)
        if isinstance(found, type):
            holder, name = found, "__init__"
            stand_in = self._idle(found.__init__)
        else:
            stand_in = self._stand_in(found)
        before = vars(holder).get(name, _NONE)
        setattr(holder, name, stand_in)

        def undo():
            if before is _NONE:
                delattr(holder, name)
            else:
                setattr(holder, name, before)

        self.undo = undo
        self.references.cache.pop(self.ref, None)

    def _stand_in(self, found):
        if isinstance(found, (staticmethod, classmethod)):
            return type(found)(self._wrap(found.__func__))
        if isinstance(found, property):
            return property(self._wrap(found.fget), found.fset, found.fdel)
        if not callable(found):
            raise TypeError("nothing that gives results")
        return self._wrap(found)

    def _idle(self, construct):
        def start(*args, **kwargs):
            if self.depth > 0:
                return construct(*args, **kwargs)
            self.took_effect = True

        return start

    def _wrap(self, function):
        if inspect.iscoroutinefunction(function):

            async def spoiled(*args, **kwargs):
                self.depth += 1
                try:
                    value = await function(*args, **kwargs)
                except Exception as error:
                    return self._swallow(error)
                finally:
                    self.depth -= 1
                return self._other(value)

        else:

            def spoiled(*args, **kwargs):
                self.depth += 1
                try:
                    value = function(*args, **kwargs)
                except Exception as error:
                    return self._swallow(error)
                finally:
                    self.depth -= 1
                return self._other(value)

        return spoiled

    def _swallow(self, error):
        if self.depth > 1 or isinstance(error, (BlockedEffect, MemoryError, RecursionError)):
            raise error
        self.took_effect = True
        return Spoiled()

    def _other(self, value):
        if self.depth > 0:
            return value
        self.took_effect = self.took_effect or value is not None
        return other_than(value)


def other_than(value):
    """A value of the same kind, as unlike as can be."""
    kind = type(value)
    if kind is bool:
        return not value
    if kind is int:
        return ~value
    if kind is float:
        return 0.5 if value != value else float("nan")
    if kind in (str, bytes):
        return ("\0" if kind is str else b"\0") * (len(value) + 1)
    if kind in (list, tuple):
        return kind(Spoiled() for _ in range(len(value) + 1))
    if kind in (set, frozenset):
        return kind([Spoiled()])
    if kind is dict:
        return {Spoiled(): Spoiled()}
    if inspect.isgenerator(value):
        value.close()
        return (item for item in [Spoiled()])
    return Spoiled()
