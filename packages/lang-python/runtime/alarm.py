"""The second net: an alarm for code that burns time where no fuel is counted (regular expressions, huge powers)."""

import signal

from .fuel import TimeUp
from .world import cpu_seconds, real_seconds

_INTERVAL = 0.25
#: How many times its seconds code may wait, and the most it may: shorter than the silence after which the process is killed.
_PATIENCE = 4
_LONGEST = 5.0


class Alarm:
    """
    Rings every quarter second; raises only while a scenario is running and is over its time, and again if swallowed. Time is
    what it used of the processor, so that a busy machine changes nothing; who waits uses none and gets some patience.
    """

    def __init__(self, seconds):
        self.seconds = seconds
        self.began = self.used = 0.0
        self.running = False
        self.can_ring = hasattr(signal, "setitimer")
        if self.can_ring:
            signal.signal(signal.SIGALRM, self.ring)
            signal.setitimer(signal.ITIMER_REAL, _INTERVAL, _INTERVAL)

    def start(self):
        self.began, self.used = real_seconds(), cpu_seconds()
        self.running = True

    def stop(self):
        self.running = False

    def ring(self, _number, _frame):
        if self.running and self.is_over():
            raise TimeUp("took longer than %g s" % self.seconds)

    def is_over(self):
        patience = max(self.seconds, min(_PATIENCE * self.seconds, _LONGEST))
        return cpu_seconds() - self.used > self.seconds or real_seconds() - self.began > patience
