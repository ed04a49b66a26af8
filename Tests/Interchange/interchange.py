"""Networks that go from PyTorch, scikit-learn and Flax's layout to swift-dense and back: `python interchange.py MNIST STRESS`.

MNIST and STRESS are the programs `mnist` and `_Stress`. Each check prints a line; the first that fails ends it.
"""

import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from sklearn.neural_network import MLPClassifier
from torch import nn

mnist, stress = sys.argv[1:3]
scratch = tempfile.TemporaryDirectory(prefix="interchange-")
folder = Path(scratch.name)
generator = np.random.default_rng(7)


def run(*arguments: object) -> str:
    return subprocess.run([str(a) for a in arguments], check=True, capture_output=True, text=True).stdout


def logits(load: Path, features: np.ndarray, *options: str) -> np.ndarray:
    np.save(folder / "x.npy", features.astype(np.float32))
    run(stress, "logits", "--load", load, "--features", folder / "x.npy", "--output", folder / "y.npy", *options)
    return np.load(folder / "y.npy")


def check(name: str, ours: np.ndarray, theirs: np.ndarray, tolerance: float = 1e-5) -> None:
    difference = np.abs(ours - theirs).max() / np.abs(theirs).max()
    print(f"{name}: logits differ by {difference:.1e} of the largest")
    assert difference <= tolerance, name


def train(model: nn.Module, samples: int = 4_000) -> nn.Module:
    """One epoch on points around ten centres, so that weights are those of a trained network."""
    inputs = next(model.parameters()).shape[1]
    centres = generator.normal(size=(10, inputs))
    labels = generator.integers(0, 10, samples)
    x = torch.tensor(centres[labels] + generator.normal(size=(samples, inputs)), dtype=torch.float32)
    y = torch.tensor(labels)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    for start in range(0, samples, 64):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(x[start : start + 64]), y[start : start + 64]).backward()
        optimizer.step()
    return model


torch.manual_seed(1)
features = generator.random((200, 784)).astype(np.float32)

# From PyTorch, and back to the same bytes.
for activation, module in [("relu", nn.ReLU), ("tanh", nn.Tanh), ("sigmoid", nn.Sigmoid), ("leaky-relu", nn.LeakyReLU)]:
    model = train(nn.Sequential(nn.Linear(784, 64), module(), nn.Linear(64, 32), module(), nn.Linear(32, 10)))
    file = folder / f"{activation}.safetensors"
    save_file(model.state_dict(), file)
    with torch.no_grad():
        theirs = model(torch.tensor(features)).numpy()
    check(f"PyTorch's {activation} here", logits(file, features, "--activation", activation), theirs)
    again = folder / f"again-{activation}.safetensors"
    run(mnist, "export", "--load", file, "--activation", activation, "--pytorch", again)
    assert file.read_bytes() == again.read_bytes(), "other bytes than PyTorch wrote"


class Named(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        for index in range(1, 13):
            setattr(self, f"fc{index}", nn.Linear(784 if index == 1 else 10, 10))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for index in range(1, 12):
            x = torch.relu(getattr(self, f"fc{index}")(x))
        return self.fc12(x)


model = Named()
save_file(model.state_dict(), folder / "named.safetensors")
with torch.no_grad():
    check("12 named layers here", logits(folder / "named.safetensors", features), model(torch.tensor(features)).numpy())

# From here, and back to the same bytes.
run(mnist, "train", "--data", "embedded", "--epochs", "1", "--hidden", "64", "32", "--output", folder / "run", "--quiet")
own, exported = folder / "run" / "model.safetensors", folder / "exported.safetensors"
run(mnist, "export", "--load", own, "--pytorch", exported)
model = nn.Sequential(nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
print("load_state_dict, strict:", model.load_state_dict(load_file(exported), strict=True))
with torch.no_grad():
    check("a network from here in PyTorch", logits(own, features), model(torch.tensor(features)).numpy())
save_file(model.state_dict(), folder / "back.safetensors")
assert exported.read_bytes() == (folder / "back.safetensors").read_bytes(), "other bytes than were exported"

# A file of our own is nothing that a module of the same shape takes, whatever it calls its layers.
square = {
    "layers.0.weight": torch.eye(4), "layers.0.bias": torch.zeros(4), "layers.1.weight": torch.eye(4),
    "layers.1.bias": torch.zeros(4),
}


class Listed(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(4, 4), nn.Linear(4, 4)])


Listed().load_state_dict(square, strict=True)
names = {name.replace("weight", "kernel") for name in square}
assert {name for name in load_file(own)} >= {"layers.0.kernel", "layers.0.bias"}
for strict in (True, False):
    try:
        tensors = {name: torch.eye(4) if "kernel" in name else torch.zeros(4) for name in names}
        result = Listed().load_state_dict(tensors, strict=strict)
        assert set(result.missing_keys) == {"layers.0.weight", "layers.1.weight"}, result
    except RuntimeError as error:
        assert strict and "Missing key" in str(error), error
print("a file of our own: refused by a module of the same shape")

# From scikit-learn, after a few steps of training.
warnings.simplefilter("ignore")
labels = generator.integers(0, 10, 500)
x = generator.random((500, 784))
for activation, name in [("relu", "relu"), ("tanh", "tanh"), ("logistic", "sigmoid"), ("identity", "identity")]:
    model = MLPClassifier((16, 8), activation=activation, max_iter=3, random_state=1).fit(x, labels)
    target = folder / f"sklearn-{name}"
    target.mkdir()
    for index, (w, b) in enumerate(zip(model.coefs_, model.intercepts_)):
        np.save(target / f"coefs_{index}.npy", w)
        np.save(target / f"intercepts_{index}.npy", b)
    theirs = np.log(model.predict_proba(features))
    ours = logits(target, features, "--activation", name).astype(np.float64)
    ours -= np.log(np.exp(ours).sum(axis=1, keepdims=True))
    check(f"scikit-learn's {activation} here", ours, theirs)

print("interchange: passed")
