"""Where the whole of MNIST is: a record is none with other images."""

import hashlib
import os
from pathlib import Path

from compare.child import PEERS

# Of the four files, as .ci/data checks them.
SUMS = PEERS.parents[1] / ".ci" / "mnist.sha256"


def find() -> str:
    """The folder that `mnist` takes images from, too: MNIST_DIR, else data/mnist."""
    folder = Path(os.environ.get("MNIST_DIR") or "data/mnist")
    for line in SUMS.read_text().splitlines():
        checksum, name = line.split()
        path = folder / name
        if not path.exists():
            path = folder / name.replace("-idx", ".idx")
        try:
            is_right = hashlib.sha256(path.read_bytes()).hexdigest() == checksum
        except OSError:
            raise SystemExit(
                f"record: {folder} has no {name}, and a record needs the whole of MNIST: 'make data' fetches it, "
                "or MNIST_DIR names the folder that has it") from None
        if not is_right:
            raise SystemExit(f"record: {path} is not the published file of MNIST: 'make data' fetches it")
    return str(folder)
