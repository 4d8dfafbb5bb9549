"""What a scenario sets around the code under test, and what that code asked for that the scenario did not set."""

import datetime
import io
import os
import re
import sys

_PROGRAM = "program"
_NAME = re.compile(r"[A-Za-z_]\w*\Z", re.ASCII)
#: What is told of one scenario before another name of a variable or file is too many.
MOST_ASKED = 12
_NOTHING = {}
_EPOCH = datetime.datetime(1970, 1, 1)
#: They ask on their own behalf: in which language to speak, and whether to watch their own work.
_ASK_FOR_THEMSELVES = {"gettext", "asyncio.coroutines"}
_GO_BETWEENS = {"os", "collections.abc", "shutil", "_colorize"}
#: Of `argparse`: here the width and the colours of the terminal decide nothing but what goes to standard error.
_BLIND = {"add_argument", "error"}


class Surroundings:
    """`place` before a scenario; what was placed is asked for without a trace, everything else is noted."""

    def __init__(self):
        #: `Observation.asked`, not yet sorted.
        self.asked = set()
        self.listed = set()
        self.refuse = None
        self.stdin = sys.stdin
        self.take_back()

    def take_back(self):
        """What is left to do for the world, which puts the environment and the command line back whoever changed them."""
        self.placed = False
        self.arguments = self.input = self.now = self.tick = self.chance = self.uuid = self.files = None
        self.environment = _NOTHING

    def refuse_input(self, refuse):
        """From now on standard input is there, but not to be read, as under a test runner."""
        self.refuse = refuse
        self.stdin = sys.stdin = _NoInput(self)

    def forget_asked(self):
        self.asked.clear()
        self.listed.clear()

    def place(self, given):
        self.placed = True
        self.arguments, self.input = given.get("arguments"), given.get("input")
        self.now, self.chance, self.uuid = given.get("now"), given.get("chance"), given.get("uuid")
        self.files, self.tick = given.get("files"), given.get("tick")
        self.environment = given.get("environment") or _NOTHING
        if self.arguments is not None:
            sys.argv = [_PROGRAM, *self.arguments]
        if self.input is not None:
            sys.stdin = _GivenInput(self.input)
            sys.stdin.refuse = self.refuse
        variables = os.environ
        for name, text in self.environment.items():
            if text is None:
                variables._data.pop(variables.encodekey(name), None)
            else:
                variables._data[variables.encodekey(name)] = variables.encodevalue(text)

    # -- asking ----------------------------------------------------------------------------------------------------

    def ask_arguments(self):
        if self.arguments is None:
            self.asked.add("arguments")

    def ask_input(self):
        if self.input is None:
            self.asked.add("input")
        self.refuse("read standard input")

    def clock(self):
        """Where the calendar's clock stands still, or None. Log records carry the time, whether anybody wants it or not."""
        if self.now is None and sys._getframe(2).f_globals.get("__name__") != "logging":
            self.asked.add("now")
        return self.now

    def is_variable_open(self, name):
        """Whether what the environment says under `name` is up to the machine."""
        if type(name) is not str:
            return True
        if name in self.environment or _is_for_itself(sys._getframe(2)):
            return False
        if len(self.asked) < MOST_ASKED and name not in self.listed and _NAME.match(name):
            word = "environment " + name
            if word not in self.asked and not _is_importing(sys._getframe(2)):
                self.asked.add(word)
        return True

    def list_variables(self, names):
        """Whoever takes all there are asks for none of them by name, though each may be looked up then."""
        for name in names:
            self.listed.add(name)
            yield name


def standing_still(cls, seconds):
    """The moment as a `date` or `datetime` of the class, without a zone: in UTC on every machine."""
    fields = (_EPOCH + datetime.timedelta(seconds=seconds)).timetuple()
    return cls(*fields[: 6 if issubclass(cls, datetime.datetime) else 3])


class Arguments(list):
    """The command line, which is that of the test runner. Tells who looks at it."""

    def __init__(self, used, surroundings):
        self.used = used
        self.surroundings = surroundings

    def become(self, arguments):
        self[:] = arguments

    def _note(self):
        self.used.add("environment")
        self.surroundings.ask_arguments()

    def __getitem__(self, key):
        self._note()
        return list.__getitem__(self, key)

    def __iter__(self):
        self._note()
        return list.__iter__(self)

    def __len__(self):
        self._note()
        return list.__len__(self)

    def __contains__(self, item):
        self._note()
        return list.__contains__(self, item)


Arguments.__name__ = Arguments.__qualname__ = "list"


class _NoInput(io.TextIOBase):
    """Standard input under a test runner: there, but not to be read."""

    def __init__(self, surroundings):
        self._surroundings = surroundings

    def read(self, *_):
        self._surroundings.ask_input()

    readline = readlines = __next__ = read


class _GivenInput(io.StringIO):
    """Text only: in the test it is a plain `StringIO`, which has no bytes below."""

    @property
    def buffer(self):
        self.refuse("read standard input as bytes")


def _is_for_itself(frame):
    """True when a library reads the environment for something that no result depends on."""
    name = frame.f_globals.get("__name__")
    while name in _GO_BETWEENS and frame.f_back is not None:
        frame = frame.f_back
        name = frame.f_globals.get("__name__")
    if name in _ASK_FOR_THEMSELVES:
        return True
    while name == "argparse" and frame is not None:
        if frame.f_code.co_name in _BLIND:
            return True
        frame = frame.f_back
        name = frame and frame.f_globals.get("__name__")
    return False


def _is_importing(frame):
    """A module that is loaded asks once: the next scenario finds it loaded."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False
