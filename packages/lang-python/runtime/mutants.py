"""One module that holds all small changes to its code, one of which a number selects. Made only when somebody asks."""

import ast
import builtins

from .equivalent import is_equivalent
from .instrument import Rewriter, instrument
from .mutate_expression import Change, constant_changes, expression_changes
from .mutate_statement import filter_changes, statement_changes, value_changes
from .nodes import call_node
from .source_text import source_text, text_of

#: Reached through `builtins`: AT tells at a place which of its changes is in force, GIVEN does so for a default value.
AT, GIVEN, DEFAULT = "_autotest_at", "_autotest_given", "_autotest_default"
_LOGGERS = {"logging", "logger", "_logger", "log", "LOG", "LOGGER", "_LOGGER", "_log", "warnings"}
_LONGEST = 80
#: Operators whose changes may come to the same once written in their plainest form.
_PERHAPS_IDLE = {"arithmetic", "sign", "argument"}
#: Files with very many places: what comes after is not changed.
_MOST = 4000


class MutantSet:
    """All mutants of a file: `listed` as data, and the place and number there of each."""

    def __init__(self, code, rewriter):
        self.code = code
        self.listed = rewriter.listed
        self.places = rewriter.places
        self.at_place = [[] for _ in range(rewriter.count)]
        for index, (place, _) in enumerate(self.places):
            self.at_place[place].append(index)
        self.blank = b"\1" * rewriter.count
        self.passed = bytearray(self.blank)
        builtins.__dict__[GIVEN], builtins.__dict__[DEFAULT] = _given, _Default
        self.select(None)

    def select(self, index):
        """Puts one mutant in force, or none."""
        chosen = {}
        if index is not None and 0 <= index < len(self.places):
            place, number = self.places[index]
            chosen[place] = number
        builtins.__dict__[AT] = chosen.get

    def watch(self):
        """Until the next `select`: remembers which places run."""
        self.passed[:] = self.blank
        builtins.__dict__[AT] = self.passed.__setitem__

    def reached(self):
        """Indexes of the mutants whose places ran since `watch`."""
        passed, found = self.passed, []
        place = passed.find(0)
        while place >= 0:
            found += self.at_place[place]
            place = passed.find(0, place + 1)
        return found


def make_mutants(source, path, rewriter_class=None):
    """Gives the `MutantSet` of a file that could be instrumented before."""
    made = instrument(source, path, rewriter_class or MutantRewriter)
    return MutantSet(made.code, made.rewriter)


class _Default:
    """Stands for a default value that can be changed; the function asks for it first thing."""

    __slots__ = ("place", "value", "others")

    def __init__(self, place, value, *others):
        self.place, self.value, self.others = place, value, others


def _given(value):
    if type(value) is not _Default:
        return value
    number = builtins.__dict__[AT](value.place, 0)
    return value.others[number - 1] if number else value.value


class MutantRewriter(Rewriter):
    """Instruments as always, and puts every change beside what it changes: goals keep their numbers."""

    def __init__(self, text):
        super().__init__(text)
        self.listed = []
        self.places = []
        self.count = 0
        self.more = {}  # id of an expression: changes the statement around it asks for
        self.fixed = set()  # ids of nodes that run when a function is made, or only tell people something
        self.still = 0

    # -- finding -------------------------------------------------------------------------------------------------

    def visit(self, node):
        if id(node) in self.fixed:
            self.still += 1
            try:
                return super().visit(node)
            finally:
                self.still -= 1
        if not self.depth or self.still or self.unit == "<module>" or len(self.listed) >= _MOST:
            return super().visit(node)
        if isinstance(node, ast.expr):
            return self.visit_expression(node)
        if isinstance(node, ast.stmt):
            return self.visit_statement(node)
        if isinstance(node, ast.comprehension):
            self.expect(filter_changes(node))
        return super().visit(node)

    def expect(self, changes):
        for expression, change in changes:
            self.more.setdefault(id(expression), []).append(change)

    def visit_expression(self, node):
        if _is_log(node):
            self.fixed.add(id(node))
            return self.visit(node)
        text = self.source(node)
        changes = self.more.pop(id(node), []) + expression_changes(node, text)
        if isinstance(node, ast.Compare):
            for operand in [node.left, *node.comparators]:
                if isinstance(operand, ast.Constant) and type(operand.value) is int:
                    self.expect([(operand, Change("number", ast.copy_location(ast.Constant(operand.value - 1), operand)))])
        changes = [change for change in changes if not self.is_idle(node, change)]
        place = self.enlist(node, changes) if changes else None
        new = super().visit(node)
        return new if place is None else self.choice(place, changes, new)

    def visit_statement(self, node):
        if isinstance(node, ast.Expr) and (isinstance(node.value, ast.Constant) or _is_log(node.value)):
            self.fixed.add(id(node))
            return self.visit(node)
        self.expect(value_changes(node))
        changes = statement_changes(node)
        place = self.enlist(node, changes) if changes else None
        new = super().visit(node)
        if place is None:
            return new
        return self.either(place, changes, new, node)

    def is_idle(self, node, change):
        if change.operator == "text" and any(name == "__repr__" for _, name in self.scopes):
            return True
        return change.operator in _PERHAPS_IDLE and is_equivalent(node, change.replacement)

    def enlist(self, node, changes):
        place = self.count
        self.count += 1
        for number, change in enumerate(changes, 1):
            original = change.original or node
            self.places.append((place, number))
            replacement = _statement_text(original, node, change.replacement)
            told = {"index": len(self.listed), "unit": self.unit, "line": original.lineno}
            if original.end_lineno != original.lineno:
                told["endLine"] = original.end_lineno
            told["column"] = self.column(original)
            told.update(operator=change.operator, original=cut(self.source(original)), replacement=cut(replacement))
            self.listed.append(told)
        return place

    def column(self, node):
        try:
            return len(self.lines[node.lineno - 1].encode()[: node.col_offset].decode("utf-8", "replace")) + 1
        except IndexError:
            return 1

    # -- switching -----------------------------------------------------------------------------------------------

    def asked(self, place, number, at):
        """True when a change of the place is in force: any, or the one of that number."""
        call = call_node(AT, [ast.Constant(place), ast.Constant(0)], at)
        if number is None:
            return call
        return ast.copy_location(ast.Compare(left=call, ops=[ast.Eq()], comparators=[ast.Constant(number)]), at)

    def choice(self, place, changes, plain):
        chosen = changes[-1].replacement
        for at in range(len(changes) - 1, 0, -1):
            test = self.asked(place, at, plain)
            chosen = ast.copy_location(ast.IfExp(test=test, body=changes[at - 1].replacement, orelse=chosen), plain)
        return ast.copy_location(ast.IfExp(test=self.asked(place, None, plain), body=chosen, orelse=plain), plain)

    def either(self, place, changes, plain, at):
        """The statements that run what is in force at the place: a change, or `plain`."""
        chosen = plain if isinstance(plain, list) else [plain]
        for number in range(len(changes), 0, -1):
            test = self.asked(place, number if len(changes) > 1 else None, at)
            chosen = [ast.copy_location(ast.If(test=test, body=[changes[number - 1].replacement], orelse=chosen), at)]
        return chosen

    # -- what is not a plain expression or statement ----------------------------------------------------------------

    def visit_JoinedStr(self, node):
        for item in node.values:
            if hasattr(item, "value") and not isinstance(item, ast.Constant):
                item.value = self.visit(item.value)
        return node

    visit_TemplateStr = visit_JoinedStr

    def visit_FunctionDef(self, node):
        arguments = node.args
        for item in [*node.decorator_list, *arguments.defaults, *arguments.kw_defaults]:
            self.fixed.add(id(item))
        asks = self.changeable_defaults(node)
        new = super().visit_FunctionDef(node)
        at = 1 if ast.get_docstring(new, clean=False) is not None else 0
        new.body[at:at] = asks
        return new

    visit_AsyncFunctionDef = visit_FunctionDef

    def changeable_defaults(self, node):
        """Wraps literal defaults; gives the statements that read them."""
        if self.still:
            return []
        outer, self.unit = self.unit, self.unit_name(node)
        asks = []
        for values, at, argument in default_slots(node.args):
            value = values[at]
            changes = constant_changes(value, self.source(value)) if isinstance(value, ast.Constant) else []
            if changes:
                values[at], ask = self.changeable_default(self.enlist(value, changes), changes, value, argument)
                asks.append(ask)
        self.unit = outer
        return asks

    def changeable_default(self, place, changes, value, argument):
        """What stands in place of a default value, and the statement by which the function asks for the one in force."""
        others = [change.replacement for change in changes]
        wrapped = call_node(DEFAULT, [ast.Constant(place), value, *others], value)
        self.fixed.add(id(wrapped))
        name = ast.Name(id=argument.arg, ctx=ast.Load())
        ask = ast.Assign(targets=[ast.Name(id=argument.arg, ctx=ast.Store())], value=call_node(GIVEN, [name], value))
        return wrapped, ast.copy_location(ask, value)

    def visit_While(self, node):
        new = super().visit_While(node)
        test = node.test
        if self.depth and not self.still and self.unit != "<module>" and isinstance(test, ast.Constant):
            changes = [Change("condition", ast.copy_location(ast.Constant(False), test))]
            new.test = self.choice(self.enlist(test, changes), changes, test)
        return new

    def visit_Match(self, node):
        cases = list(node.cases)
        new = super().visit_Match(node)
        if not self.depth or self.still or self.unit == "<module>" or len(cases) < 2:
            return new
        for case in cases:
            place = self.enlist(case.pattern, [Change("statement", ast.copy_location(ast.Pass(), case.pattern))])
            stays = ast.copy_location(ast.UnaryOp(op=ast.Not(), operand=self.asked(place, None, case.pattern)), case.pattern)
            case.guard = stays if case.guard is None else ast.copy_location(ast.BoolOp(op=ast.And(), values=[stays, case.guard]), case.guard)
        return new


def default_slots(arguments):
    """Where each default value stands: the list, the index in it, and the parameter."""
    positional = [*arguments.posonlyargs, *arguments.args]
    first = len(positional) - len(arguments.defaults)
    slots = [(arguments.defaults, at, positional[first + at]) for at in range(len(arguments.defaults))]
    return slots + [(arguments.kw_defaults, at, argument) for at, argument in enumerate(arguments.kwonlyargs)]


def _is_log(node):
    call = node.value if isinstance(node, ast.Await) else node
    function = call.func if isinstance(call, ast.Call) else None
    while isinstance(function, ast.Attribute):
        if function.attr in _LOGGERS:
            return True
        function = function.value
    return isinstance(function, ast.Name) and function.id in _LOGGERS and function is not call.func


def _statement_text(original, node, replacement):
    """What the reader is shown: the whole statement when that is what `original` is."""
    text = "" if isinstance(replacement, ast.Pass) else text_of(ast.fix_missing_locations(replacement))
    if original is node:
        return text
    if isinstance(original, ast.Return):
        return "return %s" % text
    targets = original.targets if isinstance(original, ast.Assign) else [original.target]
    return "%s = %s" % (" = ".join(text_of(target) for target in targets), text)


def cut(text):
    """One line of at most 80 characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "\u2026"
