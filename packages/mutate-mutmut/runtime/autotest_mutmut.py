"""Runs mutmut in the current folder, which is a private copy of the project, and tells how far it is.

Started as a script that waits for its order: one line of JSON on descriptor 3. Descriptor 4 takes one line of JSON per fact.
What mutmut finds is read from its own files; nothing said here is a result.
"""

import importlib.util
import json
import os
import sys
import time


class Channel:
    """The way back. Its descriptor is moved away from where code under test would look for it."""

    def __init__(self, descriptor):
        import fcntl

        self._descriptor = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 200)
        os.close(descriptor)

    def send(self, **fact):
        data = json.dumps(fact).encode("utf-8", "replace") + b"\n"
        while data:
            data = data[os.write(self._descriptor, data) :]


def _read_order():
    with os.fdopen(3, "rb") as orders:
        return json.loads(orders.readline())


def _load_sibling(name):
    """By its path: this folder must not be where the project's tests look for modules."""
    here = os.path.dirname(os.path.abspath(__file__))
    spec = importlib.util.spec_from_file_location("_" + name, os.path.join(here, name + ".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _hold_children(limit):
    """A mutant that eats memory fails alone, and does not take the run with it."""
    import resource

    def hold():
        try:
            _, hard = resource.getrlimit(resource.RLIMIT_DATA)
            most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
        except (ValueError, OSError):
            pass

    os.register_at_fork(after_in_child=hold)


def _watch(main, channel):
    """mutmut prints how far it is for people only. Versions without these functions are run all the same."""
    chosen = getattr(main, "collect_source_file_mutation_data", None)
    register = getattr(main, "_register_mutant_result", None)

    def choose(*, mutant_names):
        found = chosen(mutant_names=mutant_names)
        try:
            channel.send(total=len([one for one in found[0] if mutant_names or one[2] is None]))
        except (TypeError, IndexError):
            pass
        return found

    def record(result, *others):
        register(result, *others)
        channel.send(tried=result.mutant_name, code=result.exit_code)

    if chosen is not None and register is not None:
        # Counts every mutant anew for every mutant, for a line nobody sees.
        main.print_stats = lambda *_, **__: None
        main.collect_source_file_mutation_data = choose
        main._register_mutant_result = record


#: Writing takes at most one part of so many of the time.
_WRITING = 10


def _write_seldom(main):
    """mutmut writes all results of a file after each mutant; with thousands of them it does little else. Gives what writes the rest."""
    kind = getattr(main, "SourceFileMutationData", None)
    if kind is None or not hasattr(kind, "save"):
        return lambda: None
    save = kind.save
    due, left = {}, {}

    def save_sometimes(data):
        began = time.monotonic()
        if began < due.get(id(data), 0):
            left[id(data)] = data
            return
        left.pop(id(data), None)
        save(data)
        ended = time.monotonic()
        due[id(data)] = ended + _WRITING * (ended - began)

    def save_rest():
        for data in list(left.values()):
            save(data)

    kind.save = save_sometimes
    return save_rest


def _imported(sources):
    """For each source that the tests loaded from elsewhere than the mutated copy: from where."""
    loaded = {}
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str):
            loaded.setdefault(os.path.basename(file), set()).add(os.path.realpath(file))
    found = {}
    for source in sources:
        files = loaded.get(os.path.basename(source), set())
        mutated = os.path.realpath(os.path.join("mutants", source))
        tail = os.sep + os.path.join(*source.split("/")[-2:])
        others = sorted(file for file in files if file != mutated and file.endswith(tail))
        found[source] = {"mutated": mutated in files, "elsewhere": others}
    return found


def main():
    channel = Channel(4)
    order = _read_order()
    _load_sibling("prepare_mutants").prepare(order["sources"], order["key"], bool(order["names"]))
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [path for path in sys.path if os.path.abspath(path or ".") != here]
    _hold_children(order["memoryBytes"])
    problem, code = None, 0
    save_rest = None
    folder = os.getcwd()
    try:
        import mutmut.__main__ as program

        _watch(program, channel)
        save_rest = _write_seldom(program)
        sys.argv[:] = ["mutmut", "run"]
        program.run.callback(mutant_names=tuple(order["names"]), max_children=order["maxChildren"])
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException as error:
        code, problem = 1, "%s: %s" % (type(error).__name__, str(error)[:2000])
    os.chdir(folder)
    if save_rest is not None:
        save_rest()
    channel.send(ended=code, problem=problem, imported=_imported(order["sources"]))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
