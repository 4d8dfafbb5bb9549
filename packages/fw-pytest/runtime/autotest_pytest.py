"""Runs pytest as the plain command would and reports on a private channel.

Started as a script, which imports pytest (and coverage.py, with the argument `measure`) and waits for its order: one line of
JSON on descriptor 3. Descriptor 4 takes one line of JSON per fact. Every line after the first, which says that it waits,
carries the nonce of the order, which only this process and its parent know.
"""

import gc
import hashlib
import importlib
import json
import os
import sys


class Channel:
    """The way back. Its descriptor is moved away from where code under test would look for it."""

    def __init__(self, descriptor):
        import fcntl

        self._descriptor = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 200)
        os.close(descriptor)
        self.nonce = ""

    def send(self, kind, **fields):
        line = json.dumps({"nonce": self.nonce, "kind": kind, **fields})
        data = line.encode("utf-8", "replace") + b"\n"
        while data:
            data = data[os.write(self._descriptor, data) :]


class Reporter:
    """The pytest plugin: leaves out tests that took too long before, and sends what became of every other."""

    def __init__(self, channel, wall, without):
        self._channel = channel
        self._wall = wall
        self._without = set(without)
        self._phases = {}
        self._refused_before = 0

    def pytest_collectstart(self, collector):
        if collector.nodeid.endswith(".py"):
            self._channel.send("loading", file=collector.nodeid)

    def pytest_collectreport(self, report):
        if report.failed:
            self._channel.send("unloadable", file=report.nodeid, message=_first_lines(report))
        elif report.nodeid.endswith(".py"):
            self._channel.send("loaded", file=report.nodeid)

    def pytest_collection_modifyitems(self, items):
        items[:] = [item for item in items if item.nodeid not in self._without]

    def pytest_collection_finish(self, session):
        for words in self._wall.refused:
            self._channel.send("refused", message=words)
        self._refused_before = len(self._wall.refused)
        self._channel.send("collected", count=len(session.items))

    def pytest_runtest_logstart(self, nodeid, location):
        self._phases[nodeid] = []
        self._refused_before = len(self._wall.refused)
        self._channel.send("started", test=nodeid)

    def pytest_runtest_logreport(self, report):
        self._phases.setdefault(report.nodeid, []).append(report)

    def pytest_runtest_logfinish(self, nodeid, location):
        reports = self._phases.pop(nodeid, [])
        refused = self._wall.refused[self._refused_before :]
        failed = next((report for report in reports if report.failed), None)
        outcome, message, failure = "passed", None, None
        if refused:
            outcome, message = "failed", "autotest refused: " + "; ".join(refused[:3])
        elif failed is not None:
            outcome, message = "failed", _first_lines(failed)
            failure = "fixture" if failed.when != "call" else "assertion" if _is_assertion(message) else "error"
        elif any(report.skipped for report in reports) or not any(report.when == "call" for report in reports):
            outcome = "skipped"
        self._channel.send(
            "test",
            file=nodeid.partition("::")[0],
            test=nodeid,
            outcome=outcome,
            message=message,
            failure=failure,
            milliseconds=round(sum(report.duration for report in reports) * 1000, 3),
        )


class Shuffle:
    """
    Reorders files, classes and tests by a seed, keeping what shares a file or class together. Which of two comes first depends on
    their names alone: not on what else happens to be run with them.
    """

    def __init__(self, seed):
        self._seed = seed

    def pytest_collection_modifyitems(self, items):
        places = {}

        def place(item):
            parts = item.nodeid.split("::")
            names = ["::".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
            return [places.get(name) or places.setdefault(name, self._place_of(name)) for name in names]

        items.sort(key=place)

    def _place_of(self, name):
        return hashlib.sha1(("%d %s" % (self._seed, name)).encode("utf-8", "replace")).hexdigest()


class Measurement:
    """
    Starts to measure where the first file of the project may be imported, a conftest. What pytest does before takes half as long
    again under a tracer.
    """

    def __init__(self, measurement):
        self._measurement = measurement

    def pytest_load_initial_conftests(self):
        self._measurement.start()


def _is_assertion(message):
    """Says so when a comparison failed, or an expected error did not come or was another one."""
    return message.startswith(("assert ", "AssertionError", "Failed: DID NOT RAISE", "Regex pattern did not match"))


def _first_lines(report):
    details = report.longrepr
    crash = getattr(details, "reprcrash", None)
    text = crash.message if crash is not None else str(details)
    lines = [line.rstrip() for line in str(text).splitlines() if line.strip()]
    if crash is None:
        # A collection error: what went wrong is at the end.
        errors = [line[1:].strip() for line in lines if line.startswith("E ")]
        lines = errors or lines[-4:]
    return "\n".join(lines[:5])[:1000]


def _hook(kind, name, **place):
    """Says where a hook stands among others of its name: pytest is not there yet when the class is made."""
    import pytest

    setattr(kind, name, pytest.hookimpl(**place)(getattr(kind, name)))


def _quiet_arguments(autoload):
    """Switches off what well-known plugins do by configuration and what would get in the way of measuring."""
    from importlib.util import find_spec

    arguments = []
    if autoload and find_spec("pytest_cov") is not None:
        arguments.append("--no-cov")
    if autoload and find_spec("xdist") is not None:
        arguments.extend(["-n", "0"])
    return arguments


def _measurement(order):
    if not order["cover"]:
        return None, None
    try:
        import coverage
    except ImportError:
        return None, "no-coverage"
    files = [os.path.realpath(os.path.join(order["root"], path)) for path in order["cover"]]
    data_file = os.path.join(order["scratch"], "coverage.data")
    return coverage.Coverage(branch=True, include=files, data_file=data_file, config_file=False, messages=False), None


def _measured(measurement, order):
    """What `coverage json` says of each file, by path as it was asked for."""
    found = {}
    for number, path in enumerate(order["cover"]):
        full = os.path.realpath(os.path.join(order["root"], path))
        report = os.path.join(order["scratch"], "coverage-%d.json" % number)
        try:
            measurement.json_report(morfs=[full], outfile=report)
            with open(report, encoding="utf-8") as stream:
                files = json.load(stream)["files"]
        except Exception as problem:  # coverage.py raises many kinds; the tests' own outcome must not suffer
            found[path] = {"problem": "%s: %s" % (type(problem).__name__, problem)}
            continue
        found[path] = next(iter(files.values()))
    return found


def _imported(name):
    """The module, and why it cannot be imported."""
    try:
        return importlib.import_module(name), None
    except ImportError as problem:
        return None, str(problem)


def _load_plugins():
    """What pytest loads first of all in every session can be loaded while the order is awaited."""
    config, _ = _imported("_pytest.config")
    for name in getattr(config, "default_plugins", ()):
        _imported("_pytest." + name)
    for name in ("email.parser", "pdb", "readline", "tomllib"):
        _imported(name)


def _load_coverage():
    """Coverage.py loads half of itself when it starts, and again when it reports."""
    coverage, missing = _imported("coverage")
    if missing is not None:
        return
    for name in ("jsonreport", "parser", "phystokens", "report_core", "results", "sqldata"):
        _imported("coverage." + name)
    first = coverage.Coverage(branch=True, include=[os.devnull], data_file=None, config_file=False, messages=False)
    first.start()
    first.stop()


def main():
    # Of what is imported hardly anything is garbage; to look for it takes a sixth of the time.
    gc.disable()
    channel = Channel(4)
    here = os.path.dirname(os.path.abspath(__file__))
    from autotest_wall import Wall

    # As with the console script, the folder of the interpreter's scripts comes first and ours is out of reach.
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry) != here]
    sys.path.insert(0, os.path.dirname(sys.executable))
    # Nothing of the project may be found before the order is there: it is written meanwhile.
    pytest, missing = _imported("pytest")
    if missing is None:
        _load_plugins()
    if "measure" in sys.argv:
        _load_coverage()
    # What is loaded now stays: pytest looks through all there is for garbage, twice, when a session ends.
    gc.freeze()
    gc.enable()
    channel.send("waits")
    with os.fdopen(3, encoding="utf-8") as requests:
        order = json.loads(requests.readline())
    channel.nonce = order["nonce"]
    sys.argv[:] = ["pytest"] + order["arguments"]
    for name in order["hide"]:
        os.environ.pop(name, None)
    if missing is not None:
        channel.send("no-pytest", message=missing, executable=sys.executable)
        os._exit(4)

    measurement, lacking = _measurement(order)
    if lacking is not None:
        channel.send("no-coverage", executable=sys.executable)
    wall = Wall(order["roots"])
    wall.stand()
    plugins = [Reporter(channel, wall, order["without"])]
    if measurement is not None:
        # Plugins may import the project before any hook is called.
        if order["autoload"]:
            measurement.start()
        else:
            # First: pytest loads conftests by the same hook.
            _hook(Measurement, "pytest_load_initial_conftests", tryfirst=True)
            plugins.append(Measurement(measurement))
    if order["orderSeed"] is not None:
        # Last, so that no plugin of the project undoes it.
        _hook(Shuffle, "pytest_collection_modifyitems", trylast=True)
        plugins.append(Shuffle(order["orderSeed"]))
    status = int(pytest.main(_quiet_arguments(order["autoload"]) + order["arguments"], plugins=plugins))
    if measurement is not None:
        measurement.stop()
        measurement.save()
        channel.send("coverage", files=_measured(measurement, order))
    channel.send("finished", status=status)
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads and exit handlers of the project have had their time.
    os._exit(status)


if __name__ == "__main__":
    main()
