"""Counters of elapsed time, and what they give when a scenario sets by how much each look moves them on.

They are then replaced as the emitted test replaces them: in `time` and under the names that the file under test has for them.
Code that took hold of one elsewhere when it was loaded keeps that one, here as there, and goes on asking for what is set.
"""

import ast
import sys
import time

_NAMES = ("monotonic", "perf_counter", "process_time", "thread_time")
#: `timeit` has one of them under a name of its own.
_TIMEIT = "default_timer"


class Counters:
    """`elapsed` gives nanoseconds where no scenario sets a tick, and notes that the time was asked."""

    def __init__(self, elapsed, used, asked):
        self.elapsed = elapsed
        self.used = used
        self.asked = asked
        #: What stands in for each function where nothing is set.
        self.plain = {}
        self.names = None
        self.own = []
        self.placed = []
        #: A test's event loop looks at the clock of `time.monotonic` too, nobody knows how often.
        self.has_loop = False

    def install(self):
        for name in _NAMES:
            if hasattr(time, name):
                self._install(name, lambda: self.elapsed() / 1e9)
                self._install(name + "_ns", self.elapsed)

    def _install(self, name, elapsed):
        def look():
            if self._is_ours(sys._getframe(1)):
                self.asked.add("tick")
            return elapsed()

        look.__name__ = look.__qualname__ = name
        self.plain[name] = look
        setattr(time, name, look)

    def use(self, names, read):
        """`names` are the variables of the module under test, whose text `read` gives."""
        self.names = names
        self.own = _own_names(names, read, list(self.plain.values()))

    def place(self, tick):
        if tick is None:
            return
        self.has_loop = False
        made = {name: self._ticking(name, tick) for name in self.plain}
        for name, look in made.items():
            self._replace(vars(time), name, look)
        timeit = sys.modules.get("timeit")
        if timeit is not None and timeit.default_timer is self.plain["perf_counter"]:
            made[_TIMEIT] = self._ticking(_TIMEIT, tick)
            self._replace(vars(timeit), _TIMEIT, made[_TIMEIT])
        for name, is_timeit in self.own:
            look = self.names.get(name)
            known = _TIMEIT if is_timeit else next((each for each, plain in self.plain.items() if plain is look), None)
            if known in made:
                self._replace(self.names, name, made[known])

    def take_back(self):
        while self.placed:
            variables, name, look, before = self.placed.pop()
            if variables.get(name) is look:
                variables[name] = before

    def _replace(self, variables, name, look):
        self.placed.append((variables, name, look, variables[name]))
        variables[name] = look

    def _ticking(self, name, tick):
        step = int(tick * 1_000_000_000) if name.endswith("_ns") else float(tick)
        next_value = step  # from 0 a forgotten start would not show

        def look():
            nonlocal next_value
            if not self._is_ours(sys._getframe(1)) or (self.has_loop and name == "monotonic"):
                self.used.add("time")
            value = next_value
            next_value += step
            return value

        look.__name__ = look.__qualname__ = name
        return look

    def _is_ours(self, frame):
        return frame.f_globals is self.names


def _own_names(names, read, plain):
    """The module's variables that hold a counter because it was imported by name or given another one, and whether `timeit` gave it."""
    held = {name for name, value in names.items() if any(value is look for look in plain)}
    found = {}
    for node in ast.walk(ast.parse(read())) if held else ():
        if isinstance(node, ast.ImportFrom) and node.module in ("time", "timeit"):
            found.update((each.asname or each.name, node.module == "timeit") for each in node.names)
        elif isinstance(node, ast.Assign) and isinstance(node.value, (ast.Name, ast.Attribute)):
            found.update((each.id, _says_timeit(node.value)) for each in node.targets if isinstance(each, ast.Name))
    return [(name, is_timeit) for name, is_timeit in found.items() if name in held]


def _says_timeit(value):
    return isinstance(value, ast.Attribute) and value.attr == _TIMEIT
