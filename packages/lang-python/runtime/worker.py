"""The probe's process: requests on descriptor 3, replies on descriptor 4, one JSON object per line."""

import importlib.util
import json
import os
import sys


def _join_package():
    """Loads this folder as a package of its own, so that none of its names can clash with the project's."""
    here = os.path.dirname(os.path.abspath(__file__))
    if sys.path and os.path.abspath(sys.path[0] or ".") == here:
        del sys.path[0]
    spec = importlib.util.spec_from_file_location(
        "_autotest_probe", os.path.join(here, "__init__.py"), submodule_search_locations=[here]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules["_autotest_probe"] = package
    spec.loader.exec_module(package)


if __name__ == "__main__":
    _join_package()

from _autotest_probe.alarm import Alarm  # noqa: E402
from _autotest_probe.build_value import Builder  # noqa: E402
from _autotest_probe.caches import Caches  # noqa: E402
from _autotest_probe.capture import Capture  # noqa: E402
from _autotest_probe.compare import CompareLog, attribute_error  # noqa: E402
from _autotest_probe.describe_types import TypeDescriber  # noqa: E402
from _autotest_probe.files import Folder  # noqa: E402
from _autotest_probe.limits import MEMORY, leave_room, limit_resources  # noqa: E402
from _autotest_probe.load_target import LoadFailed, load_target  # noqa: E402
from _autotest_probe.module_state import Glance, fingerprint, is_small  # noqa: E402
from _autotest_probe.remembered import Remembered  # noqa: E402
from _autotest_probe.replies import Replies  # noqa: E402
from _autotest_probe.restore_state import Snapshot  # noqa: E402
from _autotest_probe.observe import Observer  # noqa: E402
from _autotest_probe.references import References  # noqa: E402
from _autotest_probe.run_code import CodeTests  # noqa: E402
from _autotest_probe.run_mutants import MutantRuns  # noqa: E402
from _autotest_probe.run_scenario import Runner  # noqa: E402
from _autotest_probe.settle import get_ready  # noqa: E402
from _autotest_probe.spoil import Spoiling  # noqa: E402
from _autotest_probe.vain_waits import end_vain_waits  # noqa: E402
from _autotest_probe.wall import Wall  # noqa: E402
from _autotest_probe.world import World, real_seconds  # noqa: E402

#: On the processor. What takes longer makes no unit test.
_SCENARIO_SECONDS = 0.3
_IMPORT_SECONDS = 10.0
_QUIET_SECONDS = 0.05


class Worker:
    def __init__(self, requests, replies):
        self.requests = requests
        self.replies = Replies(replies)
        self.seen = bytearray()
        self.ways = set()

    def serve(self):
        self.replies.send({"waits": True})
        for line in self.requests:
            request = json.loads(line)
            operation = request["op"]
            if operation == "open":
                self.replies.send({"id": request["id"], **self.open(request)})
            elif operation == "run":
                self.run(request)
            elif operation == "mutants":
                self.replies.send({"id": request["id"], "mutants": self.list_mutants(), "mixed": True})
            elif operation == "close":
                return

    # -- open --------------------------------------------------------------------------------------------------------

    def open(self, request):
        settings = request.get("settings") or {}
        limit_resources(settings.get("memoryBytes", MEMORY))
        self.references = References()
        self.world = World()
        self.wall = Wall(request["scratch"])
        self.observer = Observer(self.references, self.world)
        self.compares = CompareLog(self.observer.short)
        self.alarm = Alarm(settings.get("importSeconds", _IMPORT_SECONDS))
        self.world.install()
        end_vain_waits(self.world)
        self.wall.install()
        folder = Folder(self.world, self.wall)
        folder.install()
        self.world.surroundings.refuse_input(self.wall.refuse)
        os.chdir(request["root"])
        self.world.remember()
        out, err = Capture(), Capture()
        sys.stdout, sys.stderr = out.stream, err.stream
        roots = settings.get("sourceRoots") or [request["root"]]
        try:
            loaded = load_target(request["file"], settings["module"], roots, self.wall, self.alarm)
        except LoadFailed as failed:
            answer = {"ok": False, "code": failed.code, "message": str(failed)}
            return {**answer, "hint": failed.hint} if failed.hint else answer
        effects = self.wall.take()
        effects += ["printed to %s: %s" % (name, text.strip()[:200]) for name, text in (("stdout", out.take()), ("stderr", err.take())) if text.strip()]
        get_ready(loaded.finder.get_source())
        self.world.counters.use(vars(loaded.module), loaded.finder.get_source)
        self.world.restore()
        self.alarm.seconds = settings.get("scenarioSeconds", _SCENARIO_SECONDS)
        leave_room()
        self.loaded = loaded
        self.references.use(loaded.module)
        self.seen = bytearray(len(loaded.goals))
        for point in loaded.hit_on_import:
            self.seen[point] = 1
        builder = Builder(self.references)
        self.fuel = request["fuel"]
        codes = CodeTests(self.references, self.wall.scratch)
        self.remembered = Remembered(loaded, self.observer, builder)
        self.runner = Runner(
            loaded, self.references, builder, self.observer, self.world, self.wall, self.compares, self.alarm, Caches(request["root"]), self.fuel, codes, os.path.realpath(request["root"]), folder, self.remembered
        )
        # What code took hold of while it was imported is not what a test captures.
        self.import_streams = out, err
        self.mutant_runs = MutantRuns(loaded, self.runner, self.references, roots, settings.get("mutants"))
        self.seed = request.get("seed", 0)
        self.default_epoch = self.world.epoch
        self.remember_state()
        describer = TypeDescriber(self.references, self.observer, os.path.realpath(request["root"]))
        return {
            "ok": True,
            "runtime": "%s %d.%d.%d" % (("CPython" if sys.implementation.name == "cpython" else sys.implementation.name), *sys.version_info[:3]),
            "goals": loaded.goals,
            "hitOnImport": loaded.hit_on_import,
            "classes": _or_empty([], describer.classes, loaded.module),
            "shapes": _or_empty({}, describer.unit_shapes, loaded.module),
            "state": self.remembered.describe(describer),
            "effects": effects,
        }

    # -- run ---------------------------------------------------------------------------------------------------------

    def run(self, request):
        number = request["id"]
        full = request.get("reply") == "full"
        compares = bool(request.get("compares"))
        self.runner.fuel = min(self.fuel, request.get("fuel", self.fuel))
        world = request.get("world") or {}
        self.world.set(world.get("epoch", self.default_epoch), world.get("seed", self.seed), "seed" in world)
        mutant, reach = request.get("mutant"), bool(request.get("reach"))
        if mutant is not None or reach:
            self.prepare_mutants()
        batch = request["batch"]
        ran = len(batch)
        for position, scenario in enumerate(batch):
            if real_seconds() - self.replies.last_line > _QUIET_SECONDS:
                self.replies.send({"id": number, "started": position})
            if mutant is not None or reach:
                reply = self.run_changed(scenario, mutant[position] if isinstance(mutant, list) else mutant)
            elif request.get("spoil") is not None:
                reply = self.run_spoiled(scenario, request["spoil"])
            else:
                reply = self.run_one(scenario, full, compares)
            if reply is not None:
                self.replies.add({"id": number, "n": position, **reply})
            # What comes next must not see what this one left behind; a module that was never seen changing is looked at once a batch.
            if self.has_small_state and (mutant is not None or self.remembered.changing) and self.is_polluted() and mutant is not None:
                ran = position + 1
                break
        for stream in self.import_streams:
            stream.take()
        polluted = self.is_polluted()
        spent = self.loaded.tank.take_spent() + self.wall.take_work()
        self.replies.send({"id": number, "done": True, "ran": ran, "polluted": polluted, "spent": spent})

    def run_one(self, scenario, full, compares):
        runner = self.runner
        if full and compares:
            self.compares.enable(True)
        ran = runner.run(scenario)
        novel = False
        for point in ran.hit:
            if not self.seen[point]:
                self.seen[point] = 1
                novel = True
        way = runner.outcome_class(ran)
        fresh = way not in self.ways or self.remembered.is_news(ran)
        self.ways.add(way)
        if not (full or novel or fresh):
            runner.out.take()
            runner.err.take()
            return None
        reply = {"hit": list(ran.hit), "novel": novel}
        records = self.compares.records if self.compares.enabled else []
        if self.compares.enabled:
            self.compares.enable(False)
        reply["observation"] = runner.observation(ran)
        if compares:
            if not full:
                records = self.record_compares(scenario)
            reply["compares"] = records + attribute_error(ran.error)
        return reply

    def list_mutants(self):
        self.prepare_mutants()
        return self.mutant_runs.listed()

    def prepare_mutants(self):
        if not self.mutant_runs.tried and self.mutant_runs.prepare():
            self.remember_state()

    def run_changed(self, scenario, mutant):
        """Under one mutant: nothing it does counts as seen. Under none: which mutants lie on its way."""
        if not self.mutant_runs.prepare():
            stopped = {"kind": "stopped", "why": "crash", "detail": "the file cannot be loaded with changes"}
            nothing = {"changed": [], "printed": {"out": "", "err": ""}, "blocked": [], "unstable": []}
            return {"hit": [], "novel": False, "observation": {"outcome": stopped, **nothing}}
        ran, observation, reached = self.mutant_runs.run(scenario, mutant)
        if mutant is not None:
            return {"hit": [], "novel": False, "observation": observation}
        novel = any(not self.seen[point] for point in ran.hit)
        for point in ran.hit:
            self.seen[point] = 1
        return {"hit": list(ran.hit), "novel": novel, "observation": observation, "reached": reached}

    def run_spoiled(self, scenario, ref):
        """With other results of one unit: nothing it does counts as seen."""
        with Spoiling(self.references, ref) as spoiling:
            ran = self.runner.run(scenario)
            observation = self.runner.observation(ran)
        return {"hit": [], "novel": False, "observation": observation, "spoiled": spoiling.took_effect}

    def record_compares(self, scenario):
        """Runs it again with the hooks on: most scenarios show nothing new and never pay for them."""
        self.compares.enable(True)
        try:
            self.runner.run(scenario)
            return self.compares.records
        finally:
            self.compares.enable(False)
            self.runner.out.take()
            self.runner.err.take()
            self.wall.take()

    def remember_state(self):
        self.state = fingerprint(self.loaded.module)
        self.glance = Glance(self.loaded.module)
        self.has_small_state = is_small(self.loaded.module)
        try:
            self.snapshot = Snapshot(self.loaded.module)
        except Exception:
            self.snapshot = None

    def is_polluted(self):
        """Whether the module remembers what a scenario did, after all was put back that can be."""
        try:
            state = self.state if self.glance.is_same() else fingerprint(self.loaded.module)
            if state == self.state:
                return False
            if self.has_small_state:  # to begin anew what builds large tables costs each run too much
                self.remembered.note_changes(self.state, state)
        except Exception:
            return False
        try:
            self.snapshot.restore()
            return fingerprint(self.loaded.module) != self.state
        except Exception:
            return True


def _or_empty(empty, describe, module):
    try:
        return describe(module)
    except Exception:
        return empty


def _private(descriptor):
    """The channel moves out of the way of code that closes or writes low descriptors."""
    try:
        import fcntl

        moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 200)
        os.close(descriptor)
        return moved
    except (ImportError, OSError):
        return descriptor


def main():
    import warnings

    warnings.simplefilter("ignore")
    requests = os.fdopen(_private(3), "rb")
    Worker(requests, _private(4)).serve()
    os.__dict__.get("_autotest_exit", sys.exit)(0)


if __name__ == "__main__":
    main()
