"""Takes what a call gave as far as it asks for: awaits it, iterates it."""

import collections.abc
import inspect
import itertools
import sys
import types

_MOST_ITEMS = 20
#: Iterators the language itself makes. An instance of the target's own class is an object, even if it can be iterated.
_ITERATOR_MODULES = {"builtins", "itertools", "_csv", "functools", "re"}


def get_ready(source):
    """Loads what awaiting takes, for code that may need it: it would be a third of all that is loaded."""
    if "async" in source or "asyncio" in sys.modules:
        from . import fake_time_loop  # noqa: F401


def settle(value, call, world, ran=None):
    """Awaits and iterates as far as the value asks for it: (value, via, more)."""
    if call["kind"] in ("new", "set"):
        return value, "call", False
    via = "call"
    if inspect.iscoroutine(value):
        via = "await"
        if ran is not None:
            ran.via = via
        value = _await(value, world)
    if inspect.isasyncgen(value):
        if ran is not None:
            ran.via = "await-iterate"
        items, more = _await(_collect(value), world)
        return items, "await-iterate", more
    if _is_iterator(value):
        via = "iterate" if via == "call" else "await-iterate"
        if ran is not None:
            ran.via = via
        items = list(itertools.islice(value, _MOST_ITEMS + 1))
        more = len(items) > _MOST_ITEMS
        if more and hasattr(value, "close"):
            value.close()
        return items[:_MOST_ITEMS], via, more
    return value, via, False


def _await(awaitable, world):
    import asyncio

    from .fake_time_loop import FakeTimeLoop

    used = set(world.used)
    loop = FakeTimeLoop(world)
    asyncio.set_event_loop(loop)
    world.used.intersection_update(used)  # what making the loop looked at is not the target's doing
    try:
        return loop.run_until_complete(awaitable)
    finally:
        try:
            for task in asyncio.all_tasks(loop):
                task.cancel()
        finally:
            asyncio.set_event_loop(None)
            loop.close()
            if inspect.iscoroutine(awaitable):
                awaitable.close()


async def _collect(source):
    items = []
    async for item in source:
        items.append(item)
        if len(items) > _MOST_ITEMS:
            await source.aclose()
            break
    return items[:_MOST_ITEMS], len(items) > _MOST_ITEMS


def _is_iterator(value):
    if isinstance(value, types.GeneratorType):
        return True
    return isinstance(value, collections.abc.Iterator) and type(value).__module__ in _ITERATOR_MODULES
