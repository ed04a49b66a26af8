"""How many CPUs the machine has for us, and whether they are ours alone."""

import os
from pathlib import Path

# The share of one CPU that other programs may take on average before it is told.
FOREIGN_SHARE = 0.05


def cpus() -> int:
    """The CPUs that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def busy_seconds() -> float:
    """What all CPUs together have worked so far, for whomever; 0 where the system does not tell."""
    try:
        user, nice, system = map(int, Path("/proc/stat").read_text().split(maxsplit=4)[1:4])
    except (OSError, ValueError):
        return 0
    return (user + nice + system) / os.sysconf("SC_CLK_TCK")
