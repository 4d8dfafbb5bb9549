"""The second net: an alarm for code that burns time where no fuel is counted (regular expressions, huge powers)."""

import signal

from .fuel import TimeUp
from .world import real_seconds

_INTERVAL = 0.25


class Alarm:
    """Rings every quarter second; raises only while a scenario is running and is over its time, and again if swallowed."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.began = 0.0
        self.running = False
        self.can_ring = hasattr(signal, "setitimer")
        if self.can_ring:
            signal.signal(signal.SIGALRM, self.ring)
            signal.setitimer(signal.ITIMER_REAL, _INTERVAL, _INTERVAL)

    def start(self):
        self.began = real_seconds()
        self.running = True

    def stop(self):
        self.running = False

    def ring(self, _number, _frame):
        if self.running and real_seconds() - self.began > self.seconds:
            raise TimeUp("took longer than %g s" % self.seconds)
