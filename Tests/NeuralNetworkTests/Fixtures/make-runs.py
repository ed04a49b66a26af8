"""20 training steps of a 5-4-3 network by PyTorch, in double precision, with each optimizer and schedule: makes runs.safetensors.

Usage: python3 make-runs.py   (needs torch, numpy and safetensors)

22 samples in batches of 6, 6, 6 and 4 in their order, for 5 epochs; ReLU, softmax cross-entropy averaged over the batch. The
file holds the samples, the parameters before, and for each run, `OPTIMIZER SCHEDULE CLIPPING`, those after it: the weights of a
layer as [inputs, outputs], row by row, then its biases; layer after layer.
"""
import math
import os

import numpy as np
import torch
from safetensors.numpy import save_file
from torch.optim import SGD, Adam, AdamW
from torch.optim.lr_scheduler import ConstantLR, CosineAnnealingLR, LinearLR, SequentialLR, StepLR

torch.set_default_dtype(torch.float64)
steps, batch = 20, 6
rng = np.random.default_rng(7)
x = rng.standard_normal((22, 5))
labels = rng.integers(0, 3, 22)
weights = [rng.standard_normal((5, 4)) * 0.6, rng.standard_normal((4, 3)) * 0.6]
biases = [rng.standard_normal(4) * 0.1, rng.standard_normal(3) * 0.1]

optimizers = {
    "sgd": lambda p: SGD(p, lr=0.3),
    "sgd-decay": lambda p: SGD(p, lr=0.3, weight_decay=0.02),
    "momentum": lambda p: SGD(p, lr=0.1, momentum=0.9),
    "momentum-decay": lambda p: SGD(p, lr=0.1, momentum=0.9, weight_decay=0.02),
    "nesterov": lambda p: SGD(p, lr=0.1, momentum=0.8, nesterov=True, weight_decay=0.02),
    "adam": lambda p: Adam(p, lr=0.02),
    "adam-decay": lambda p: Adam(p, lr=0.02, betas=(0.8, 0.99), eps=1e-4, weight_decay=0.02),
    "adamw": lambda p: AdamW(p, lr=0.02, weight_decay=0.05),
}
schedules = {
    "constant": lambda o: ConstantLR(o, factor=1),
    "step": lambda o: StepLR(o, step_size=7, gamma=0.4),
    # A floor of a tenth of each optimizer's rate.
    "cosine": lambda o: CosineAnnealingLR(o, T_max=steps, eta_min=0.1 * o.param_groups[0]["lr"]),
    "warm-up-cosine": lambda o: SequentialLR(
        o, [LinearLR(o, start_factor=0.25, total_iters=6), CosineAnnealingLR(o, T_max=steps - 6)], milestones=[6]
    ),
}
clippings = {
    "none": lambda p: None,
    "norm": lambda p: torch.nn.utils.clip_grad_norm_(p, 0.5),
    "value": lambda p: torch.nn.utils.clip_grad_value_(p, 0.08),
}


def parameters(model):
    parts = []
    for layer in (model[0], model[2]):
        parts += [layer.weight.detach().numpy().T.ravel(), layer.bias.detach().numpy()]
    return np.concatenate(parts)


def run(optimizer, schedule, clipping):
    model = torch.nn.Sequential(torch.nn.Linear(5, 4), torch.nn.ReLU(), torch.nn.Linear(4, 3))
    with torch.no_grad():
        for layer, w, b in zip((model[0], model[2]), weights, biases):
            layer.weight.copy_(torch.from_numpy(w.T.copy()))
            layer.bias.copy_(torch.from_numpy(b))
    before = parameters(model)
    rule = optimizers[optimizer](model.parameters())
    rates = schedules[schedule](rule)
    features, targets = torch.from_numpy(x), torch.from_numpy(labels)
    norms = []
    for step in range(steps):
        start = step % 4 * batch
        part = slice(start, min(start + batch, 22))
        rule.zero_grad()
        torch.nn.functional.cross_entropy(model(features[part]), targets[part]).backward()
        norms.append(math.sqrt(sum(float((p.grad**2).sum()) for p in model.parameters())))
        clippings[clipping](list(model.parameters()))
        rule.step()
        rates.step()
    if clipping == "norm":
        assert min(norms) < 0.5 < max(norms), norms
    return before, parameters(model)


tensors = {"x": x, "y": np.eye(3)[labels], "before": run("sgd", "constant", "none")[0]}
for optimizer in optimizers:
    for schedule in schedules:
        tensors[f"{optimizer} {schedule} none"] = run(optimizer, schedule, "none")[1]
    for clipping in ("norm", "value"):
        tensors[f"{optimizer} constant {clipping}"] = run(optimizer, "constant", clipping)[1]
save_file(tensors, os.path.join(os.path.dirname(os.path.abspath(__file__)), "runs.safetensors"))
