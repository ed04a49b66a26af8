"""JAX: a whole epoch is one compiled call, a scan over the batches; the parameters are updated in place."""

from collections.abc import Callable
from functools import partial

import jax
import jax.numpy as jnp
import jaxlib
import numpy as np

from participants.images import weights
from participants.participant import BATCH, RATE, Participant

Parameters = list[jax.Array]


def logits(parameters: Parameters, x: jax.Array) -> jax.Array:
    W1, b1, W2, b2 = parameters
    return jnp.maximum(x @ W1 + b1, 0) @ W2 + b2


def loss(parameters: Parameters, x: jax.Array, labels: jax.Array) -> jax.Array:
    log_probabilities = jax.nn.log_softmax(logits(parameters, x))
    return -jnp.mean(jnp.take_along_axis(log_probabilities, labels[:, None], axis=1))


def step(parameters: Parameters, x: jax.Array, labels: jax.Array) -> Parameters:
    gradients = jax.grad(loss)(parameters, x, labels)
    return [parameter - RATE * gradient for parameter, gradient in zip(parameters, gradients)]


@partial(jax.jit, donate_argnums=0)
def epoch(parameters: Parameters, images: jax.Array, labels: jax.Array, order: jax.Array) -> Parameters:
    whole = len(order) // BATCH * BATCH

    def body(parameters: Parameters, batch: jax.Array) -> tuple[Parameters, None]:
        return step(parameters, images[batch], labels[batch]), None

    parameters, _ = jax.lax.scan(body, parameters, order[:whole].reshape(-1, BATCH))
    rest = order[whole:]
    return step(parameters, images[rest], labels[rest]) if len(rest) else parameters


@jax.jit
def predict(parameters: Parameters, x: jax.Array) -> jax.Array:
    return jax.nn.softmax(logits(parameters, x))


class JAXParticipant(Participant):
    name = "JAX"
    versions = {"jax": jax.__version__, "jaxlib": jaxlib.__version__}

    def __init__(self, data: str) -> None:
        super().__init__(data)
        self.random = np.random.default_rng(1)
        self.train = jnp.asarray(self.images.train)
        self.labels = jnp.asarray(self.images.train_labels, jnp.int32)

    def load(self, path: str) -> dict:
        self.parameters = [jnp.array(value) for value in weights(path)]
        return {}

    def train_epoch(self) -> None:
        # NumPy's permutation is several times as fast here as JAX's, which sorts.
        order = self.random.permutation(len(self.train)).astype(np.int32)
        self.parameters = epoch(self.parameters, self.train, self.labels, jnp.asarray(order))
        jax.block_until_ready(self.parameters)

    def predictor(self, samples: np.ndarray) -> Callable[[], object]:
        x = jnp.asarray(samples)
        return lambda: predict(self.parameters, x).block_until_ready()


make = JAXParticipant
