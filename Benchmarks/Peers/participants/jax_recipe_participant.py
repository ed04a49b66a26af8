"""JAX: a whole epoch is one compiled call, a scan over the batches; parameters and their means are updated in place."""

from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import jaxlib
import numpy as np

from participants.training import BETAS, EPSILON, Training

Layers = list[tuple[jax.Array, jax.Array]]


class State(NamedTuple):
    """Parameters, the means of their gradients and of the squares of these, and the steps so far."""

    layers: Layers
    means: Layers
    squares: Layers
    steps: jax.Array


def logits(layers: Layers, x: jax.Array) -> jax.Array:
    for W, b in layers[:-1]:
        x = jnp.maximum(x @ W + b, 0)
    W, b = layers[-1]
    return x @ W + b


def loss(layers: Layers, x: jax.Array, labels: jax.Array, smoothing: float) -> jax.Array:
    log_probabilities = jax.nn.log_softmax(logits(layers, x))
    of_labels = jnp.take_along_axis(log_probabilities, labels[:, None], axis=1)
    return -(1 - smoothing) * jnp.mean(of_labels) - smoothing * jnp.mean(log_probabilities)


def step(state: State, x: jax.Array, labels: jax.Array, rate: jax.Array, decay: float, smoothing: float) -> State:
    """AdamW."""
    gradients = jax.grad(loss)(state.layers, x, labels, smoothing)
    (beta1, beta2), steps = BETAS, state.steps + 1
    means = jax.tree.map(lambda m, g: beta1 * m + (1 - beta1) * g, state.means, gradients)
    squares = jax.tree.map(lambda v, g: beta2 * v + (1 - beta2) * g * g, state.squares, gradients)
    missing1, missing2 = 1 - beta1**steps, 1 - beta2**steps

    def update(w: jax.Array, m: jax.Array, v: jax.Array) -> jax.Array:
        return (1 - rate * decay) * w - rate * (m / missing1) / (jnp.sqrt(v / missing2) + EPSILON)

    return State(jax.tree.map(update, state.layers, means, squares), means, squares, steps)


@partial(jax.jit, donate_argnums=0, static_argnames=("size", "decay", "smoothing"))
def epoch(
    state: State, images: jax.Array, labels: jax.Array, order: jax.Array, rates: jax.Array, *, size: int, decay: float,
    smoothing: float,
) -> State:
    count = len(order) // size

    def body(state: State, part: tuple[jax.Array, jax.Array]) -> tuple[State, None]:
        batch, rate = part
        return step(state, images[batch], labels[batch], rate, decay, smoothing), None

    state, _ = jax.lax.scan(body, state, (order[: count * size].reshape(-1, size), rates[:count]))
    rest = order[count * size :]
    return step(state, images[rest], labels[rest], rates[-1], decay, smoothing) if len(rest) else state


class JAXTraining(Training):
    name = "JAX"
    versions = {"jax": jax.__version__, "jaxlib": jaxlib.__version__}

    def __init__(self, data: str) -> None:
        super().__init__(data)
        self.train_images = jnp.asarray(self.images.train)
        self.labels = jnp.asarray(self.images.train_labels, jnp.int32)

    def begin(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        layers = [
            (
                jnp.array(self.random.standard_normal((inputs, outputs)) * np.sqrt(2 / inputs), jnp.float32),
                jnp.zeros(outputs),
            )
            for inputs, outputs in zip(self.widths, self.widths[1:])
        ]
        zeros = partial(jax.tree.map, jnp.zeros_like)
        self.state = State(layers, zeros(layers), zeros(layers), jnp.float32(0))
        jax.block_until_ready(self.state)

    def train_epoch(self, rates: np.ndarray) -> None:
        # NumPy's permutation is several times as fast here as JAX's, which sorts.
        order = self.random.permutation(len(self.train_images)).astype(np.int32)
        self.state = epoch(
            self.state, self.train_images, self.labels, jnp.asarray(order), jnp.asarray(rates),
            size=self.chosen.batch_size, decay=self.chosen.weight_decay, smoothing=self.chosen.label_smoothing,
        )
        jax.block_until_ready(self.state)

    def outputs(self) -> np.ndarray:
        return np.asarray(logits(self.state.layers, jnp.asarray(self.images.test)))


make = JAXTraining
