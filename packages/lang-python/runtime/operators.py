"""Special methods as people write them: `len(cart)`, not `cart.__len__()`. Sibling of the operators of the dialect."""

import operator


def _format(value, spec):
    return format(value, spec)


def _swapped(function):
    return lambda value, other: function(other, value)


#: Method to (number of arguments, what performs it).
OPERATORS = {
    "__repr__": (0, repr),
    "__str__": (0, str),
    "__bytes__": (0, bytes),
    "__len__": (0, len),
    "__hash__": (0, hash),
    "__bool__": (0, bool),
    "__int__": (0, int),
    "__float__": (0, float),
    "__complex__": (0, complex),
    "__iter__": (0, iter),
    "__next__": (0, next),
    "__reversed__": (0, reversed),
    "__abs__": (0, abs),
    "__neg__": (0, operator.neg),
    "__pos__": (0, operator.pos),
    "__invert__": (0, operator.invert),
    "__contains__": (1, operator.contains),
    "__getitem__": (1, operator.getitem),
    "__setitem__": (2, operator.setitem),
    "__delitem__": (1, operator.delitem),
    "__format__": (1, _format),
    "__eq__": (1, operator.eq),
    "__ne__": (1, operator.ne),
    "__lt__": (1, operator.lt),
    "__le__": (1, operator.le),
    "__gt__": (1, operator.gt),
    "__ge__": (1, operator.ge),
    "__add__": (1, operator.add),
    "__sub__": (1, operator.sub),
    "__mul__": (1, operator.mul),
    "__truediv__": (1, operator.truediv),
    "__floordiv__": (1, operator.floordiv),
    "__mod__": (1, operator.mod),
    "__pow__": (1, operator.pow),
    "__matmul__": (1, operator.matmul),
    "__and__": (1, operator.and_),
    "__or__": (1, operator.or_),
    "__xor__": (1, operator.xor),
    "__lshift__": (1, operator.lshift),
    "__rshift__": (1, operator.rshift),
    "__radd__": (1, _swapped(operator.add)),
    "__rsub__": (1, _swapped(operator.sub)),
    "__rmul__": (1, _swapped(operator.mul)),
    "__rtruediv__": (1, _swapped(operator.truediv)),
}


def perform(target, name, args, kwargs):
    """Calls a method of `target`, a special one the way people write it when the arguments allow that."""
    found = OPERATORS.get(name)
    if found is not None and found[0] == len(args) and not kwargs:
        return found[1](target, *args)
    if name == "__call__":
        return target(*args, **kwargs)
    return getattr(target, name)(*args, **kwargs)
