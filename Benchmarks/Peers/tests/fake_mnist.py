"""`fake_mnist.py HOW train --preset NAME ...`: writes the metrics.json of a run, or fails in one way; `evaluate` prints JSON."""

import json
import os
import sys
import time
from pathlib import Path

how, options = sys.argv[1], sys.argv[3:]
if sys.argv[2] == "evaluate":
    networks = [Path(options[place + 1]) for place, word in enumerate(options) if word == "--load"]
    copies = int(options[options.index("--copies") + 1])
    with open("calls", "a") as calls:
        print("evaluate", *(network.stem for network in networks), copies, file=calls)
    accuracy = 0.99 + len(networks) / 10_000 + copies / 100_000
    print("no JSON" if how == "mumbling" else json.dumps({"accuracy": accuracy if all(map(Path.exists, networks)) else 0}))
    sys.exit()
preset, seed, output = (options[options.index(name) + 1] for name in ("--preset", "--seed", "--output"))
seed = int(seed)
with open("calls", "a") as calls:
    print(preset, seed, *options[4:-5], file=calls)
if how == "hanging" and preset == "best":
    Path("pid").write_text(str(os.getpid()))
    time.sleep(60)
if how == "failing" and (preset, seed) == ("fast", 2):
    print("mnist: --dropout 3.0: it must be at least 0 and below 1\nand more\n", file=sys.stderr)
    sys.exit(1)
seconds = {"original": [0.5, 0.2, 0.1], "fast": [0.5 + seed**2 / 10, 0.5], "best": [10, 10]}[preset]
run = {
    "layers": [784, 128, 128, 10], "epochs": 2, "batchSize": 128, "optimizer": "adamw", "learningRate": 0.006,
    "weightDecay": 0.01, "schedule": "cosine", "warmUp": 190, "labelSmoothing": 0.05, "threads": 2, "backend": "swift",
    "instructionSet": "avx2",
}
metrics = {
    "run": run, "seconds": sum(seconds) + 1, "epochs": [{"seconds": each} for each in seconds],
    "test": {"accuracy": 0.98 + seed / 1000},
}
Path(output).mkdir()
Path(output, "metrics.json").write_text("no JSON" if how == "babbling" else json.dumps(metrics))
if how != "forgetful":
    Path(output, "model.safetensors").write_text("a network")
