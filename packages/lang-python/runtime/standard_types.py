"""Values of standard library types as the call that makes them."""

import collections
import datetime
import decimal
import fractions
import re
import uuid


class StandardTypes:
    """The encoders of one pass: what mixes this in brings `encode`, `new` and the leaves."""

    def date(self, value, depth):
        return self.new("datetime:date", value.year, value.month, value.day)

    def datetime(self, value, depth):
        parts = [value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond]
        while len(parts) > 3 and parts[-1] == 0:
            parts.pop()
        return self.new("datetime:datetime", *parts, **self.moment(value, depth))

    def time(self, value, depth):
        parts = [value.hour, value.minute, value.second, value.microsecond]
        while len(parts) > 1 and parts[-1] == 0:
            parts.pop()
        return self.new("datetime:time", *parts, **self.moment(value, depth))

    def moment(self, value, depth):
        extra = {}
        if value.tzinfo is not None:
            extra["tzinfo"] = self.encode(value.tzinfo, depth)
        if value.fold:
            extra["fold"] = value.fold
        return extra

    def timedelta(self, value, depth):
        parts = {"days": value.days, "seconds": value.seconds, "microseconds": value.microseconds}
        kept = {name: part for name, part in parts.items() if part}
        return self.new("datetime:timedelta", **kept) if kept else self.new("datetime:timedelta", 0)

    def decimal(self, value, depth):
        return self.new("decimal:Decimal", self.text(str(value)))

    def fraction(self, value, depth):
        return self.new("fractions:Fraction", self.encode(value.numerator, 1), self.encode(value.denominator, 1))

    def uuid(self, value, depth):
        return self.new("uuid:UUID", str(value))

    def complex(self, value, depth):
        return self.new("builtins:complex", self.floating(value.real), self.floating(value.imag))

    def pattern(self, value, depth):
        flags = value.flags & ~(re.UNICODE if isinstance(value.pattern, str) else 0)
        source = self.encode(value.pattern, 1)
        return self.new("re:compile", source, int(flags)) if flags else self.new("re:compile", source)

    def match(self, value, depth):
        fields = {"string": self.encode(value.string, depth), "lastgroup": value.lastgroup, "lastindex": value.lastindex}
        return {"$": "object", "type": "Match", "ref": "re:Match", "fields": fields}

    def range(self, value, depth):
        parts = [value.start, value.stop, value.step]
        if value.step == 1:
            parts.pop()
            if value.start == 0:
                parts.pop(0)
        return self.new("builtins:range", *(self.integer(part) for part in parts))

    def slice(self, value, depth):
        return self.new("builtins:slice", *(self.encode(part, depth) for part in (value.start, value.stop, value.step)))

    def bytearray(self, value, depth):
        return self.new("builtins:bytearray", self.octets(bytes(value)))

    def ordered(self, value, depth):
        return self.new("collections:OrderedDict", [self.encode(item, depth) for item in value.items()])

    def counter(self, value, depth):
        return self.new("collections:Counter", self.dict(value, depth))

    def defaulting(self, value, depth):
        factory = None if value.default_factory is None else self.encode(value.default_factory, 1)
        return self.new("collections:defaultdict", factory, self.dict(value, depth))

    def deque(self, value, depth):
        items = self.items(list(value), depth)
        return self.new("collections:deque", items) if value.maxlen is None else self.new("collections:deque", items, value.maxlen)


#: By exact type: a subclass may have changed anything.
STANDARD = {
    datetime.date: StandardTypes.date,
    datetime.datetime: StandardTypes.datetime,
    datetime.time: StandardTypes.time,
    datetime.timedelta: StandardTypes.timedelta,
    decimal.Decimal: StandardTypes.decimal,
    fractions.Fraction: StandardTypes.fraction,
    uuid.UUID: StandardTypes.uuid,
    complex: StandardTypes.complex,
    re.Pattern: StandardTypes.pattern,
    re.Match: StandardTypes.match,
    range: StandardTypes.range,
    slice: StandardTypes.slice,
    bytearray: StandardTypes.bytearray,
    collections.OrderedDict: StandardTypes.ordered,
    collections.Counter: StandardTypes.counter,
    collections.defaultdict: StandardTypes.defaulting,
    collections.deque: StandardTypes.deque,
}
