"""Brings mutmut's folder in line with the copy of the project it stands in.

mutmut copies what its configuration names and keeps verdicts as long as functions do not change. Tests read more files than
anybody names, and a verdict says nothing about a test that came later, so both are settled here before it starts.
"""

import hashlib
import json
import os
import shutil

_FOLDER = "mutants"
_NOTE = os.path.join(_FOLDER, ".autotest.json")
_STATS = os.path.join(_FOLDER, "mutmut-stats.json")
_LEFT_OUT = {_FOLDER, ".git", ".hg", ".svn", ".autotest", ".tox", ".nox", ".venv", "venv", "node_modules", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache"}
_OF_THE_TOOL = (".meta", ".spans", ".pyc")


def prepare(sources, key, is_partial):
    """`key` stands for the configuration. A partial run asks for some mutants by name and leaves the verdicts of the rest."""
    note = _read(_NOTE)
    if note is None or note.get("key") != key:
        _remove(_FOLDER)
        note = None
    os.makedirs(_FOLDER, exist_ok=True)
    for name in sources:
        os.makedirs(os.path.dirname(_inside(name)) or ".", exist_ok=True)
    chosen = {os.path.normpath(name) for name in sources}
    known = (note or {}).get("sources", {})
    changed = _copy_rest(chosen, set(known))
    now = {name: _digest(name) for name in sorted(chosen)}
    for name in chosen:
        is_torn = _read(_inside(name) + ".meta") is None
        if is_torn or known.get(name) != now[name]:
            _remove(_inside(name))
        if is_torn:
            _remove(_inside(name) + ".meta")
    if changed:
        _remove(_STATS)
    is_stale = bool((note or {}).get("stale")) or changed
    if is_stale and not is_partial:
        for name in chosen:
            _remove(_inside(name))
            _remove(_inside(name) + ".meta")
        is_stale = False
    with open(_NOTE, "w", encoding="utf-8") as file:
        json.dump({"key": key, "sources": now, "stale": is_stale and note is not None}, file)


def _copy_rest(chosen, mutated):
    """Copies every file that is not mutated; tells whether one of them was not as it is now."""
    changed = False
    present = set()
    for folder, folders, files in os.walk("."):
        folders[:] = [name for name in sorted(folders) if not _is_left_out(folder, name)]
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in [*sorted(files), *links]:
            path = os.path.normpath(os.path.join(folder, name))
            present.add(path)
            if path in chosen:
                continue
            differs = _copy(path)
            if path in mutated:
                _remove(_inside(path) + ".meta")
            else:
                changed = changed or differs
        for name in folders:
            if name not in links:
                os.makedirs(_inside(os.path.normpath(os.path.join(folder, name))), exist_ok=True)
    return _remove_gone(present) or changed


def _is_left_out(folder, name):
    path = os.path.join(folder, name)
    return name in _LEFT_OUT or os.path.exists(os.path.join(path, "pyvenv.cfg"))


def _copy(path):
    target = _inside(path)
    if os.path.islink(path):
        leads = os.path.realpath(path)
        if os.path.islink(target) and os.readlink(target) == leads:
            return False
        _remove(target)
        os.symlink(leads, target)
        return True
    if not os.path.isfile(path):
        return False
    if _is_same(path, target):
        return False
    _remove(target)
    shutil.copy2(path, target)
    return True


def _is_same(path, target):
    try:
        if os.path.islink(target):
            return False
        before, after = os.stat(target), os.stat(path)
    except OSError:
        return False
    if before.st_size != after.st_size:
        return False
    if before.st_mtime_ns == after.st_mtime_ns:
        return True
    with open(path, "rb") as one, open(target, "rb") as other:
        return one.read() == other.read()


def _remove_gone(present):
    changed = False
    for folder, folders, files in os.walk(_FOLDER):
        folders[:] = [name for name in folders if name not in {"__pycache__", ".pytest_cache"}]
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in [*files, *links]:
            target = os.path.join(folder, name)
            path = os.path.relpath(target, _FOLDER)
            if path in present or target in {_NOTE, _STATS} or name.startswith("mutmut-"):
                continue
            if name.endswith(_OF_THE_TOOL) and os.path.splitext(path)[0] in present:
                continue
            _remove(target)
            changed = True
    return changed


def _inside(path):
    return os.path.join(_FOLDER, path)


def _digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def _read(path):
    """The JSON object of a file; None when there is none, as after a run that was killed while it wrote."""
    try:
        with open(path, encoding="utf-8") as file:
            read = json.load(file)
    except (OSError, ValueError):
        return None
    return read if isinstance(read, dict) else None


def _remove(path):
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path, ignore_errors=True)
    elif os.path.lexists(path):
        os.remove(path)
