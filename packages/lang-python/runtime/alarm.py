"""The second net: an alarm for code that burns time where no fuel is counted (regular expressions, huge powers)."""

import signal

from .fuel import TimeUp
from .world import cpu_seconds, real_seconds

_INTERVAL = 0.25
#: How many times its seconds code may wait, and the most it may: shorter than the silence after which the process is killed.
_PATIENCE = 4
_LONGEST = 5.0
#: Rings in a row between which the process did nothing at all: it waits for what nobody will do, a lock or an empty queue.
#: Fewer where less time is given.
_IDLE_RINGS = 4
#: Less than this between two rings is the ringing itself; a process that is kept waiting by others uses more in its turn.
_IDLE_SECONDS = 0.0005


class Alarm:
    """
    Rings every quarter second; raises only while a scenario is running and is over its time, and again if swallowed. Time is
    what it used of the processor, so that a busy machine changes nothing; who waits uses none and gets a second.
    """

    def __init__(self, seconds):
        self.seconds = seconds
        self.began = self.used = self.rung = 0.0
        self.idle = 0
        self.running = False
        self.can_ring = hasattr(signal, "setitimer")
        if self.can_ring:
            signal.signal(signal.SIGALRM, self.ring)
            signal.setitimer(signal.ITIMER_REAL, _INTERVAL, _INTERVAL)

    def start(self):
        self.began, self.used = real_seconds(), cpu_seconds()
        self.rung, self.idle = self.used, 0
        self.running = True

    def stop(self):
        self.running = False

    def ring(self, _number, _frame):
        if self.running and self.is_over():
            raise TimeUp("took longer than %g s" % self.seconds)

    def is_over(self):
        now = cpu_seconds()
        self.idle = self.idle + 1 if now - self.rung < _IDLE_SECONDS else 0
        self.rung = now
        patience = max(self.seconds, min(_PATIENCE * self.seconds, _LONGEST))
        return now - self.used > self.seconds or self.idle >= self.most_idle() or real_seconds() - self.began > patience

    def most_idle(self):
        return max(2, min(_IDLE_RINGS, int(self.seconds / _INTERVAL)))
