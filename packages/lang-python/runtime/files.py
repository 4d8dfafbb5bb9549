"""The working directory that a scenario sets: a fresh folder of text files, and what the code under test looks for in it."""

import os
import pathlib
import re
import stat
import sys

from .file_numbers import without_chance
from .surroundings import MOST_ASKED

_CHDIR = os.chdir
#: What may be told of: a name a person would give a file, at most two folders down.
_TELLABLE = re.compile(r"\.?[A-Za-z0-9_][\w .-]{0,40}(/[\w .-]{1,40}){0,2}\Z")
#: What may be put there. Nothing a shell or another system would stumble over.
_NAME = re.compile(r"[^\x00-\x1f\x7f/\\:]{1,100}\Z")
_DOTS = (".", "..")
#: They look for code, or for the source of it, on behalf of an import or a traceback.
_ASK_FOR_OTHERS = {"importlib._bootstrap", "importlib._bootstrap_external", "linecache", "traceback", "inspect"}
#: Whoever stands above it on the stack is no part of the scenario.
_STARTER = __name__.rpartition(".")[0] + ".run_scenario"
#: When the first file of a folder was written, in seconds since 1970.
_WRITTEN = 1_600_000_000
_MOST_CHANGED = 5
_LONGEST = 2000
#: Entries that are looked at; a target that fills a disk is not followed.
_MOST_ENTRIES = 500


class Folder:
    """`enter` before the arrange steps, `leave` after the act; in between it is where relative paths lead."""

    def __init__(self, world, wall):
        self.world = world
        self.wall = wall
        self.around = world.surroundings
        self.count = 0
        #: Absolute, while a scenario is in it.
        self.path = None
        self.named = frozenset()

    def install(self):
        self.wall.look_for = self.ask
        for name in ("stat", "lstat", "fstat"):
            self._watch(name)

    def enter(self, ran):
        """Makes the folder and goes there; the scenario is stopped when one of its paths leads elsewhere."""
        files = self.around.files
        self.count += 1
        self.path = os.path.join(self.wall.scratch, "work-files-%d" % self.count)
        try:
            os.mkdir(self.path)
            for age, (path, text) in enumerate(files.items()):
                if not _is_plain(path):
                    raise ValueError("strange path %r" % (path,))
                if text is not None:
                    _write(os.path.join(self.path, path), text)
                    # No two are of one age, as in a test, and each is of the same in every run.
                    os.utime(os.path.join(self.path, path), (_WRITTEN + age, _WRITTEN + age))
            _CHDIR(self.path)
        except (OSError, ValueError) as error:
            ran.stop("arrange", "files: %s" % error)
        self.named = {path[:end] for path in files for end in _ends(path)}

    def leave(self, ran):
        """Goes back and removes the folder; what changed in it goes to the `Ran`."""
        import shutil  # takes longer to load than most of what the probe needs

        _CHDIR(self.world.folder)
        if ran.stopped is None:
            ran.files = self._changes(ran.scenario["surroundings"]["files"])
            ran.folder = self.path
        shutil.rmtree(self.path, ignore_errors=True)
        self.path = None

    def ask(self, path):
        """Notes a relative path that the code under test opens or looks for, unless the scenario says what is there."""
        if type(path) is not str:
            if not isinstance(path, pathlib.PurePath):
                return
            path = str(path)
        if path[:1] == "/" or self.world.moved:
            return
        while path.startswith("./"):
            path = path[2:]
        asked = self.around.asked
        word = "file " + path
        if word in asked or len(asked) >= MOST_ASKED or not _TELLABLE.match(path) or not _is_plain(path):
            return
        if self.around.files is not None and path in self.named:
            return
        if not _is_for_another(sys._getframe(1)):
            asked.add(word)

    def _watch(self, name):
        """Looking for a file raises no audit event."""
        real, wall, ask = getattr(os, name), self.wall, self.ask

        def look(*place, **options):
            if not wall.raised:
                return real(*place, **options)
            ask(place[0] if place else options.get("path"))
            return without_chance(real(*place, **options))

        look.__name__ = look.__qualname__ = name
        for known in (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks):
            if real in known:
                known.add(look)
        setattr(os, name, look)
        accessor = getattr(pathlib, "_NormalAccessor", None)
        if accessor is not None:  # until Python 3.10 it holds functions of its own
            setattr(accessor, name, staticmethod(look))

    def _changes(self, before):
        found = {}
        for path in _regular_files(self.path):
            text = _read(os.path.join(self.path, path)) if _is_plain(path) else None
            if text is not None and text != before.get(path):
                found[path] = text
        for path, text in before.items():
            if text is not None and not os.path.lexists(os.path.join(self.path, path)):
                found[path] = None
        return [{"kind": "file", "path": path, "text": found[path]} for path in sorted(found)[:_MOST_CHANGED]]


def with_place(told, folder):
    """The observation; telling where the folder is, which is never the same, is telling of the machine."""
    text = repr(told)
    if os.path.basename(folder) in text or os.path.dirname(folder) in text:
        told["unstable"] = sorted({*told["unstable"], "environment"})
    return told


def _is_plain(path):
    """Relative, and nowhere but down."""
    return type(path) is str and all(_NAME.match(part) and part not in _DOTS for part in path.split("/"))


def _ends(path):
    """Where the path ends, and each folder on its way."""
    return [at for at, sign in enumerate(path) if sign == "/"] + [len(path)]


def _write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "x", encoding="utf-8", newline="") as file:
        file.write(text)


def _read(path):
    try:
        with open(path, "rb") as file:
            text = file.read(_LONGEST * 4 + 1).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return text if len(text) <= _LONGEST else None


def _regular_files(root):
    """Relative paths with `/` between names."""
    left = _MOST_ENTRIES
    for folder, folders, names in os.walk(root):
        folders.sort()
        inside = folder[len(root) :].replace(os.sep, "/") + "/"
        for name in sorted(names):
            left -= 1
            if left < 0:
                return
            try:
                if stat.S_ISREG(os.lstat(os.path.join(folder, name)).st_mode):
                    yield inside[1:] + name
            except OSError:
                pass


def _is_for_another(frame):
    """
    True for an import, which asks once, for a traceback that shows source, and for what removes a tree: there a name is not
    relative to where we are. Reads names of modules: those of files cost an audit event each.
    """
    while frame is not None:
        name = frame.f_globals.get("__name__")
        if name == _STARTER:
            return False
        if name in _ASK_FOR_OTHERS or (name == "shutil" and frame.f_code.co_name.startswith("_rmtree")):
            return True
        frame = frame.f_back
    return False
