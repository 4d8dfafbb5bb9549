"""Refuses what a test must not do to the machine. A seat belt, not a jail.

Audit hooks cannot be taken off again, so the wall stands until the process ends.
"""

import os
import sys
import threading

_WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

# Event -> positions of (path, directory descriptor); a position of None means the event carries no descriptor.
_CHANGES = {
    "os.remove": ((0, 1),),
    "os.rmdir": ((0, 1),),
    "os.mkdir": ((0, 2),),
    "os.rename": ((0, 2), (1, 3)),
    "os.link": ((1, 3),),
    "os.symlink": ((1, 2),),
    "os.truncate": ((0, None),),
    "os.chmod": ((0, 2),),
    "os.chown": ((0, 3),),
    "os.utime": ((0, 3),),
    "os.setxattr": ((0, None),),
    "os.removexattr": ((0, None),),
    "os.chflags": ((0, None),),
    "shutil.rmtree": ((0, 1),),
    "shutil.move": ((0, None), (1, None)),
    "sqlite3.connect": ((0, None),),
}

_PROCESSES = {
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "pty.spawn",
}

_NETWORK = {
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.sendmsg",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
}

_HARMLESS_FILES = {os.devnull, "/dev/tty", "/dev/stdout", "/dev/stderr"}


class Wall:
    """Remembers what it refused, in words, oldest first."""

    def __init__(self, roots):
        self.refused = []
        self._roots = [os.path.realpath(root) for root in roots]
        self._inside = threading.local()
        # Shared memory of `multiprocessing`: made and unlinked in one breath, named after this process.
        self._memory = "/dev/shm/pym-%d-" % os.getpid()

    def stand(self):
        """Starts refusing."""
        sys.addaudithook(self._hear)
        self._refuse_raw_fork()

    def _hear(self, event, args):
        # The checks below cause events of their own.
        if getattr(self._inside, "busy", False):
            return
        self._inside.busy = True
        try:
            words = self._objection(event, args)
        finally:
            self._inside.busy = False
        if words is not None:
            self._refuse(words)

    def _refuse(self, words):
        self.refused.append(words)
        raise PermissionError("autotest refused: " + words)

    def _objection(self, event, args):
        if event == "open":
            path, _, flags = args
            writes = isinstance(flags, int) and flags & _WRITE_FLAGS
            return "write " + _name(path) if writes and not self._may_change(path, None) else None
        if event in _CHANGES:
            for where, directory in _CHANGES[event]:
                path = args[where] if where < len(args) else None
                descriptor = args[directory] if directory is not None and directory < len(args) else None
                if not self._may_change(path, descriptor, event == "sqlite3.connect"):
                    return event.rpartition(".")[2] + " " + _name(path)
            return None
        if event in _PROCESSES:
            return "start " + _name(args[0] if args else event)
        if event in _NETWORK:
            return event.partition(".")[2] + " " + _name(args[-1] if event.startswith("socket.get") is False and args else args[0])
        if event in ("os.kill", "os.killpg"):
            return None if args[0] == os.getpid() and event == "os.kill" else "signal to process %s" % (args[0],)
        return None

    def _may_change(self, path, descriptor, database=False):
        if path is None or isinstance(path, int):
            return True
        try:
            text = os.fsdecode(path)
        except TypeError:
            return True
        if database and (text in ("", ":memory:") or text.startswith("file:")):
            return "mode=memory" in text or not text.startswith("file:")
        if text in _HARMLESS_FILES:
            return True
        if isinstance(descriptor, int) and descriptor >= 0 and not os.path.isabs(text):
            folder = _folder_of(descriptor)
            if folder is None:
                return False
            text = os.path.join(folder, text)
        # A link itself may be removed when its folder may be changed, so the last part is resolved only if it is written.
        full = os.path.realpath(text)
        return full.startswith(self._memory) or any(full == root or full.startswith(root.rstrip(os.sep) + os.sep) for root in self._roots)

    def _refuse_raw_fork(self):
        # multiprocessing starts children through this private function, which raises no audit event.
        try:
            import _posixsubprocess
        except ImportError:
            return

        def fork_exec(*args, **kwargs):
            self._refuse("start a process")

        _posixsubprocess.fork_exec = fork_exec


def _folder_of(descriptor):
    try:
        return os.readlink("/proc/self/fd/%d" % descriptor)
    except OSError:
        pass
    try:
        import fcntl

        return os.fsdecode(fcntl.fcntl(descriptor, fcntl.F_GETPATH, b"\0" * 1024).rstrip(b"\0"))
    except (ImportError, AttributeError, OSError):
        return None


def _name(value):
    if isinstance(value, (list, tuple)):
        return " ".join(_name(part) for part in value)[:200]
    if isinstance(value, (bytes, os.PathLike)):
        value = os.fsdecode(value)
    return str(value)[:200]
