"""`scipy.linalg`."""

import scipy.linalg

from participants.linalg import Linalg


def make(data: str) -> Linalg:
    return Linalg("SciPy", scipy, cholesky={"lower": True}, qr={"mode": "economic"})
