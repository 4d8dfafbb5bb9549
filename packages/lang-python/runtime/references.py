"""Refs (`module:dotted.name`): from text to object, and from object to text."""

import importlib
import sys
import sysconfig
import types


class References:
    """Only modules that are loaded already, or belong to the standard library, are ever imported."""

    def __init__(self):
        self.target = None
        self.target_name = ""
        self.cache = {}

    def use(self, module):
        self.target = module
        self.target_name = module.__name__
        self.cache = {}

    def resolve(self, ref):
        found = self.cache.get(ref)
        if found is None:
            found = self._resolve(ref)
            if not ref.startswith(":") or isinstance(found, (type, types.FunctionType)):
                self.cache[ref] = found
        return found

    def _resolve(self, ref):
        module_name, _, path = ref.partition(":")
        if module_name:
            module = sys.modules.get(module_name)
            if module is None:
                if not _is_standard(module_name):
                    raise LookupError("module %s is not loaded by the file under test" % module_name)
                module = importlib.import_module(module_name)
        else:
            module = self.target
        value = module
        for part in path.split(".") if path else ():
            value = getattr(value, part)
        return value

    def name_of(self, value):
        """The ref of a class or function, or None when it cannot be imported under its own name."""
        module_name = getattr(value, "__module__", None)
        qualified = getattr(value, "__qualname__", None)
        if not isinstance(qualified, str) or "<" in qualified:
            return None
        if not isinstance(module_name, str):
            module_name = "builtins"
        module = self.target if module_name == self.target_name else sys.modules.get(module_name)
        if module is None or module_name == "__main__":
            return None
        if _lookup(module, qualified) is value:
            return ":" + qualified if module is self.target else module_name + ":" + qualified
        if self.target is not None and _lookup(self.target, qualified) is value:
            return ":" + qualified
        return None


def _lookup(module, qualified):
    value = module
    for part in qualified.split("."):
        value = getattr(value, part, None)
        if value is None:
            return None
    return value


_STANDARD = getattr(sys, "stdlib_module_names", None)


def _is_standard(name):
    top = name.partition(".")[0]
    if _STANDARD is not None:
        return top in _STANDARD
    try:
        spec = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        return False
    if spec is None:
        return False
    origin = spec.origin or ""
    home = sysconfig.get_paths()["stdlib"]
    return origin in ("built-in", "frozen") or (origin.startswith(home) and "site-packages" not in origin)
