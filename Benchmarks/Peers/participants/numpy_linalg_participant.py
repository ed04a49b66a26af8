"""`numpy.linalg`."""

import numpy as np

from participants.linalg import Linalg


def make(data: str) -> Linalg:
    return Linalg("NumPy", np)
