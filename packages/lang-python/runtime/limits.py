"""What the process may take of the machine."""

#: Address space, import included.
MEMORY = 1 << 30
#: What scenarios may add to what importing took, as address space: room for libraries they load.
_ROOM = 192 << 20
#: Of it what is the process's own alone, and counts as memory once it is written: input that needs more makes no test.
_OWN_ROOM = 96 << 20


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
    """Lowers the limits of memory to what is in use now and some room; where nobody says what is in use, they stay."""
    try:
        import resource

        with open("/proc/self/statm", "rb") as file:
            pages = file.read().split()
        for limit, in_use, room in ((resource.RLIMIT_AS, pages[0], _ROOM), (resource.RLIMIT_DATA, pages[5], _OWN_ROOM)):
            wanted = int(in_use) * resource.getpagesize() + room
            present, most = resource.getrlimit(limit)
            if present == resource.RLIM_INFINITY or wanted < present:
                resource.setrlimit(limit, (wanted, most))
    except (ImportError, ValueError, OSError):
        pass
