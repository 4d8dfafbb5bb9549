"""Numbers that the system gives files: other ones in every run, so neither their values nor their order may steer anything."""

import os

#: Those of the last scenarios are enough, and a search looks at files for as long as it likes.
_MOST_TIMES = 10_000
#: Times of files as they were looked at. Their order means something; what it means does not change from run to run.
FILE_TIMES = set()


class SystemNumber(int):
    """An i-node or a device. Equal as the system says, greater where it was first seen later. Tells who shows it."""

    _seen = {}
    #: The words of `Observation.unstable`.
    used = set()

    @classmethod
    def forget(cls):
        """Before each scenario."""
        cls._seen.clear()

    def __new__(cls, number):
        cls._seen.setdefault(number, len(cls._seen))
        return int.__new__(cls, number)

    def _order(self, other, compare):
        seen = self._seen
        if type(other) is SystemNumber:
            return compare(seen.get(int(self), -1), seen.get(int(other), -1))
        return compare(int(self), other)

    def __repr__(self):
        self.used.add("environment")
        return int.__repr__(self)

    def __format__(self, how):
        self.used.add("environment")
        return int.__format__(self, how)

    def __lt__(self, other):
        return self._order(other, int.__lt__)

    def __le__(self, other):
        return self._order(other, int.__le__)

    def __gt__(self, other):
        return self._order(other, int.__gt__)

    def __ge__(self, other):
        return self._order(other, int.__ge__)


SystemNumber.__name__ = SystemNumber.__qualname__ = "int"


def without_chance(found):
    """What the system says of a file, with its numbers marked."""
    _, (fields, more) = found.__reduce__()
    mode, node, device, *others = fields
    times = (found.st_mtime, found.st_ctime, found.st_mtime_ns, found.st_ctime_ns)
    if len(FILE_TIMES) > _MOST_TIMES:
        FILE_TIMES.clear()
    FILE_TIMES.update(time for time in times if time > 1000)
    return os.stat_result((mode, SystemNumber(node), SystemNumber(device), *others), more)
