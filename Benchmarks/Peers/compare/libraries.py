"""Where CBLAS libraries are: in the Python environment, BLIS where the system has it."""

import sys
import sysconfig
from pathlib import Path

PACKAGES = Path(sysconfig.get_path("platlib"))
# The first place that has one counts; of several files the last, which is the newest.
PLACES = {
    "openblas-new": [(PACKAGES, "scipy_openblas32/lib/libscipy_openblas*")],
    "mkl": [(Path(sys.prefix), "lib/libmkl_rt.so*")],
    "aocl": [(PACKAGES, "aoclda.libs/libblis*")],
    "blis": [(Path("/usr/lib"), "*/blis-*/libblis.so.*"), (Path("/usr"), "lib*/libblis.so.*")],
}


def find(key: str) -> str | None:
    """The path of a library; None where it is not installed."""
    for folder, pattern in PLACES[key]:
        files = sorted(str(path) for path in folder.glob(pattern))
        if files:
            return files[-1]
    return None
