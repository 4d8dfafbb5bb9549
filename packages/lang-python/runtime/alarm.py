"""The second net: an alarm for code that burns time where no fuel is counted (regular expressions, huge powers)."""

import signal

from .fuel import TimeUp
from .world import cpu_seconds, real_seconds

_INTERVAL = 0.1
#: How long code may take that is kept waiting: shorter than the silence after which the process is killed.
_LONGEST = 5.0
#: Rings in a row between which the process did nothing at all: it waits for what nobody will do, such as a lock of its own.
_IDLE_RINGS = 10
#: Less than this between two rings is the ringing itself; a process that is kept waiting by others uses more in its turn.
_IDLE_SECONDS = 0.0005


class Alarm:
    """
    Rings ten times a second; raises only while a scenario is running and is over its time, and again if swallowed. Time is
    what it used of the processor, so that a busy machine changes nothing; who waits uses none and gets a second. It is counted
    from the first ring: asking for it costs as much as many a scenario, and most are over before.
    """

    def __init__(self, seconds):
        self.seconds = seconds
        self.began = self.used = self.rung = 0.0
        self.idle = 0
        self.running = self.rang = False
        self.can_ring = hasattr(signal, "setitimer")
        if self.can_ring:
            signal.signal(signal.SIGALRM, self.ring)
            signal.setitimer(signal.ITIMER_REAL, _INTERVAL, _INTERVAL)

    def start(self):
        self.rang = False
        self.running = True

    def stop(self):
        self.running = False

    def ring(self, _number, _frame):
        if self.running and self.is_over():
            raise TimeUp("took longer than %g s" % self.seconds)

    def is_over(self):
        now = cpu_seconds()
        if not self.rang:
            self.rang = True
            self.began, self.used = real_seconds(), now
            self.rung, self.idle = now, 0
            return False
        self.idle = self.idle + 1 if now - self.rung < _IDLE_SECONDS else 0
        self.rung = now
        waited = real_seconds() - self.began
        return now - self.used > self.seconds or self.idle >= _IDLE_RINGS or waited > max(self.seconds, _LONGEST)
