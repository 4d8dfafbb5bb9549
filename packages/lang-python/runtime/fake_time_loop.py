"""An event loop on the fake clock: sleeping takes no time, and a loop that would wait for ever is stopped."""

import asyncio
import selectors
import threading

from .fuel import NeverSettles


class _FakeTimeSelector(selectors.DefaultSelector):
    """Never waits: timers fire at once on the fake clock, and a loop with nothing left to wait for is stopped."""

    def __init__(self, world):
        super().__init__()
        self.world = world

    def select(self, timeout=None):
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is None or threading.active_count() > 1:
            if threading.active_count() > 1:
                ready = super().select(1)
                if ready:
                    return ready
            if timeout is None:
                raise NeverSettles("waits for something that never comes")
        self.world.advance(timeout + 1e-6)  # a float clock rounds: less might never be reached
        return []


class FakeTimeLoop(asyncio.SelectorEventLoop):
    """Its own clock is the fake one, without counting as a look at the time."""

    def __init__(self, world):
        self.world = world
        super().__init__(_FakeTimeSelector(world))

    def time(self):
        self.world.counters.has_loop = True
        return self.world.nanoseconds / 1e9
