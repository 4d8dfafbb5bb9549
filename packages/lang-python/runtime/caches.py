"""Memoised functions of the project, emptied before each scenario: a result of other code, or of an earlier call, is not taken for one."""

import os
import sys


class Caches:
    """Finds every `lru_cache` and its like in the modules under a folder; looks again when modules were added or replaced."""

    def __init__(self, root):
        self.inside = os.path.realpath(root) + os.sep
        self.known = None
        self.clears = []

    def forget(self, module):
        state = (len(sys.modules), id(module))
        if state != self.known:
            self.known = state
            self.clears = []
            for each in [module, *list(sys.modules.values())]:
                path = getattr(each, "__file__", None)
                if each is module or (isinstance(path, str) and os.path.realpath(path).startswith(self.inside)):
                    self._find(each)
        for clear in self.clears:
            try:
                clear()
            except Exception:
                pass

    def _find(self, module):
        for value in list(vars(module).values()):
            self._keep(value)
            if isinstance(value, type) and value.__module__ == module.__name__:
                for item in list(vars(value).values()):
                    self._keep(getattr(item, "__func__", item))

    def _keep(self, value):
        if isinstance(value, type):
            return
        try:
            clear = getattr(value, "cache_clear", None)
            if callable(clear) and callable(getattr(value, "cache_info", None)):
                self.clears.append(clear)
        except Exception:
            pass
