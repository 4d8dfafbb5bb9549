"""Refuses effects outside the scratch folder. A seat belt against accidents, not a jail."""

import os
import signal
import sys

from .fuel import BlockedEffect, ProcessExit

_DEEPEST = 5000
_GETCWD = os.getcwd
_STAT = os.stat
#: Descriptors that are looked for when the wall is built; the channel lies above them.
_DESCRIPTORS = 256
_WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

#: Events whose first arguments are paths that would change. The number says how many.
_PATH_EVENTS = {
    "os.remove": 1,
    "os.rmdir": 1,
    "os.mkdir": 1,
    "os.rename": 2,
    "os.link": 2,
    "os.symlink": 2,
    "os.truncate": 1,
    "os.chmod": 1,
    "os.chown": 1,
    "os.utime": 1,
    "os.chflags": 1,
    "os.setxattr": 1,
    "os.removexattr": 1,
    "shutil.rmtree": 1,
    "shutil.move": 2,
    "shutil.chown": 1,
    "shutil.unpack_archive": 2,
    "tempfile.mkstemp": 1,
    "tempfile.mkdtemp": 1,
}

_LISTINGS = {"os.listdir", "os.scandir"}

_ALWAYS = {
    "os.system": "run",
    "os.exec": "run",
    "os.posix_spawn": "run",
    "os.spawn": "run",
    "os.startfile": "run",
    "os.startfile/2": "run",
    "subprocess.Popen": "run",
    "pty.spawn": "run",
    "os.fork": "fork",
    "os.forkpty": "fork",
    "os.kill": "kill",
    "os.killpg": "kill",
    "signal.pthread_kill": "kill",
    "socket.connect": "connect",
    "socket.bind": "bind",
    "socket.sendto": "send",
    "socket.sendmsg": "send",
    "socket.getaddrinfo": "look up",
    "socket.gethostbyname": "look up",
    "socket.gethostbyaddr": "look up",
    "socket.getnameinfo": "look up",
    "socket.sethostname": "set host name",
    "webbrowser.open": "open browser",
    "ctypes.call_function": "call native code",
    "ctypes.set_errno": "call native code",
    "ctypes.string_at": "read memory",
    "ctypes.wstring_at": "read memory",
    "resource.setrlimit": "set limit",
    "syslog.syslog": "log to the system",
    "winreg.SetValue": "write registry",
    "winreg.CreateKey": "write registry",
    "winreg.DeleteKey": "write registry",
}


#: Files of code: how they are loaded differs from run to run.
_CODE = (".py", ".pyc", ".so", ".pyd")
#: Bytes of an opened file that take as long as one point of the code: who opens it reads it, and mostly makes something of it.
_BYTES_PER_POINT = 200


class Wall:
    """`blocked` collects what was refused since it was last cleared, in words."""

    def __init__(self, scratch):
        self.scratch = os.path.realpath(scratch)
        self.inside = self.scratch + os.sep
        self.raised = False
        self.blocked = []
        self.opened = 0
        #: Is told each path that is opened, listed or changed.
        self.look_for = lambda path: None
        self.memory = "/dev/shm/pym-%d-" % os.getpid()
        self.held = {number for number in range(_DESCRIPTORS) if _is_open(number)}

    def install(self):
        sys.addaudithook(self.audit)
        self._replace_silent_effects()

    def up(self):
        self.raised = True

    def down(self):
        self.raised = False

    def take(self):
        blocked, self.blocked = self.blocked, []
        return blocked

    def take_work(self):
        """What reading the files takes that were opened since that was asked last, in points."""
        opened, self.opened = self.opened, 0
        return opened // _BYTES_PER_POINT

    def refuse(self, words):
        words = words[:200]
        if words not in self.blocked and len(self.blocked) < 20:
            self.blocked.append(words)
        raise BlockedEffect(1, "autotest refused: " + words)

    def audit(self, event, args):
        if not self.raised:
            return
        if event == "open":
            self.look_for(args[0])
            self.check_open(*args)
            if type(args[0]) is str and not args[0].endswith(_CODE):
                self.opened += _size_of(args[0])
        elif event in _PATH_EVENTS:
            for path in args[: _PATH_EVENTS[event]]:
                self.look_for(path)
                self.check_path(event.split(".")[1], path)
        elif event in _ALWAYS:
            self.raised = False
            try:
                detail = _describe(event, args)
            finally:
                self.raised = True
            self.refuse((_ALWAYS[event] + " " + detail).strip())
        elif event in _LISTINGS:
            self.look_for(args[0])
        elif event == "ctypes.dlsym" and not self.is_python_api(args[0]):
            self.refuse("call native code %s" % (args[1],))
        elif event == "ctypes.dlopen" and args and args[0]:
            self.refuse("load library %s" % (args[0],))
        elif event == "sqlite3.connect" and args and args[0] not in (":memory:", b":memory:", ""):
            self.check_path("open database", args[0])

    def is_python_api(self, library):
        return library is getattr(sys.modules.get("ctypes"), "pythonapi", None)

    def check_open(self, path, mode, flags):
        # A number is whatever the process that runs the tests has open under it: opening and closing that would end it.
        if isinstance(path, int) and (path in self.held or not _is_open(path)):
            self.refuse("use file descriptor %d" % path)
        writes = any(letter in mode for letter in "wax+") if isinstance(mode, str) else False
        if writes or (isinstance(flags, int) and flags & _WRITE_FLAGS):
            if not isinstance(path, int):
                self.check_path("write", path)

    def check_path(self, verb, path):
        if isinstance(path, int) or path is None:
            return
        try:
            text = os.fsdecode(path)
        except TypeError:
            return
        if text == os.devnull:
            return
        # Absolute first: who asks where we are is the code under test, not the wall.
        place = text if os.path.isabs(text) else os.path.join(_GETCWD(), text)
        # The last part may be a link that is only renamed or removed: what counts is the folder it is in, and where it leads.
        real = os.path.realpath(place)
        folder = os.path.realpath(os.path.dirname(os.path.abspath(place)))
        if (self.is_inside(real) and self.is_inside(folder)) or self.is_own_memory(real):
            return
        self.refuse("%s %s" % (verb, text))

    def is_inside(self, path):
        return path == self.scratch or path.startswith(self.inside)

    def is_own_memory(self, path):
        """Shared memory of `multiprocessing`: made and unlinked in one breath, only named after this process."""
        return path.startswith(self.memory)

    def _replace_silent_effects(self):
        """Effects without an audit event."""

        def leave(code=0):
            raise ProcessExit("os._exit(%r)" % (code,))

        def abort():
            raise ProcessExit("os.abort()")

        os._exit, os.abort = leave, abort
        set_limit = sys.setrecursionlimit
        # Deeper than this the C stack may end before Python's own limit does.
        sys.setrecursionlimit = lambda limit: set_limit(min(limit, _DEEPEST))
        for name in ("alarm", "setitimer", "pause", "sigwait", "pthread_sigmask", "raise_signal"):
            if hasattr(signal, name):
                setattr(signal, name, self._refusing("signal." + name))
        for name in ("mkfifo", "mknod", "setuid", "setgid", "setsid", "setpgid", "nice", "chroot", "fchmod", "fchown"):
            if hasattr(os, name):
                setattr(os, name, self._refusing("os." + name))
        try:
            import _posixsubprocess

            # `multiprocessing` starts its helpers here, where no audit event is raised.
            _posixsubprocess.fork_exec = self._refusing("start a process")
        except ImportError:
            pass
        handlers = {}

        def set_handler(number, handler):
            previous = handlers.get(number, signal.SIG_DFL)
            handlers[number] = handler
            return previous

        signal.signal = set_handler  # remembered, never delivered: the alarm stays ours

    def _refusing(self, name):
        def refused(*args, **kwargs):
            self.refuse(name)

        return refused


def _is_open(descriptor):
    try:
        os.fstat(descriptor)
        return True
    except (OSError, OverflowError):
        return False


def _size_of(path):
    try:
        return _STAT(path).st_size
    except (OSError, ValueError):
        return 0


def _describe(event, args):
    try:
        if event.startswith("socket."):
            address = args[1] if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg") else args[:2]
            if isinstance(address, tuple):
                return ":".join(str(part) for part in address[:2])
            return str(address)
        if event in ("os.fork", "os.forkpty"):
            return ""
        if event == "subprocess.Popen":
            command = args[1]
            return command if isinstance(command, str) else " ".join(os.fsdecode(part) for part in command)
        if event in ("os.kill", "os.killpg"):
            return "process"
        return " ".join(str(part) for part in args[:2] if part is not None)
    except Exception:
        return ""
