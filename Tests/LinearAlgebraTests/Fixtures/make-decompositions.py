#!/usr/bin/env python3
"""Draws the 200 cases of decompositions.json: small matrices of sixteenths, and what NumPy and SciPy make of them.

    python3 make-decompositions.py      (NumPy 2.4, SciPy 1.17)

Sixteenths are exact in both scalars. Results are those of float64. "condition" is what an error of the matrix may grow by
in the results: of A, of its square for least squares, of the eigenvectors for eigenvalues, 1 where they are stable.
"""
import json
from pathlib import Path

import numpy as np
import scipy.linalg as la

rng = np.random.default_rng(20240607)
UNIT = 16
CASES = []


def draw(m, n):
    return rng.integers(-64, 65, (m, n)) / UNIT


def square(limit=1e3):
    while True:
        n = int(rng.integers(1, 6))
        a = draw(n, n)
        if np.linalg.cond(a) < limit:
            return a


def rectangle():
    while True:
        m, n = (int(x) for x in rng.integers(1, 7, 2))
        a = draw(m, n)
        if np.linalg.cond(a) < 1e2:
            return a


def definite():
    while True:
        half = rng.integers(-4, 5, (int(rng.integers(1, 6)),) * 2) / 4
        a = half @ half.T
        if np.linalg.cond(a) < 1e3:
            return a


def deficient():
    m, n = (int(x) for x in rng.integers(2, 6, 2))
    r = int(rng.integers(0, min(m, n)))
    return (rng.integers(-3, 4, (m, r)) @ rng.integers(-3, 4, (r, n))) / UNIT


def symmetric():
    a = draw(*(int(rng.integers(1, 6)),) * 2)
    return np.tril(a) + np.tril(a, -1).T


def add(operation, a, condition, b=None, **results):
    case = {"operation": operation, "rows": a.shape[0], "columns": a.shape[1], "condition": float(f"{condition:.3g}")}
    case["a"] = [int(x) for x in (a * UNIT).ravel()]
    if b is not None:
        case["b"] = [int(x) for x in (b * UNIT).ravel()]
        case["right"] = b.shape[1]
    case["results"] = {k: [float(x) for x in np.asarray(v, float).ravel()] for k, v in results.items()}
    CASES.append(case)


def stable_pivots(factor, a):
    return np.array_equal(factor(a), factor(a.astype(np.float32)))


cond = np.linalg.cond
for _ in range(14):
    a = square()
    b = draw(len(a), int(rng.integers(1, 4)))
    add("solve", a, cond(a), b, x=np.linalg.solve(a, b))
for _ in range(12):
    a = definite()
    b = draw(len(a), 2)
    add("solve positive definite", a, cond(a), b, x=la.solve(a, b, assume_a="pos"))
for _ in range(12):
    a = np.triu(square(), 1)
    a += np.diag(rng.integers(32, 65, len(a)) / UNIT)
    lower = bool(rng.integers(2))
    if lower:
        a = a.T.copy()
    b = draw(len(a), 2)
    add("solve triangular", a, cond(a), b, x=la.solve_triangular(a, b, lower=lower))
for _ in range(14):
    a = square()
    sign, logarithm = np.linalg.slogdet(a)
    add("inverse", a, cond(a), inverse=np.linalg.inv(a), determinant=np.linalg.det(a), sign=sign, logarithm=logarithm)
for _ in range(14):
    while True:
        a = rectangle()
        if stable_pivots(lambda x: la.lu(x)[0], a):
            break
    p, l, u = la.lu(a)
    add("lu", a, cond(a), lower=l, upper=u, permutation=np.argmax(p, axis=0))
for _ in range(12):
    a = definite()
    add("cholesky", a, cond(a), lower=np.linalg.cholesky(a))
for _ in range(14):
    a = rectangle()
    q, r = np.linalg.qr(a)
    signs = np.where(np.diag(r) < 0, -1, 1)
    add("qr", a, cond(a), q=q * signs, r=r * signs[:, None])
for _ in range(14):
    while True:
        a = rectangle()
        if stable_pivots(lambda x: la.qr(x, mode="economic", pivoting=True)[2], a):
            break
    q, r, p = la.qr(a, mode="economic", pivoting=True)
    add("pivoted qr", a, cond(a), magnitudes=np.abs(np.diag(r)), permutation=p)
for _ in range(14):
    a = rectangle()
    b = draw(len(a), 2)
    x, _, rank, s = np.linalg.lstsq(a, b)
    add("least squares", a, cond(a) ** 2, b, x=x, rank=rank, values=s, residuals=np.linalg.norm(b - a @ x, axis=0))
for _ in range(10):
    a = deficient()
    b = draw(len(a), 2)
    rank = np.linalg.matrix_rank(a)
    s = np.linalg.svd(a, compute_uv=False)
    condition = s[0] / s[rank - 1] if rank else 1
    add("rank-deficient least squares", a, condition**2, b, x=np.linalg.lstsq(a, b)[0], rank=rank)
for _ in range(14):
    a = rectangle()
    u, s, vt = np.linalg.svd(a, full_matrices=False)
    add("svd", a, 1, values=s)
for _ in range(14):
    a = deficient() if rng.integers(2) else rectangle()
    s = np.linalg.svd(a, compute_uv=False)
    rank = np.linalg.matrix_rank(a)
    add("pseudoinverse", a, (s[0] / s[rank - 1]) ** 2 if rank else 1, inverse=np.linalg.pinv(a), rank=rank)
for _ in range(14):
    a = symmetric()
    add("symmetric eigenvalues", a, 1, values=np.linalg.eigvalsh(a))
for _ in range(14):
    while True:
        a = square()
        w, v = np.linalg.eig(a)
        if cond(v) < 50:
            break
    w = w[np.lexsort((w.imag, w.real))]
    add("eigenvalues", a, cond(v), real=w.real, imaginary=w.imag)
for _ in range(14):
    a = rectangle()
    norms = [np.linalg.norm(a, 1), np.linalg.norm(a, np.inf), np.linalg.norm(a), np.abs(a).max(), np.linalg.norm(a, 2)]
    add("norms", a, 1, norms=norms)
    CASES[-1]["results"]["condition"] = [float(cond(a))]

assert len(CASES) == 200, len(CASES)
text = ",\n".join(json.dumps(case, separators=(",", ":")) for case in CASES)
Path(__file__).with_name("decompositions.json").write_text(f"[\n{text}\n]\n")
print(len(CASES), "cases,", len(text), "bytes")
