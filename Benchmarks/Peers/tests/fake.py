"""`fake.py HOW`: a participant without a library, right or wrong in one way."""

import json
import sys
import time

how = sys.argv[1]
answers = {
    "hello": {"name": how, "versions": {}, "threads": 1, "images": 60_000, "testImages": 10_000},
    "epoch": {"seconds": 0.25 if how == "slow" else 0.125},
    "decompose": {"seconds": 0.5 if how == "slow" else 0.25, "calls": 1},
    "decomposed": {"outputs": [1.0, float("nan") if how == "nan" else 2.5 if how == "wrong" else 2.0]},
    "product": {"error": "row 3 is wrong"} if how == "wrong" else {"seconds": 0.002 if how == "slow" else 0.001},
    "train": {"seconds": 4.0 if how == "slow" else 2.0, "accuracy": {"unlearned": 0.1, "nan": float("nan")}.get(how, 0.98)},
    "accuracy": {"accuracy": {"unlearned": 0.1, "nan": float("nan")}.get(how, 0.9)},
}
if how == "absent":
    print(json.dumps({"absent": "it is not here"}), flush=True)
for number, line in enumerate(sys.stdin):
    request = line.split()[0]
    if how == "tiring" and number == 3:
        sys.exit("out of breath")
    if how == "crashing" and request in {"epoch", "product", "train"}:
        sys.exit("out of luck")
    if how == "hanging" and request in {"epoch", "product", "train"}:
        time.sleep(60)
    print("no JSON" if how == "babbling" and request == "epoch" else json.dumps(answers.get(request, {})), flush=True)
