"""Puts changes that somebody else made beside what they change, as the runtime's own changes are."""

import ast

from .instrument import Rewriter
from .mutants import MutantRewriter, cut, default_slots
from .mutate_expression import Change
from .place_changes import column_in, lines_of, place_changes, text_between

#: More at one place would nest too deep.
_MOST_AT_A_PLACE = 60


class GivenRewriter(MutantRewriter):
    """Makes no changes of its own. `listed` is in the order of those given, without those that cannot be switched."""

    def __init__(self, text, given):
        super().__init__(text)
        self.given = given
        self.given_lines = lines_of(text)
        self.planned = {}  # id of a node: what is to be put in its place
        self.orders = []

    def visit_body_of_module(self, tree):
        text = "\n".join(self.given_lines)
        kept = []  # ids are only good while the nodes are there
        for placed in place_changes(tree, text, self.given):
            kept.append(placed)
            self.planned.setdefault(id(placed.node), []).append(placed)
        super().visit_body_of_module(tree)
        self.sort()

    def sort(self):
        """From the order of places in the file to the order of the changes given."""
        order = sorted(range(len(self.listed)), key=self.orders.__getitem__)
        self.places = [self.places[at] for at in order]
        self.listed = [dict(self.listed[at], index=index) for index, at in enumerate(order)]

    def visit(self, node):
        planned = self.planned.pop(id(node), None) if self.depth else None
        if planned is None:
            return Rewriter.visit(self, node)
        place, changes = self.enlist_given(planned)
        new = Rewriter.visit(self, node)
        if isinstance(node, ast.expr):
            return self.choice(place, changes, new)
        return self.either(place, changes, new, node)

    def enlist_given(self, planned):
        planned = planned[:_MOST_AT_A_PLACE]
        place = self.count
        self.count += 1
        for number, placed in enumerate(planned, 1):
            change = self.given[placed.order]
            self.places.append((place, number))
            self.orders.append(placed.order)
            self.listed.append(self.told(change))
        return place, [Change(self.given[one.order]["operator"], one.replacement) for one in planned]

    def told(self, change):
        start, end = change["start"], change["end"]
        told = {"given": change["id"], "unit": self.unit, "line": start["line"]}
        if end["line"] != start["line"]:
            told["endLine"] = end["line"]
        told["column"] = column_in(self.given_lines[start["line"] - 1], start["column"]) + 1
        original = text_between(self.given_lines, change)
        told.update(operator=change["operator"], original=cut(original), replacement=cut(change["replacement"]))
        return told

    # -- what is not a plain expression or statement ----------------------------------------------------------------

    visit_Match = Rewriter.visit_Match

    def visit_While(self, node):
        test = node.test
        new = Rewriter.visit_While(self, node)
        planned = self.planned.pop(id(test), None) if self.depth else None
        if planned is not None:
            place, changes = self.enlist_given(planned)
            new.test = self.choice(place, changes, new.test)
        return new

    def changeable_defaults(self, node):
        """Wraps the literal defaults that are changed; gives the statements that read them."""
        outer, self.unit = self.unit, self.unit_name(node)
        asks = []
        for values, at, argument in default_slots(node.args):
            value = values[at]
            planned = self.planned.get(id(value)) if value is not None else None
            if not planned or not planned[0].is_default:
                continue
            del self.planned[id(value)]
            place, changes = self.enlist_given(planned)
            values[at], ask = self.changeable_default(place, changes, value, argument)
            asks.append(ask)
        self.unit = outer
        return asks
