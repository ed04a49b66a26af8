"""scikit-learn's measures of classes and of values, and its StandardScaler: makes measures.safetensors.

Usage: python3 make-measures.py   (needs scikit-learn and safetensors)

Classes: truths and predictions of 60 samples of 4 classes, of which the last has no sample, and is answered at times;
precision, recall, F1 and support of each, and their macro averages with zero_division=0 over all 4 classes. Values:
targets of 21 samples and 3 values, the second far from zero, with predictions, and R squared averaged over the values.
Features: 21 samples of 4 features, the third constant, with mean and scale.
"""
import os

import numpy as np
from safetensors.numpy import save_file
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support, r2_score
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(31)

truth = rng.integers(0, 3, 60)
predicted = np.where(rng.random(60) < 0.7, truth, rng.integers(0, 4, 60))
assert (predicted == 3).any()
labels = list(range(4))
each = precision_recall_fscore_support(truth, predicted, labels=labels, zero_division=0)
macro = precision_recall_fscore_support(truth, predicted, labels=labels, average="macro", zero_division=0)

targets = rng.standard_normal((21, 3)) * [1, 2, 1e-3] + [0, 1e6, 0]
values = targets + rng.standard_normal((21, 3)) * [0.3, 1.5, 5e-4]

features = rng.standard_normal((21, 4)) * [1, 1e-6, 0, 1e5] + [3, 1, 0.1, -1e6]
scaler = StandardScaler().fit(features)

double = lambda array: np.ascontiguousarray(array, dtype=np.float64)
save_file(
    {
        "truth": double(truth), "predicted": double(predicted),
        "confusion": double(confusion_matrix(truth, predicted, labels=labels)),
        "precision": double(each[0]), "recall": double(each[1]), "f1": double(each[2]), "support": double(each[3]),
        "macro": double(macro[:3]),
        "targets": targets, "values": values, "rSquared": double([r2_score(targets, values)]),
        "features": features, "mean": double(scaler.mean_), "scale": double(scaler.scale_),
        "standardized": double(scaler.transform(features)),
    },
    os.path.join(os.path.dirname(os.path.abspath(__file__)), "measures.safetensors"),
)
