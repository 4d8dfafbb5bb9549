"""What a machine is: who uses it, what it is called, its time zone, where objects lie in its memory. Another one in every world but that of the search."""

import _socket
import os
import sys
import time

from .set_order import SetOrder

#: East and west of Greenwich, in the words of POSIX, which need no database.
_ZONES = ("AAA-9", "BBB+5")
#: Shared memory is named after the process, and the wall knows it by that name; nobody sees it.
_MEMORY = "multiprocessing.heap"


class Machine:
    """`move` to another machine, or back; who asks which one it is notes `environment`."""

    def __init__(self, used):
        self.used = used
        self.seed = 0
        self.sets = SetOrder()
        self.home_zone = self.zone = os.environ.get("TZ") or "UTC"

    def move(self, seed):
        """0 is this machine. Code that runs in local time shows it by what it gives in another zone."""
        self.seed = seed
        self.sets.turned = seed != 0 and seed % 2 == 0
        platform = sys.modules.get("platform")
        if platform is not None:
            platform._uname_cache = None
        zone = _ZONES[seed % 2] if seed else self.home_zone
        if zone != self.zone and hasattr(time, "tzset"):
            self.zone = zone
            os.putenv("TZ", zone)
            time.tzset()

    def install(self):
        self._watch(_socket, "gethostname", self._text)
        self._watch(os, "getlogin", self._text)
        self._watch(os, "uname", lambda found: type(found)([found[0], self._text(found[1]), *found[2:]]))
        for name in ("getpid", "getppid", "getuid", "geteuid", "getgid", "getegid", "cpu_count"):
            self._watch(os, name, lambda number: number and number + self.seed)
        try:
            import pwd
        except ImportError:  # not on Windows
            return
        for name in ("getpwuid", "getpwnam"):
            self._watch_user(pwd, name)

    def _text(self, text):
        return text + "-%d" % self.seed if self.seed else text

    def _watch(self, module, name, moved):
        real = getattr(module, name, None)
        if real is None:
            return

        def ask(*args):
            asking = sys._getframe(1).f_globals.get("__name__")
            if asking == _MEMORY:
                return real(*args)
            # Log records carry the process, whether anybody wants it or not.
            if asking != "logging":
                self.used.add("environment")
            return moved(real(*args))

        ask.__name__ = ask.__qualname__ = name
        setattr(module, name, ask)

    def _watch_user(self, pwd, name):
        real = getattr(pwd, name)

        def ask(key):
            self.used.add("environment")
            user = list(real(key - self.seed if type(key) is int and key >= self.seed else key))
            user[0], user[5] = self._text(user[0]), self._text(user[5])
            return pwd.struct_passwd(user)

        ask.__name__ = ask.__qualname__ = name
        setattr(pwd, name, ask)
