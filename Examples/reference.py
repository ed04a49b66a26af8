"""Writes the data and the expected figures of the examples into data/: iris and wine from scikit-learn, 20 stratified splits of
each, and what scikit-learn, NumPy and PyTorch make of them.

    python3 -m venv ENV && ENV/bin/pip install scikit-learn torch safetensors && ENV/bin/python reference.py
"""

import csv
import pathlib
import warnings

import numpy as np
import torch
from safetensors.torch import save_file
from sklearn.compose import TransformedTargetRegressor
from sklearn.datasets import load_iris, load_wine
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

warnings.simplefilter("ignore", ConvergenceWarning)
folder = pathlib.Path(__file__).parent / "data"
SPLITS = 20


def write(name, header, rows):
    with open(folder / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def number(x):
    return repr(float(x))


def splits_of(y):
    """Row i, column s: 1 where sample i is tested in split s."""
    marks = np.zeros((len(y), SPLITS), int)
    for seed in range(SPLITS):
        _, test = train_test_split(np.arange(len(y)), test_size=0.2, stratify=y, random_state=seed)
        marks[test, seed] = 1
    return marks


def mean_score(marks, x, y, make):
    scores = []
    for seed in range(SPLITS):
        test = marks[:, seed] == 1
        scores.append(make(seed).fit(x[~test], y[~test]).score(x[test], y[test]))
    return np.mean(scores)


for name, bunch in [("iris", load_iris()), ("wine", load_wine())]:
    x, y = bunch.data, bunch.target
    label = "species" if name == "iris" else "cultivar"
    features = [feature.replace(" (cm)", "").replace(" ", "_").replace("/", "_") for feature in bunch.feature_names]
    write(name, features + [label], [[number(v) for v in row] + [bunch.target_names[c]] for row, c in zip(x, y)])
    marks = splits_of(y)
    write(f"{name}-splits", [f"split{s}" for s in range(SPLITS)], marks)
    mlp = mean_score(
        marks, x, y, lambda seed: make_pipeline(
            StandardScaler(), MLPClassifier((16,), learning_rate_init=0.01, max_iter=300, random_state=seed)))
    logistic = mean_score(
        marks, x, y, lambda seed: make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)))
    write(f"{name}-figures", ["mlp", "logistic"], [[number(mlp), number(logistic)]])
    print(name, mlp, logistic)

# The alcohol of a wine, from its 12 other features: ridge regression, the principal components, and a network.
wine = load_wine()
z = (wine.data - wine.data.mean(0)) / wine.data.std(0)
x, y = z[:, 1:], wine.data[:, 0]
ridge = np.linalg.solve(x.T @ x + np.eye(12), x.T @ (y - y.mean()))
shares = np.linalg.svd(z, compute_uv=False) ** 2 / np.sum(z**2)
write("ridge-figures", [f"w{i}" for i in range(12)], [[number(w) for w in ridge]])
write("pca-figures", [f"share{i}" for i in range(13)], [[number(s) for s in shares]])
marks = splits_of(wine.target)
network = mean_score(
    marks, wine.data[:, 1:], y, lambda seed: TransformedTargetRegressor(
        make_pipeline(
            StandardScaler(),
            MLPRegressor(hidden_layer_sizes=(4,), learning_rate_init=0.01, max_iter=300, random_state=seed)),
        transformer=StandardScaler()))
print("alcohol", network)
write("regression-figures", ["r2"], [[number(network)]])

# A network of PyTorch, its answers, and a step with momentum written by hand.
iris = load_iris()
torch.manual_seed(0)
x, y = torch.tensor(iris.data, dtype=torch.float32), torch.tensor(iris.target)
model = torch.nn.Sequential(torch.nn.Linear(4, 16), torch.nn.ReLU(), torch.nn.Linear(16, 3))
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
for _ in range(300):
    optimizer.zero_grad()
    torch.nn.functional.cross_entropy(model(x), y).backward()
    optimizer.step()
save_file(model.state_dict(), folder / "iris-pytorch.safetensors")
(folder / "iris-pytorch.safetensors").chmod(0o644)
probabilities = torch.softmax(model(x), 1).detach().numpy()
write("pytorch-figures", ["setosa", "versicolor", "virginica"], [[number(p) for p in row] for row in probabilities])
print("pytorch", (probabilities.argmax(1) == iris.target).mean())

x, onehot = iris.data, np.eye(3)[iris.target]
w, b = np.zeros((4, 3)), np.zeros(3)
vw, vb = np.zeros_like(w), np.zeros_like(b)
for _ in range(100):
    p = np.exp(x @ w + b)
    p /= p.sum(1, keepdims=True)
    d = (p - onehot) / len(x)
    vw, vb = 0.9 * vw + x.T @ d, 0.9 * vb + d.sum(0)
    w, b = w - 0.1 * vw, b - 0.1 * vb
p = np.exp(x @ w + b)
p /= p.sum(1, keepdims=True)
loss = -np.log((p * onehot).sum(1)).mean()
print("momentum", loss)
write("momentum-figures", ["loss"], [[number(loss)]])
