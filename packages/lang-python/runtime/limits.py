"""What the process may take of the machine."""

#: Address space, import included.
MEMORY = 1 << 30
#: What scenarios may add to what importing took: input that needs more makes no test.
_ROOM = 192 << 20


def limit_resources(memory):
    """Limits of the whole process, from before the target is imported."""
    try:
        import resource

        for limit, amount in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 64 << 20), (resource.RLIMIT_CORE, 0)):
            _, most = resource.getrlimit(limit)
            resource.setrlimit(limit, (amount if most == resource.RLIM_INFINITY else min(amount, most), most))
    except (ImportError, ValueError, OSError):
        pass


def leave_room():
    """Lowers the limit of memory to what is in use now and some room; where nobody says what is in use, it stays."""
    try:
        import resource

        with open("/proc/self/statm", "rb") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
        limit, most = resource.getrlimit(resource.RLIMIT_AS)
        if limit == resource.RLIM_INFINITY or used + _ROOM < limit:
            resource.setrlimit(resource.RLIMIT_AS, (used + _ROOM, most))
    except (ImportError, ValueError, OSError):
        pass
