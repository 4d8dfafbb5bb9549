"""Runs scenarios under one small change to the code, or tells which changes lie on their way."""

from functools import partial

from .given_mutants import GivenRewriter
from .load_target import LoadFailed, reload_target
from .mutants import make_mutants

#: Changed code that does not end is common: it is stopped sooner than the search would stop it.
_FUEL = 5_000


class MutantRuns:
    """Loads the changed module when it is first needed; from then on it stands in for the target."""

    def __init__(self, loaded, runner, references, roots, given=None):
        self.loaded = loaded
        self.runner = runner
        self.references = references
        self.roots = roots
        self.given = given
        self.mutants = None
        self.tried = False

    def prepare(self):
        """True when the changed module is in place."""
        if self.tried:
            return self.mutants is not None
        self.tried = True
        runner = self.runner
        try:
            with open(self.loaded.path, "rb") as file:
                rewriter = None if self.given is None else partial(GivenRewriter, given=self.given)
                mutants = make_mutants(file.read(), self.loaded.path, rewriter)
            reload_target(self.loaded, mutants.code, self.roots, runner.wall, runner.alarm)
        except (LoadFailed, SyntaxError, OSError, ValueError, RecursionError):
            return False
        finally:
            runner.wall.take()
            runner.out.take()
            runner.err.take()
            runner.world.restore()
        self.references.use(self.loaded.module)
        self.mutants = mutants
        return True

    def listed(self):
        return self.mutants.listed if self.prepare() else []

    def run(self, scenario, mutant):
        """A `Ran` under the mutant of that index, or under none, and which mutants it reached."""
        runner, mutants = self.runner, self.mutants
        if mutant is None:
            mutants.watch()
        else:
            mutants.select(mutant)
        fuel = runner.fuel
        runner.fuel = min(fuel, _FUEL)
        try:
            ran = runner.run(scenario)
            # What a result says of itself is said by code of the target too.
            observation = runner.observation(ran)
            reached = mutants.reached() if mutant is None else None
        finally:
            mutants.select(None)
            runner.fuel = fuel
        return ran, observation, reached
