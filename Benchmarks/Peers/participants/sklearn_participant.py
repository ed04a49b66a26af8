"""scikit-learn: MLPClassifier; `partial_fit` is one epoch, shuffled. It draws its own first weights."""

from collections.abc import Callable

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier

from participants.participant import BATCH, CLASSES, HIDDEN, RATE, Participant


class SklearnParticipant(Participant):
    name = "scikit-learn"
    versions = {"scikit-learn": sklearn.__version__, "numpy": np.__version__}

    def load(self, path: str) -> dict:
        self.model = MLPClassifier(
            (HIDDEN,), solver="sgd", batch_size=BATCH, learning_rate_init=float(RATE), momentum=0, alpha=0,
            random_state=1,
        )
        return {}

    def train_epoch(self) -> None:
        self.model.partial_fit(self.images.train, self.images.train_labels, classes=np.arange(CLASSES))

    def predictor(self, samples: np.ndarray) -> Callable[[], object]:
        return lambda: self.model.predict_proba(samples)


make = SklearnParticipant
