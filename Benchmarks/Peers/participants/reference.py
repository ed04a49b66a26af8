"""`python -m participants.reference DIR WEIGHTS ROWS...`: what the network should say, computed in Double, as JSON."""

import json
import sys

import numpy as np

from participants.images import Images, weights

folder, path, *sizes = sys.argv[1:]
W1, b1, W2, b2 = (value.astype(np.float64) for value in weights(path))
images = Images(folder)
outputs: dict[str, list[float]] = {}
for rows in sizes:
    Z = np.maximum(images.samples(int(rows)).astype(np.float64) @ W1 + b1, 0) @ W2 + b2
    P = np.exp(Z - Z.max(axis=1, keepdims=True))
    outputs[rows] = (P / P.sum(axis=1, keepdims=True)).ravel().tolist()
json.dump(outputs, sys.stdout)
