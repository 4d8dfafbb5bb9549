"""Runs one scenario: arrange, act, settle (await, iterate), observe."""

import gc
import sys

from .build_value import shown_by
from .capture import Capture
from .files import with_place
from .fuel import BlockedEffect, Stopped
from .invoke import invoke
from .look_at import is_object, opaque
from .observe import LEAVES, with_fixed_addresses
from .origin import origin_of
from .quiet import Quiet
from .ran import Ran
from .run_code import line_of
from .settle import settle
from .tell_more import Teller

_MUTABLE_TAGS = {"set", "map", "new", "var", "tuple"}


class Runner:
    def __init__(self, loaded, references, builder, observer, world, wall, compares, alarm, caches, fuel, codes, root, folder, remembered):
        self.loaded = loaded
        self.references = references
        self.builder = builder
        self.observer = observer
        self.world = world
        self.wall = wall
        self.compares = compares
        self.alarm = alarm
        self.caches = caches
        self.fuel = fuel
        self.codes = codes
        self.folder = folder
        self.remembered = remembered
        self.out = Capture()
        self.err = Capture()
        self.teller = Teller(root, world, wall, lambda: loaded.tank.refill(self.fuel))

    def attach(self):
        sys.stdout, sys.stderr = self.out.stream, self.err.stream

    # -- one scenario ----------------------------------------------------------------------------------------------

    def run(self, scenario):
        """Runs it and gives a `Ran`, of which only what was asked for is turned into data later."""
        ran = self._run_once(scenario)
        if ran.stopped is None or ran.stopped["why"] != "memory":
            return ran
        # What earlier runs left in cycles that nobody has collected yet is not the doing of this one.
        del ran
        gc.collect()
        return self._run_once(scenario)

    def _run_once(self, scenario):
        tank = self.loaded.tank
        tank.clear()
        self.caches.forget(self.loaded.module)
        self.world.begin(scenario.get("surroundings"))
        if self.wall.blocked:
            self.wall.take()
        self.attach()
        ran = Ran(scenario)
        recursion = sys.getrecursionlimit()
        if self.world.surroundings.files is not None:
            self.folder.enter(ran)
        self.wall.up()
        self.alarm.start()
        try:
            try:
                if ran.stopped is None:
                    self._arrange(scenario, ran)
                if ran.stopped is None:
                    self._act(scenario["act"], ran)
            finally:
                self.alarm.stop()
                self.wall.down()
        except Stopped as stop:  # the alarm went off between two of our own statements
            ran.stop(stop.why, str(stop))
        if sys.getrecursionlimit() != recursion:
            sys.setrecursionlimit(recursion)
        ran.hit = tank.met()
        if self.world.surroundings.asked:
            ran.asked = sorted(self.world.surroundings.asked)
        self.remembered.leave(ran)
        self.world.restore()
        if self.folder.path is not None:
            self.folder.leave(ran)
        return ran

    def _arrange(self, scenario, ran):
        steps = scenario.get("arrange") or ()
        self.loaded.tank.refill(self.fuel)
        try:
            self.remembered.enter(ran, self._snapshot)
            for step in steps:
                if "call" in step:
                    value = self._perform(step["call"], ran.variables)
                    value = settle(value, step["call"], self.world)[0]
                else:
                    value = self.builder.build(step["value"], ran.variables)
                if step.get("name"):
                    ran.variables[step["name"]] = value
            if ran.variables:
                ran.before = {name: self._snapshot(value) for name, value in ran.variables.items()}
            ran.prepared = self._prepare(scenario["act"], ran)
        except Stopped as stop:
            ran.stop(stop.why if stop.why != "pending" else "arrange", "arrange: %s" % stop)
        except MemoryError:
            ran.stop("memory", "arrange ran out of memory")
        except RecursionError:
            ran.stop("fuel", "arrange recursed too deeply")
        except BaseException as error:
            ran.stop("arrange", _describe(error))
        self.out.take()
        self.err.take()

    def _prepare(self, act, ran):
        """Everything but the call itself: so that a constructor that fails is never mistaken for the act."""
        args, kwargs = self.builder.arguments(act, ran.variables)
        ran.args, ran.kwargs = args, kwargs
        ran.args_before = [self._argument(data, value) for data, value in zip(act.get("args", ()), args)]
        ran.kwargs_before = {name: self._argument(data, kwargs[name]) for name, data in (act.get("kwargs") or {}).items()}
        kind = act["kind"]
        if kind in ("function", "new"):
            return self.references.resolve(act["ref"])
        return self.codes.prepare(act) if kind == "code" else self.builder.build(act["on"], ran.variables)

    def _argument(self, data, value):
        """The argument before the act as data, or `_SAME` when it cannot change."""
        if isinstance(data, (list, dict)) and (isinstance(data, list) or data.get("$") in _MUTABLE_TAGS or "$" not in data):
            if isinstance(data, dict) and data.get("$") == "var":
                return _SAME  # reported as a changed variable
            return self._snapshot(value)
        return _SAME

    def _snapshot(self, value):
        self.wall.down()
        try:
            return self.observer.encode(value)
        finally:
            self.wall.up()

    def _perform(self, call, variables):
        kind = call["kind"]
        args, kwargs = self.builder.arguments(call, variables)
        target = (
            self.references.resolve(call["ref"])
            if kind in ("function", "new")
            else self.builder.build(call["on"], variables)
        )
        return invoke(call, target, args, kwargs)

    def _act(self, act, ran):
        self.loaded.tank.refill(self.fuel)
        try:
            value = invoke(act, ran.prepared, ran.args, ran.kwargs)
            ran.value, ran.via, ran.more = settle(value, act, self.world, ran)
            ran.returned = True
        except Stopped as stop:
            ran.stop(stop.why, str(stop))
        except BlockedEffect as error:
            ran.stop("blocked", str(error.strerror or error))
        except MemoryError as error:
            if origin_of(error, self.loaded)[0]:
                ran.error = error
            else:
                ran.stop("memory", "ran out of memory")
        except RecursionError as error:
            if origin_of(error, self.loaded)[0]:
                ran.error = error
            else:
                ran.stop("fuel", "recursed too deeply")
        except BaseException as error:
            ran.error = error
        if self.loaded.tank.is_dry() and ran.stopped is None:
            ran.stop("fuel", "fuel ran out")  # some handler swallowed it

    # -- telling -----------------------------------------------------------------------------------------------------

    def outcome_class(self, ran):
        """What counts as ending in a new way."""
        act = ran.scenario["act"]
        name = act.get("ref") or act.get("name")
        if ran.stopped is not None:
            return (name, "stopped", ran.stopped["why"])
        if ran.error is not None:
            explicit, line = self._origin(ran)
            return (name, "raised", type(ran.error).__name__, explicit, line)
        value = ran.value
        if value is None or value is True or value is False:
            return (name, ran.via, repr(value))
        empty = type(value) in (str, bytes, list, tuple, dict, set, frozenset) and not value
        return (name, ran.via, type(value).__name__, empty)

    def observation(self, ran):
        unreadable = [] if self.out.is_text() and self.err.is_text() else ["print bytes that are no text"]
        printed = {name: with_fixed_addresses(each.take(), self.world) for name, each in (("out", self.out), ("err", self.err))}
        outcome = self._outcome(ran)
        told = {
            "outcome": outcome,
            "changed": [*self._changed(ran), *ran.files] if ran.stopped is None else [],
            "printed": printed,
            "blocked": [*self.wall.take(), *unreadable],
            "unstable": sorted(self.world.used),
            **({"asked": ran.asked} if ran.asked else {}),
        }
        return told if ran.folder is None else with_place(told, ran.folder)

    def _outcome(self, ran):
        if ran.stopped is not None:
            return ran.stopped
        if ran.error is None:
            told = {"kind": "returned", "value": self._guarded(ran.value, self.teller), "via": ran.via}
            if ran.more:
                told["more"] = True
            return told
        error = ran.error
        kind = type(error)
        explicit, line = self._origin(ran)
        ref = next((name for name in map(self.references.name_of, kind.__mro__) if name), "builtins:Exception")
        at = line_of(error)
        return {
            "kind": "raised",
            "ref": ref,
            "type": kind.__name__,
            "message": self._message(error),
            "bases": [base.__name__ for base in kind.__mro__[1:] if base is not object],
            **self.teller.tell_error(error, explicit, self._guarded),
            "explicit": explicit,
            "line": line,
            "via": ran.via,
            **({} if at is None else {"at": at}),
        }

    def _message(self, error):
        try:
            with Quiet(self):
                text = str(error)[:2000]
        except BaseException:
            return ""
        self.observer.encode(text)  # notices addresses
        return text

    def _guarded(self, value, teller=None):
        """Encoding reads attributes and calls `repr` of set elements, which may be code of the target."""
        if type(value) in LEAVES:
            return self.observer.encode(value)
        try:
            with Quiet(self):
                return self.observer.encode(value, teller=teller)
        except BaseException:
            return opaque(value)

    def _changed(self, ran):
        changed = []
        for index, (before, value) in enumerate(zip(ran.args_before, ran.args)):
            if before is not _SAME:
                after = self._guarded(value)
                if after != before:
                    changed.append({"kind": "argument", "index": index, "value": after})
                continue
            shown = shown_by(ran.scenario["act"]["args"][index], value, ran)
            told = None if shown is None else self._guarded(shown)
            if type(told) is list:
                changed.append({"kind": "argument", "index": index, "value": told})
        for name, before in ran.kwargs_before.items():
            if before is not _SAME:
                after = self._guarded(ran.kwargs[name])
                if after != before:
                    changed.append({"kind": "keyword", "name": name, "value": after})
        changed += self.remembered.changes(ran, self._guarded)
        for name, before in ran.before.items():
            after = self._guarded(ran.variables[name])
            # What an object tells of itself is not asked before the act: asking runs its code.
            told = self._guarded(ran.variables[name], self.teller) if is_object(after) else after
            if after != before or told != after:
                changed.append({"kind": "variable", "name": name, "value": told if is_object(told) else after})
        return changed

    def _origin(self, ran):
        ran.origin = ran.origin or origin_of(ran.error, self.loaded)  # asked for twice, and long tracebacks take long to walk
        return ran.origin


_SAME = object()


def _describe(error):
    try:
        return ("%s: %s" % (type(error).__name__, error))[:300]
    except BaseException:
        return type(error).__name__
