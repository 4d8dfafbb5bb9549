"""A clock, randomness and environment that repeat; notes which of them the target consulted."""

import datetime
import gc
import os
import queue  # noqa: F401 - it takes hold of the clock when it is loaded: of the real one
import random
import sys
import time
import uuid

from .counters import Counters
from .file_numbers import SystemNumber
from .machine import Machine
from .surroundings import Arguments, Surroundings, standing_still

_REAL_CLOCK = time.perf_counter
_REAL_CPU = time.process_time
_DEFAULT_EPOCH = 1_700_000_000_000
_TICK = 1_000_000  # every look at the clock advances it by a millisecond, as a real one would move


class World:
    """The frozen surroundings of a scenario. `used` holds the words of `Observation.unstable`."""

    def __init__(self):
        self.used = set()
        self.epoch = _DEFAULT_EPOCH
        self.seed = 0
        self.nanoseconds = 0
        self.stale = True
        self.source = None
        self.environment = {}
        self.folder = "/"
        self.moved = False
        self.clock_types_frozen = False
        self.surroundings = Surroundings()
        self.arguments = Arguments(self.used, self.surroundings)
        self.counters = Counters(self._now, self.used, self.surroundings.asked)
        self.machine = Machine(self.used)
        SystemNumber.used = self.used
        self.place = 0

    def install(self):
        self._install_clock()
        self._install_random()
        self._install_environment()
        self.machine.install()

    def begin(self, given=None):
        """Before each scenario, with the surroundings it is given. Cheap: seeds only what the last one used."""
        self.nanoseconds = self.epoch * 1_000_000
        if self.used:
            self.used.clear()
        SystemNumber.forget()
        around = self.surroundings
        if around.asked or around.listed:
            around.forget_asked()
        if self.stale:
            self.stale = False
            self.reseed(self.source, self.seed)
        if given is not None:
            around.place(given)
            if around.chance is not None:
                self.stale = True
                self.reseed(self.source, around.chance)
            self.counters.place(around.tick)

    def restore(self):
        """After each scenario: environment, folder, argv and standard input as they were."""
        if os.environ._data != self.environment:
            os.environ._data.clear()
            os.environ._data.update(self.environment)
        if self.moved:
            os.chdir(self.folder)
            self.moved = False
        sys.argv = self.arguments
        sys.stdin = self.surroundings.stdin
        self.counters.take_back()
        if self.surroundings.placed:
            self.surroundings.take_back()

    def set(self, epoch, seed, other=False):
        """Another world than that of the search has other arguments and addresses, as every process of a test runner has, and is another machine."""
        self.epoch, self.seed, self.stale = epoch, seed, True
        self.arguments.become(["autotest", "--%d" % seed if seed % 2 == 0 else str(seed)] if other else ["autotest"])
        self.machine.move(seed if other else 0)
        self.place = 0x7F00_0000_0000 + seed * 4096 % 2**40

    def remember(self):
        self.environment = dict(os.environ._data)
        self.folder = os.getcwd()
        self.used.clear()

    def advance(self, seconds):
        self.nanoseconds += int(seconds * 1e9)

    # -- clock ---------------------------------------------------------------------------------------------------

    def _now(self):
        self.used.add("time")
        self.nanoseconds += _TICK
        return self.nanoseconds

    def _install_clock(self):
        self.counters.install()
        now, clock = self._now, self.surroundings.clock
        seconds = lambda: now() / 1e9  # noqa: E731

        def read():
            given = clock()
            return now() / 1e9 if given is None else float(given)

        def read_ns():
            given = clock()
            return now() if given is None else given * 1_000_000_000

        time.time, time.time_ns = _named("time", read), _named("time_ns", read_ns)

        def sleep(duration):
            if duration < 0:
                raise ValueError("sleep length must be non-negative")
            self.used.add("time")
            self.advance(duration)

        time.sleep = sleep
        for name in ("localtime", "gmtime", "ctime"):
            setattr(time, name, _defaulting(name, getattr(time, name), seconds, 0))
        real_local = time.localtime
        time.asctime = _defaulting("asctime", time.asctime, lambda: real_local(), 0)
        time.strftime = _defaulting("strftime", time.strftime, lambda: real_local(), 1)
        self._freeze_clock_types(seconds)

    def _freeze_clock_types(self, seconds):
        """datetime.now() and date.today() read the clock in C. The types stay the same objects; only these methods change."""

        clock = self.surroundings.clock

        def today(cls):
            given = clock()
            return cls.fromtimestamp(seconds()) if given is None else standing_still(cls, given)

        def now(cls, tz=None):
            given = clock()
            if given is None:
                return cls.fromtimestamp(seconds(), tz)
            return standing_still(cls, given) if tz is None else cls.fromtimestamp(given, tz)

        def utcnow(cls):
            given = clock()
            if given is not None:
                return standing_still(cls, given)
            moment = datetime.datetime.fromtimestamp(seconds(), datetime.timezone.utc)
            return cls(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, moment.microsecond)

        try:
            import ctypes

            modified = ctypes.pythonapi.PyType_Modified
            modified.argtypes = [ctypes.py_object]
            modified.restype = None
            for cls, methods in ((datetime.date, (today,)), (datetime.datetime, (now, utcnow))):
                members = gc.get_referents(cls.__dict__)[0]
                for method in methods:
                    members[method.__name__] = classmethod(method)
                modified(cls)
            self.nanoseconds = 86_400 * 1_000_000_000
            self.clock_types_frozen = datetime.datetime.now().year == 1970 and datetime.date.today().year == 1970
        except Exception:  # another implementation or a locked-down build: two runs still show the difference
            self.clock_types_frozen = False

    # -- randomness ----------------------------------------------------------------------------------------------

    def _touch(self, word):
        self.used.add(word)
        self.stale = True

    def _install_random(self):
        touch, surroundings = self._touch, self.surroundings
        plain = random.Random.random

        def draw():
            self.stale = True
            if surroundings.chance is None:
                self.used.add("random")
                surroundings.asked.add("chance")

        class Watched(random.Random):
            def random(self):
                draw()
                return super().random()

            def getrandbits(self, k):
                draw()
                return super().getrandbits(k)

        self.source = Watched(0)
        for name in random.__all__:
            function = getattr(random._inst, name, None)
            if callable(function) and getattr(random, name) == function:
                setattr(random, name, getattr(self.source, name))
        random._inst = self.source

        seed = self.reseed = random.Random.seed

        def seed_repeatably(instance, a=None, version=2):
            if a is None:
                touch("random")
                a = self.seed
            elif instance is self.source:
                self.stale = True
            return seed(instance, a, version)

        random.Random.seed = seed_repeatably
        random.seed = self.source.seed

        def urandom(size):
            touch("random")
            return bytes(int(plain(self.source) * 256) for _ in range(size))

        os.urandom = urandom
        random._urandom = urandom
        uuid4_of = uuid.UUID

        def uuid4():
            if surroundings.uuid is not None:
                return uuid4_of(surroundings.uuid)
            surroundings.asked.add("uuid")
            touch("uuid")
            return uuid4_of(bytes=urandom(16), version=4)

        def uuid1(node=None, clock_seq=None):
            touch("uuid")
            stamp = self._now() // 100 + 0x01B21DD213814000
            return uuid4_of(
                fields=(stamp & 0xFFFFFFFF, (stamp >> 32) & 0xFFFF, (stamp >> 48) & 0x0FFF, 0x80, clock_seq or 0, node or 1),
                version=1,
            )

        uuid.uuid4, uuid.uuid1 = uuid4, uuid1

    # -- environment ---------------------------------------------------------------------------------------------

    def _install_environment(self):
        used, surroundings = self.used, self.surroundings
        base = type(os.environ)

        class Environment(base):
            def __getitem__(self, key):
                if surroundings.is_variable_open(key):
                    used.add("environment")
                return base.__getitem__(self, key)

            def __iter__(self):
                used.add("environment")
                return surroundings.list_variables(base.__iter__(self))

        Environment.__name__ = Environment.__qualname__ = base.__name__
        os.environ.__class__ = Environment
        chdir, getcwd = os.chdir, os.getcwd

        def watched_chdir(path):
            self.moved = True
            return chdir(path)

        def watched_getcwd():
            if surroundings.files is None:  # else what tells the folder's name is noticed when it is told
                used.add("environment")
            return getcwd()

        os.chdir, os.getcwd = watched_chdir, watched_getcwd
        sys.argv = self.arguments


def real_seconds():
    """Monotonic, never frozen."""
    return _REAL_CLOCK()


def cpu_seconds():
    """What this process used of its processor, never frozen."""
    return _REAL_CPU()


def _named(name, function):
    function.__name__ = function.__qualname__ = name
    return function


def _defaulting(name, function, default, position):
    """`function` with its clock argument (at `position`) taken from `default` when left out."""

    def call(*args):
        if len(args) <= position or args[position] is None:
            args = (*args[:position], default())
        return function(*args)

    return _named(name, call)
