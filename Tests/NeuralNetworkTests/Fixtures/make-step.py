"""One training step of a 12-7-4 network in NumPy, in double precision: makes step.safetensors.

Usage: python3 make-step.py   (needs numpy and safetensors)

Batch of 6 rows, ReLU and softmax, cross-entropy averaged over the batch, plain SGD with rate 0.1. The file holds the
batch, the parameters before the step, loss and gradients, and the parameters after it.
"""
import os

import numpy as np
from safetensors.numpy import save_file

rng = np.random.default_rng(20)
m, sizes, rate = 6, (12, 7, 4), 0.1

x = rng.integers(0, 256, (m, sizes[0])) / 255.0
labels = rng.integers(0, sizes[2], m)
y = np.eye(sizes[2])[labels]
w0 = rng.standard_normal(sizes[:2]) * np.sqrt(2 / sizes[0])
b0 = rng.standard_normal(sizes[1]) * 0.1
w1 = rng.standard_normal(sizes[1:]) * np.sqrt(2 / sizes[1])
b1 = rng.standard_normal(sizes[2]) * 0.1

z0 = x @ w0 + b0
a0 = np.maximum(z0, 0)
z1 = a0 @ w1 + b1
p = np.exp(z1 - z1.max(1, keepdims=True))
p /= p.sum(1, keepdims=True)
loss = -np.log(p[np.arange(m), labels]).mean()

dz1 = (p - y) / m
dw1, db1 = a0.T @ dz1, dz1.sum(0)
dz0 = (dz1 @ w1.T) * (z0 > 0)
dw0, db0 = x.T @ dz0, dz0.sum(0)
assert (z0 <= 0).any() and (z0 > 0).any()

save_file(
    {
        "x": x, "y": y, "probabilities": p, "loss": np.array([loss]),
        "before.0.weight": w0, "before.0.bias": b0, "before.1.weight": w1, "before.1.bias": b1,
        "gradient.0.weight": dw0, "gradient.0.bias": db0, "gradient.1.weight": dw1, "gradient.1.bias": db1,
        "after.0.weight": w0 - rate * dw0, "after.0.bias": b0 - rate * db0,
        "after.1.weight": w1 - rate * dw1, "after.1.bias": b1 - rate * db1,
    },
    os.path.join(os.path.dirname(os.path.abspath(__file__)), "step.safetensors"),
)
