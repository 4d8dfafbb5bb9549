"""Fuel, so that endless code ends at the same place every time, and the errors by which the runtime stops the target."""


class Stopped(BaseException):
    """Private: ends the code under test. Not an Exception, so that ordinary handlers let it pass."""

    why = "fuel"


class TankDry(Stopped):
    why = "fuel"


class TimeUp(Stopped):
    why = "time"


class ProcessExit(Stopped):
    why = "exit"


class NeverSettles(Stopped):
    why = "pending"


class BlockedEffect(PermissionError):
    """What the target sees when the wall refuses an effect; an OSError, because that is what real code handles."""


class Tank:
    """The probe points of one file: which were passed, and how many more may be."""

    def __init__(self, size):
        hits = bytearray(size)
        blank = bytes(size)
        left = filled = used = 0
        dry = False

        def refill(amount):
            nonlocal left, filled, used, dry
            used += filled - max(left, 0)
            left = filled = amount
            dry = False

        def take_spent():
            """Points passed since the last time this was asked."""
            nonlocal used
            refill(0)
            spent, used = used, 0
            return spent

        def clear():
            hits[:] = blank

        def enter(point):
            nonlocal left, dry
            hits[point] = 1
            left -= 1
            if left < 0:
                dry = True
                raise TankDry("fuel ran out")

        def handle(point):
            hits[point] = 1
            if dry:
                raise TankDry("fuel ran out")

        def is_dry():
            return dry

        self.hits = hits
        self.refill = refill
        self.take_spent = take_spent
        self.clear = clear
        self.enter = enter
        self.handle = handle
        self.is_dry = is_dry
        # Returns None, so `None if mark(7, 1) else x` marks and gives x without a Python frame.
        self.mark = hits.__setitem__

    def met(self):
        hits = self.hits
        found = []
        at = hits.find(1)
        while at >= 0:
            found.append(at)
            at = hits.find(1, at + 1)
        return found


#: What importing may burn: tables are built at module level, endless loops are not.
HARD_IMPORT_FUEL = 5_000_000
