"""Where an error was made: by a `raise` of the target itself, or by what it called."""


def origin_of(error, loaded):
    """Whether a raise statement of the target file made the error, and the line of the target nearest to it. Nobody exits by accident."""
    path = loaded.path
    line, last = 0, None
    step = error.__traceback__
    while step is not None:
        last = step
        if step.tb_frame.f_code.co_filename == path:
            line = step.tb_lineno
        step = step.tb_next
    at_raise = last is not None and last.tb_frame.f_code.co_filename == path and last.tb_lineno in loaded.raise_lines
    return isinstance(error, SystemExit) or bool(at_raise), line
