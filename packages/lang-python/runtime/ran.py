"""One scenario that ran, before anything of it is turned into data."""


class Ran:
    """What happened, not yet as data."""

    asked = ()
    #: The working directory it had to itself, and what changed in it.
    folder = None
    files = ()
    #: Variables of the module that the scenario set: data before the act, objects after it.
    state_before = {}
    state = {}

    def __init__(self, scenario):
        self.scenario = scenario
        self.variables = {}
        self.before = {}
        self.args = ()
        self.kwargs = {}
        self.args_before = ()
        self.kwargs_before = {}
        self.prepared = None
        self.value = None
        self.via = "call"
        self.more = False
        self.returned = False
        self.error = None
        self.origin = None
        self.stopped = None
        self.hit = ()

    def stop(self, why, detail):
        self.stopped = {"kind": "stopped", "why": why, "detail": detail[:300]}
