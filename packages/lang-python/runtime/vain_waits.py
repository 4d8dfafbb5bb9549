"""Waiting for what no other thread is there to do ends at once, not when the alarm rings."""

import threading

from .fuel import NeverSettles

#: Who waits longer than this is no code a test should call, even if it would go on by itself.
_LONGEST = 0.2


def end_vain_waits(world):
    """Queues, events, semaphores and barriers all wait by `Condition.wait`; bare locks do not, those are left to the alarm."""
    real_wait = threading.Condition.wait

    def wait(self, timeout=None):
        is_usual = timeout is None or isinstance(timeout, (int, float))
        if threading.active_count() > 1 or not is_usual or not self._is_owned():
            return real_wait(self, timeout)
        # NaN is no time to wait, so whoever is given it tries again for ever.
        if timeout is None or not timeout <= _LONGEST:
            raise NeverSettles("waits for something that no thread will do")
        world.advance(max(timeout, 0))
        return False

    threading.Condition.wait = wait
