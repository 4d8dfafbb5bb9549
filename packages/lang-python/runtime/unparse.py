"""The text of syntax nodes for Python 3.8, whose `ast` cannot tell it: expressions, and the statements that changes are made of."""

import ast

# How tightly operators bind, from the loosest; section 6.17 of the language reference.
_LOOSE, _YIELD, _TEST, _OR, _AND, _NOT, _COMPARE, _BIT_OR, _BIT_XOR, _BIT_AND, _SHIFT, _SUM, _TERM, _SIGN, _POWER, _AWAIT, _ATOM = range(17)

_BINARY = {
    ast.BitOr: ("|", _BIT_OR),
    ast.BitXor: ("^", _BIT_XOR),
    ast.BitAnd: ("&", _BIT_AND),
    ast.LShift: ("<<", _SHIFT),
    ast.RShift: (">>", _SHIFT),
    ast.Add: ("+", _SUM),
    ast.Sub: ("-", _SUM),
    ast.Mult: ("*", _TERM),
    ast.Div: ("/", _TERM),
    ast.FloorDiv: ("//", _TERM),
    ast.Mod: ("%", _TERM),
    ast.MatMult: ("@", _TERM),
    ast.Pow: ("**", _POWER),
}
_COMPARES = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}
_UNARY = {ast.USub: "-", ast.UAdd: "+", ast.Invert: "~"}
_QUOTES = ("'", '"', "'''", '"""')


def unparse(node):
    """The text of `node`, which parses to the same node; of what is not written here (other statements), a dump."""
    return _text(node, _LOOSE)


def _text(node, least):
    """The text of `node`, in brackets where it binds looser than `least`."""
    write = _WRITERS.get(type(node).__name__)
    if write is None:
        return ast.dump(node)
    text, bound = write(node)
    return text if bound >= least else "(%s)" % text


def _list(nodes, least=_TEST):
    return ", ".join(_text(node, least) for node in nodes)


def _constant(node):
    if node.value is ...:
        return "...", _ATOM
    # A float that is too large to be told prints as a name.
    text = repr(node.value).replace("inf", "1e309") if isinstance(node.value, (float, complex)) else repr(node.value)
    # `1.real` would be a float and a name.
    return text, _SIGN if isinstance(node.value, (int, float, complex)) else _ATOM


def _binary(node):
    sign, bound = _BINARY[type(node.op)]
    if isinstance(node.op, ast.Pow):
        return "%s ** %s" % (_text(node.left, _AWAIT), _text(node.right, _SIGN)), bound
    return "%s %s %s" % (_text(node.left, bound), sign, _text(node.right, bound + 1)), bound


def _logic(node):
    word, bound = (" and ", _AND) if isinstance(node.op, ast.And) else (" or ", _OR)
    return word.join(_text(value, bound + 1) for value in node.values), bound


def _unary(node):
    if isinstance(node.op, ast.Not):
        return "not " + _text(node.operand, _NOT), _NOT
    return _UNARY[type(node.op)] + _text(node.operand, _SIGN), _SIGN


def _compare(node):
    parts = ["%s %s" % (_COMPARES[type(operator)], _text(one, _BIT_OR)) for operator, one in zip(node.ops, node.comparators)]
    return " ".join([_text(node.left, _BIT_OR), *parts]), _COMPARE


def _ternary(node):
    return "%s if %s else %s" % (_text(node.body, _OR), _text(node.test, _OR), _text(node.orelse, _TEST)), _TEST


def _call(node):
    if len(node.args) == 1 and not node.keywords and isinstance(node.args[0], ast.GeneratorExp):
        return _text(node.func, _ATOM) + _text(node.args[0], _LOOSE), _ATOM
    keywords = ["%s%s" % ("**" if one.arg is None else one.arg + "=", _text(one.value, _TEST)) for one in node.keywords]
    return "%s(%s)" % (_text(node.func, _ATOM), ", ".join([_text(one, _TEST) for one in node.args] + keywords)), _ATOM


def _lambda(node):
    listed = _parameters(node.args)
    return "lambda%s: %s" % (" " + listed if listed else "", _text(node.body, _TEST)), _TEST


def _parameters(arguments):
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(plain) - len(arguments.defaults)) + arguments.defaults
    listed = [_parameter(one, default) for one, default in zip(plain, defaults)]
    if arguments.posonlyargs:
        listed.insert(len(arguments.posonlyargs), "/")
    if arguments.vararg or arguments.kwonlyargs:
        listed.append("*" + (arguments.vararg.arg if arguments.vararg else ""))
    listed += [_parameter(one, default) for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults)]
    if arguments.kwarg:
        listed.append("**" + arguments.kwarg.arg)
    return ", ".join(listed)


def _parameter(one, default):
    return one.arg if default is None else "%s=%s" % (one.arg, _text(default, _TEST))


def _loops(node):
    return "".join(_loop(one) for one in node.generators)


def _loop(one):
    tests = "".join(" if " + _text(test, _OR) for test in one.ifs)
    kind = " async for" if one.is_async else " for"
    return "%s %s in %s%s" % (kind, _text(one.target, _LOOSE), _text(one.iter, _OR), tests)


def _comprehension(around):
    return lambda node: (around % (_text(node.elt, _TEST) + _loops(node)), _ATOM)


def _dict(node):
    pairs = [
        "**" + _text(value, _BIT_OR) if key is None else "%s: %s" % (_text(key, _TEST), _text(value, _TEST))
        for key, value in zip(node.keys, node.values)
    ]
    return "{%s}" % ", ".join(pairs), _ATOM


def _subscript(node):
    inside = node.slice
    inner = _list(inside.elts) + ("," if len(inside.elts) == 1 else "") if _is_filled(inside) else _text(inside, _TEST)
    return "%s[%s]" % (_text(node.value, _ATOM), inner), _ATOM


def _is_filled(node):
    return isinstance(node, ast.Tuple) and len(node.elts) > 0 and not any(isinstance(one, ast.Starred) for one in node.elts)


def _slice(node):
    ends = ":".join(_text(end, _TEST) if end else "" for end in (node.lower, node.upper))
    return ends + (":" + _text(node.step, _TEST) if node.step else ""), _ATOM


def _tuple(node):
    return "(%s%s)" % (_list(node.elts), "," if len(node.elts) == 1 else ""), _ATOM


def _yield(node):
    return "yield" + (" " + _text(node.value, _TEST) if node.value else ""), _YIELD


def _joined(node):
    inside = _inside(node)
    quote = next((one for one in _QUOTES if one not in inside and not inside.endswith(one[0])), _QUOTES[-1])
    return "f%s%s%s" % (quote, inside, quote), _ATOM


def _inside(node):
    """An f-string's text without its quotes."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_inside(one) for one in node.values)
    if isinstance(node, ast.Constant):
        return node.value.encode("unicode_escape").decode().replace("{", "{{").replace("}", "}}")
    value = _text(node.value, _OR)
    conversion = "!" + chr(node.conversion) if node.conversion != -1 else ""
    form = ":" + _inside(node.format_spec) if node.format_spec else ""
    return "{%s%s%s%s}" % (" " if value.startswith("{") else "", value, conversion, form)


def _assign(node):
    return "%s = %s" % (" = ".join(_text(one, _LOOSE) for one in node.targets), _text(node.value, _YIELD)), _LOOSE


def _add_assign(node):
    return "%s %s= %s" % (_text(node.target, _LOOSE), _BINARY[type(node.op)][0], _text(node.value, _YIELD)), _LOOSE


_WRITERS = {
    "Constant": _constant,
    "Name": lambda node: (node.id, _ATOM),
    "Attribute": lambda node: ("%s.%s" % (_text(node.value, _ATOM), node.attr), _ATOM),
    "Subscript": _subscript,
    "Slice": _slice,
    "Index": lambda node: (_text(node.value, _TEST), _ATOM),
    "ExtSlice": lambda node: (_list(node.dims) + ("," if len(node.dims) == 1 else ""), _ATOM),
    "Starred": lambda node: ("*" + _text(node.value, _BIT_OR), _TEST),
    "Call": _call,
    "BinOp": _binary,
    "BoolOp": _logic,
    "UnaryOp": _unary,
    "Compare": _compare,
    "IfExp": _ternary,
    "Lambda": _lambda,
    "NamedExpr": lambda node: ("%s := %s" % (node.target.id, _text(node.value, _TEST)), _LOOSE),
    "Await": lambda node: ("await " + _text(node.value, _ATOM), _AWAIT),
    "Yield": _yield,
    "YieldFrom": lambda node: ("yield from " + _text(node.value, _TEST), _YIELD),
    "List": lambda node: ("[%s]" % _list(node.elts), _ATOM),
    "Tuple": _tuple,
    "Set": lambda node: ("{%s}" % _list(node.elts), _ATOM),
    "Dict": _dict,
    "ListComp": _comprehension("[%s]"),
    "SetComp": _comprehension("{%s}"),
    "GeneratorExp": _comprehension("(%s)"),
    "DictComp": lambda node: ("{%s: %s%s}" % (_text(node.key, _TEST), _text(node.value, _TEST), _loops(node)), _ATOM),
    "JoinedStr": _joined,
    "Expr": lambda node: (_text(node.value, _YIELD), _LOOSE),
    "Assign": _assign,
    "AugAssign": _add_assign,
    "Return": lambda node: ("return" + (" " + _text(node.value, _TEST) if node.value else ""), _LOOSE),
    "Pass": lambda node: ("pass", _LOOSE),
    "Break": lambda node: ("break", _LOOSE),
    "Continue": lambda node: ("continue", _LOOSE),
}
