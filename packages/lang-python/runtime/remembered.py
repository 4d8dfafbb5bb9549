"""Variables of the target's module and its classes that calls change: what they hold at first, which were seen changing, and who looks at them."""

import collections
import dis
import json
import types
import typing

#: Longest first value, as JSON: a test states it, on one line as a rule.
_LONGEST = 160
_MOST = 20
_HOLDERS = (
    *(dict, list, set, int, str, float, bool, type(None)),
    *(collections.defaultdict, collections.OrderedDict, collections.Counter, collections.deque),
)
_STRANGE = ('"$": "opaque"', '"$": "object"')
_NOTHING = {}


class Remembered:
    """`enter` before the arrange steps, `leave` after the act, which also asks for each variable that was seen changing."""

    def __init__(self, loaded, observer, builder):
        self.loaded = loaded
        self.builder = builder
        #: First values as data, by `NAME` or `Class.NAME`.
        self.first = _first_values(loaded.module, observer)
        self.changing = set()
        self.told = set()
        self.readers = {}
        self.kept = _NOTHING

    def describe(self, describer):
        try:
            hints = typing.get_type_hints(self.loaded.module)
        except Exception:
            hints = {}
        return {
            name: {"value": value, "shapes": [describer.shape(hints[name])] if name in hints else []}
            for name, value in self.first.items()
        }

    def note_changes(self, before, after):
        """From two fingerprints of the module."""
        known = _flat(before)
        self.changing.update(name for name, state in _flat(after).items() if name in self.first and known.get(name) != state)

    # -- around a scenario -------------------------------------------------------------------------------------------

    def enter(self, ran, snapshot):
        given = (ran.scenario.get("surroundings") or _NOTHING).get("state")
        if given:
            self.kept = {name: self._get(name) for name in given}
            for name, value in given.items():
                self._set(name, self.builder.build(value, {}))
            ran.state_before = {name: snapshot(self._get(name)) for name in given}

    def leave(self, ran):
        if self.kept:
            ran.state = {name: self._get(name) for name in self.kept}
            for name, value in self.kept.items():
                self._set(name, value)
            self.kept = _NOTHING
        asked = [name for name in self._looked_at(ran) if name not in ran.state]
        if asked:
            ran.asked = sorted([*ran.asked, *("state " + name for name in asked)])

    def changes(self, ran, encode):
        after = {name: encode(ran.state.get(name)) for name in ran.state_before}
        return [{"kind": "state", "name": name, "value": after[name]} for name, before in ran.state_before.items() if after[name] != before]

    def is_news(self, ran):
        """True once for each variable that a unit turns out to depend on."""
        found = {(_start(ran, self.loaded.module), name) for name in self._looked_at(ran)}
        news = not found <= self.told
        self.told |= found
        return news

    def _looked_at(self, ran):
        if not self.changing:
            return ()
        start = _start(ran, self.loaded.module)
        if start not in self.readers:
            self.readers[start] = _reads_of(self.loaded.module, start, self.first)
        return sorted(self.readers[start] & self.changing)

    def _get(self, name):
        holder, name = self._place(name)
        return getattr(holder, name, None)

    def _set(self, name, value):
        setattr(*self._place(name), value)

    def _place(self, name):
        owner, _, last = name.rpartition(".")
        return getattr(self.loaded.module, owner) if owner else self.loaded.module, last


def _first_values(module, observer):
    found = {}
    names = dict(vars(module))
    for cls in list(names.values()):
        if isinstance(cls, type) and cls.__module__ == module.__name__ and names.get(cls.__name__) is cls:
            names.update({"%s.%s" % (cls.__name__, name): value for name, value in vars(cls).items() if name[:2] != "__"})
    for name, value in names.items():
        if name[:2] == "__" or type(value) not in _HOLDERS or len(found) >= _MOST:
            continue
        data = observer.encode(value)
        text = json.dumps(data)
        if len(text) <= _LONGEST and not any(each in text for each in _STRANGE):
            found[name] = data
    return found


def _flat(state):
    """A fingerprint with the variables of classes beside those of the module."""
    flat = dict(state)
    for name, value in state:
        if isinstance(value, list):
            flat.update({"%s.%s" % (name, inner): each for inner, each in value})
    return flat


def _start(ran, module):
    """The name in the module that the act begins with, or None."""
    act = ran.scenario["act"]
    if act["kind"] in ("function", "new"):
        return act["ref"][1:].partition(".")[0] if act["ref"][:1] == ":" else None
    cls = type(ran.prepared)
    return cls.__name__ if getattr(cls, "__module__", None) == module.__name__ else None


def _reads_of(module, start, variables):
    """Which of the variables the code of one thing of the module names, and that of what it calls there."""
    names, said, waiting = vars(module), set(), [start]
    attributes = set()
    while waiting:
        for code in _codes_of(names.get(waiting.pop()), module):
            attributes.update(code.co_names)
            for step in dis.get_instructions(code):
                name = step.argval
                if step.opname.endswith(("_GLOBAL", "_NAME")) and name not in said:
                    said.add(name)
                    waiting.append(name)
    return {name for name in variables if (name.rpartition(".")[2] in attributes if "." in name else name in said)}


def _codes_of(value, module):
    if isinstance(value, type):
        if value.__module__ == module.__name__:
            for item in list(vars(value).values()):
                if not isinstance(item, type):
                    yield from _codes_of(item, module)
        return
    for part in (value, *(getattr(value, name, None) for name in ("__func__", "fget", "fset", "__wrapped__"))):
        code = getattr(part, "__code__", None)
        if isinstance(code, types.CodeType):
            yield from _with_inner(code)


def _with_inner(code):
    yield code
    for each in code.co_consts:
        if isinstance(each, types.CodeType):
            yield from _with_inner(each)
