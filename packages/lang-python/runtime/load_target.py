"""Imports the file under test, instrumented, under its own dotted name; nothing else of the project is touched."""

import builtins
import importlib
import importlib.machinery
import os
import sys

from .fuel import HARD_IMPORT_FUEL, BlockedEffect, Stopped, Tank
from .instrument import instrument


class Loaded:
    """The target: its module, probe points and goals."""

    def __init__(self):
        self.module = None
        self.path = ""
        self.goals = []
        self.raise_lines = set()
        self.tank = None
        self.hit_on_import = []
        self.finder = None
        self.modules_before = set()


class LoadFailed(Exception):
    def __init__(self, code, message, hint=None):
        super().__init__(message)
        self.code = code
        self.hint = hint


class _Finder:
    """Finds and loads one module. Of no base class: `importlib.abc` brings half the library with it."""

    def __init__(self, name, path, code):
        self.name = name
        self.path = path
        self.code = code

    def find_spec(self, fullname, path=None, target=None):
        if fullname != self.name:
            return None
        folder = [os.path.dirname(self.path)] if os.path.basename(self.path) == "__init__.py" else None
        spec = importlib.machinery.ModuleSpec(fullname, self, origin=self.path, is_package=folder is not None)
        spec.has_location = True
        if folder:
            spec.submodule_search_locations = folder
        return spec

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(self.code, module.__dict__)

    def get_source(self, fullname=None):
        with open(self.path, encoding="utf-8", errors="replace") as file:
            return file.read()

    def get_filename(self, fullname=None):
        return self.path


def load_target(path, name, roots, wall, alarm):
    """Gives a `Loaded`; raises LoadFailed with the stable code of what went wrong."""
    loaded = Loaded()
    loaded.path = path
    try:
        with open(path, "rb") as file:
            made = instrument(file.read(), path)
    except SyntaxError as error:
        raise LoadFailed("syntax", "line %s: %s" % (error.lineno, error.msg))
    except (OSError, ValueError, RecursionError) as error:
        raise LoadFailed("import-failed", "%s: %s" % (type(error).__name__, error))
    loaded.goals, loaded.raise_lines = made.goals, made.raise_lines
    tank = loaded.tank = Tank(len(made.goals))
    builtins._autotest_mark, builtins._autotest_enter, builtins._autotest_handle = tank.mark, tank.enter, tank.handle
    for root in reversed(roots):
        if root not in sys.path:
            sys.path.insert(0, root)
    _forget_namesakes(name, path)
    loaded.finder = _Finder(name, path, made.code)
    loaded.modules_before = set(sys.modules)
    sys.meta_path.insert(0, loaded.finder)
    _import(loaded, name, wall, alarm)
    loaded.hit_on_import = tank.met()
    return loaded


def reload_target(loaded, code, roots, wall, alarm):
    """Imports the target again, made of other code, and with it whatever of the project it had imported. Raises LoadFailed."""
    name = loaded.finder.name
    folders = tuple(os.path.realpath(root) + os.sep for root in roots)
    before, plain = dict(sys.modules), loaded.finder.code
    for other, module in before.items():
        if other == name or (other not in loaded.modules_before and _is_of_project(module, folders)):
            del sys.modules[other]
    loaded.finder.code = code
    try:
        _import(loaded, name, wall, alarm)
    except LoadFailed:
        loaded.finder.code = plain
        sys.modules.update(before)
        raise


def _is_of_project(module, folders):
    file = os.path.realpath(getattr(module, "__file__", None) or "")
    return file.startswith(folders) and "site-packages" not in file and file.endswith(".py")


def _import(loaded, name, wall, alarm):
    loaded.tank.refill(HARD_IMPORT_FUEL)
    wall.up()
    alarm.start()
    try:
        loaded.module = importlib.import_module(name)
    except Stopped as stop:
        if stop.why == "exit":
            raise LoadFailed("import-exits", "importing it ends the process: %s" % stop)
        raise LoadFailed("import-hangs", "importing it does not end: %s" % stop)
    except SystemExit as error:
        raise LoadFailed("import-exits", "importing it raises SystemExit(%r)" % (error.code,), "move the call behind `if __name__ == \"__main__\":`")
    except BlockedEffect as error:
        raise LoadFailed("import-failed", str(error.strerror), "move the effect out of module level")
    except BaseException as error:
        raise _import_failure(error)
    finally:
        alarm.stop()
        wall.down()


def _import_failure(error):
    try:
        text = str(error).strip().split("\n")[0]
    except BaseException:
        text = ""
    message = "%s: %s" % (type(error).__name__, text) if text else type(error).__name__
    hint = None
    if isinstance(error, ModuleNotFoundError) and error.name:
        hint = "install `%s` for the interpreter in use" % error.name.partition(".")[0]
    return LoadFailed("import-failed", message, hint)


def _forget_namesakes(name, path):
    """A module of the project may share its name with one this runtime has loaded; it must not get that one."""
    parts = name.split(".")
    folder = os.path.dirname(path)
    if os.path.basename(path) == "__init__.py":
        folder = os.path.dirname(folder)
    top_folder = folder
    for _ in parts[1:]:
        top_folder = os.path.dirname(top_folder)
    for end in range(len(parts), 0, -1):
        known = sys.modules.get(".".join(parts[:end]))
        if known is None:
            continue
        origin = os.path.realpath(getattr(known, "__file__", None) or "")
        if not origin.startswith(os.path.realpath(top_folder) + os.sep) or end == len(parts):
            del sys.modules[".".join(parts[:end])]
