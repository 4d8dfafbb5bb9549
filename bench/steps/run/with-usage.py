"""Runs a command and writes what it took: `with-usage.py REPORT LIMIT_SECONDS COMMAND...`."""

import json
import os
import resource
import signal
import subprocess
import sys
import time

report, limit, *command = sys.argv[1:]
began = time.monotonic()
child = subprocess.Popen(command, start_new_session=True)
try:
    code = child.wait(float(limit))
except subprocess.TimeoutExpired:
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    code = None
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(report, "w") as file:
    # The largest process of the tree, as far as it was waited for; kilobytes on Linux.
    json.dump({"code": code, "seconds": time.monotonic() - began, "cpu": used.ru_utime + used.ru_stime, "peakMb": used.ru_maxrss / 1024}, file)
