"""What a parser of command lines understands, as words to put on one."""

#: Options of one parser that are looked at, and values of one that may have several.
_MOST_OPTIONS = 24
_MOST_CHOICES = 3
_SAMPLES = {int: "3", float: "1.5"}


def wanted_words(parser):
    """
    A list of words for each option of a parser like those of `argparse`, in its order: `["--width", "3"]`, `["--quiet"]`; and for
    each argument without a name, `["2024"]`. Options that end the program by themselves (`--help`) come last.
    """
    actions = getattr(parser, "_actions", None)
    if not isinstance(actions, list):
        return []
    found = []
    for action in actions[:_MOST_OPTIONS]:
        names = getattr(action, "option_strings", None)
        if not isinstance(names, (list, tuple)):
            continue
        name = [max(names, key=len)] if names else []
        taken = [] if action.nargs == 0 else _values(action)
        words = [[*name, *values] for values in taken] if taken else [name]
        found.append((type(action).__name__ in ("_HelpAction", "_VersionAction"), [each for each in words if each]))
    return [words for _, group in sorted(found, key=lambda one: one[0]) for words in group]


def _values(action):
    """What may stand behind the name of an option, a list for each time it is used."""
    if action.choices is not None:
        return [[str(choice)] for choice, _ in zip(action.choices, range(_MOST_CHOICES))]
    sample = _SAMPLES.get(action.type, "abc")
    return [[sample] * action.nargs if isinstance(action.nargs, int) else [sample]]
