"""Makes one call of a scenario on what was built for it."""

from .build_value import CannotBuild
from .operators import perform


def invoke(call, target, args, kwargs):
    kind = call["kind"]
    if kind in ("function", "new", "code"):
        return target(*args, **kwargs)
    if kind == "method":
        return perform(target, call["name"], args, kwargs)
    if kind == "get":
        return getattr(target, call["name"])
    if kind == "set":
        return setattr(target, call["name"], args[0])
    raise CannotBuild("unknown call %r" % (kind,))
