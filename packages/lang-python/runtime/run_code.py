"""A test that came as source text: its lines are the body of a function, its refs the globals of that function."""

import builtins
import importlib
import os
import pathlib
import sys

#: The name tracebacks give to the lines of a test.
FILE = "<test>"

_HEAD = "%sdef test(%s):\n"


class CodeTests:
    """Compiles each test once; what it names is looked up anew for every run, for the module may have been changed meanwhile."""

    def __init__(self, references, scratch):
        self.references = references
        self.scratch = scratch
        self.compiled = {}
        self.folders = 0

    def prepare(self, act):
        """The test as a function without arguments."""
        names = {"__name__": "autotest_test", "__builtins__": builtins}
        for name, ref in act["refs"].items():
            self._bind(names, name, ref)
        fixtures = act.get("fixtures") or ()
        exec(self._compiled(act, fixtures), names)
        test = names["test"]
        if not fixtures:
            return test
        return self._with_fixtures(test, fixtures, act.get("async"))

    def _bind(self, names, name, ref):
        module_name, _, path = ref.partition(":")
        if module_name and module_name not in sys.modules:
            # Whoever proposed the test has seen to it that only what is declared is named.
            importlib.import_module(module_name)
        names[name.partition(".")[0]] = (
            sys.modules[name.partition(".")[0]] if "." in name else self.references.resolve(ref)
        )

    def _compiled(self, act, fixtures):
        raw = set(act.get("raw") or ())
        body = "\n".join(line if at in raw or not line else "    " + line for at, line in enumerate(act["lines"]))
        text = _HEAD % ("async " if act.get("async") else "", ", ".join(fixtures)) + (body or "    pass")
        found = self.compiled.get(text)
        if found is None:
            found = self.compiled[text] = compile(text, FILE, "exec", dont_inherit=True)
        return found

    def _with_fixtures(self, test, fixtures, is_async):
        given, endings = {}, []
        for name in fixtures:
            if name == "tmp_path":
                self.folders += 1
                folder = pathlib.Path(self.scratch) / ("test-%d" % self.folders)
                os.makedirs(folder)
                given[name] = folder
            elif name == "monkeypatch":
                given[name] = importlib.import_module("pytest").MonkeyPatch()
                endings.append(given[name].undo)
            else:
                raise LookupError("no fixture %s" % name)

        def end():
            for ending in endings:
                ending()

        if is_async:

            async def run():
                try:
                    return await test(**given)
                finally:
                    end()

        else:

            def run():
                try:
                    return test(**given)
                finally:
                    end()

        return run


def line_of(error):
    """Position of the test's own line nearest to the raise, or None."""
    step, found = error.__traceback__, None
    while step is not None:
        if step.tb_frame.f_code.co_filename == FILE:
            found = step.tb_lineno - 2
        step = step.tb_next
    return found
