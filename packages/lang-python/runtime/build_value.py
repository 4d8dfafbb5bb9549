"""Data to objects: the inputs of a scenario, made anew for every run."""

import itertools
import operator
import re

#: Calls of one recorder that a test could still list.
_MOST_CALLS = 20
#: Items of one iterator, and of one result that is iterated, that a test could still list.
_MOST_ITEMS = 20


class CannotBuild(Exception):
    """The data names something that does not exist, or its constructor refused."""


class Builder:
    """Builds the values of one scenario; `variables` are those its arrange steps bound."""

    def __init__(self, references):
        self.references = references

    def build(self, data, variables):
        if data is None or isinstance(data, (bool, int, str, float)):
            return data
        if isinstance(data, list):
            return [self.build(item, variables) for item in data]
        tag = data.get("$")
        if tag is None:
            return {key: self.build(item, variables) for key, item in data.items()}
        return getattr(self, "_" + tag.replace("-", "_"), self._unknown)(data, variables)

    def arguments(self, call, variables):
        args = [self.build(item, variables) for item in call.get("args", ())]
        kwargs = {name: self.build(item, variables) for name, item in (call.get("kwargs") or {}).items()}
        return args, kwargs

    def _unknown(self, data, variables):
        raise CannotBuild("a value of kind %r cannot be made" % (data.get("$"),))

    def _float(self, data, variables):
        return float(data["v"])

    def _int(self, data, variables):
        return int(data["v"])

    def _undefined(self, data, variables):
        return None

    def _bytes(self, data, variables):
        return bytes.fromhex(data["v"])

    def _tuple(self, data, variables):
        return tuple(self.build(item, variables) for item in data["v"])

    def _set(self, data, variables):
        return {self.build(item, variables) for item in data["v"]}

    def _frozenset(self, data, variables):
        return frozenset(self.build(item, variables) for item in data["v"])

    def _iterator(self, data, variables):
        return iter([self.build(item, variables) for item in data["v"]])

    def _map(self, data, variables):
        return {self.build(key, variables): self.build(item, variables) for key, item in data["v"]}

    def _date(self, data, variables):
        import datetime

        return datetime.datetime.fromisoformat(data["v"].replace("Z", "+00:00"))

    def _regexp(self, data, variables):
        return re.compile(data["source"])

    def _ref(self, data, variables):
        return self.references.resolve(data["ref"])

    def _new(self, data, variables):
        args, kwargs = self.arguments(data, variables)
        return self.references.resolve(data["ref"])(*args, **kwargs)

    def _var(self, data, variables):
        try:
            return variables[data["name"]]
        except KeyError:
            raise CannotBuild("no variable %s" % data["name"]) from None

    def _callable(self, data, variables):
        kind = data["kind"]
        if kind == "identity":
            return lambda value=None, *_, **__: value
        if kind == "echo":
            return lambda *values: values
        if kind == "constant":
            return lambda *_, **__: self.build(data.get("v"), variables)
        if kind == "compare":
            return lambda left, right: (left > right) - (left < right)
        if kind == "record":
            return _recorder()
        if kind == "raise":
            message = self.build(data.get("v"), variables)

            def fail(*_, **__):
                raise Exception(message)

            return fail
        return self._unknown(data, variables)


def _recorder():
    """A function that keeps what it was called with; a call too many is kept too, so that it shows."""
    calls = []
    record = lambda *args, **named: calls.append((args, named)) if len(calls) <= _MOST_CALLS else None  # noqa: E731
    record.calls = calls
    return record


def calls_of(recorder):
    """The arguments of each call as they are now, or nothing where a test could not list them."""
    calls = recorder.calls
    return [list(args) for args, _ in calls] if len(calls) <= _MOST_CALLS and not any(named for _, named in calls) else []


def shown_by(data, value, ran):
    """What an argument that cannot be looked at shows as a list: calls of a recorder, the rest of an iterator. None for all others."""
    tag = data.get("$") if type(data) is dict else None
    if tag == "callable" and data["kind"] == "record":
        return calls_of(value) or None
    return rest_of(value, len(data["v"]), ran) if tag == "iterator" else None


def rest_of(iterator, given, ran):
    """What is left of an iterator over `given` items, or None when nothing was taken or a test could not list it."""
    if operator.length_hint(iterator) >= given:
        return None
    # Of a result that goes on, a test takes another number of items.
    if ran.more or (ran.via.endswith("iterate") and ran.error is None and len(ran.value) >= _MOST_ITEMS):
        return None
    rest = list(itertools.islice(iterator, _MOST_ITEMS + 1))
    return rest if len(rest) <= _MOST_ITEMS else None
