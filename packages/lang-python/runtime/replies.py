"""The way back: one JSON object per line, several written at once."""

import json
import os

from .world import real_seconds

#: Lines that may wait for others before they are written: each write wakes the process that reads. Never by the clock: when
#: the process dies, which lines got through must not depend on how fast it was.
_WAITING_BYTES = 60_000
_WAITING_LINES = 32
_ENCODE = json.JSONEncoder(separators=(",", ":"), allow_nan=False, check_circular=False).encode
_WRITE = os.write


class Replies:
    """`last_line` says when something was written last, in seconds that are never frozen."""

    def __init__(self, descriptor):
        self.descriptor = descriptor
        self.waiting = bytearray()
        self.lines = 0
        self.last_line = 0.0

    def add(self, reply):
        """A line that is written soon: with the next that cannot wait, or when enough of them wait."""
        self.waiting += _ENCODE(reply).encode("ascii")
        self.waiting += b"\n"
        self.lines += 1
        if len(self.waiting) > _WAITING_BYTES or self.lines >= _WAITING_LINES:
            self.flush()

    def send(self, reply):
        self.add(reply)
        self.flush()

    def flush(self):
        if not self.waiting:
            return
        view = memoryview(bytes(self.waiting))
        self.waiting.clear()
        self.lines = 0
        while view:
            view = view[_WRITE(self.descriptor, view) :]
        self.last_line = real_seconds()
