"""`python -m participants.systems DIR N...`: writes the matrices to decompose, prints what they result in, in Double, as JSON."""

import json
import sys

import numpy as np

from participants import linalg


def matrices(n: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(n)

    def uniform(*shape: int) -> np.ndarray:
        return random.uniform(-1, 1, shape)

    # Of condition 4, so that Float has digits to compare; exchanged rows, so that there is something to pivot.
    general = np.eye(n) + 0.5 * uniform(n, n) / np.sqrt(n)
    square, half = uniform(n, n), uniform(n, n)
    return {
        "general": general[random.permutation(n)], "definite": np.eye(n) + half @ half.T / n, "random": square,
        "symmetric": half + half.T, "tall": uniform(2 * n, n), "right": uniform(2 * n),
    }


def main() -> None:
    folder, *sizes = sys.argv[1:]
    for size in sizes:
        for kind, matrix in matrices(int(size)).items():
            np.save(f"{folder}/{kind}-{size}.npy", matrix)
    reference = linalg.Linalg("NumPy", np)
    reference.systems(folder)
    json.dump(
        {work: {size: reference.decomposed(f"{work} double {size} 1")["outputs"] for size in sizes} for work in linalg.KINDS},
        sys.stdout,
    )


if __name__ == "__main__":
    main()
