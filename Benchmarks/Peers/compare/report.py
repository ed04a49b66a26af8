"""The heading of a run, and its figures as one JSON document."""

import json
import os
import platform
import subprocess
import tempfile
from argparse import Namespace
from datetime import datetime, timezone
from pathlib import Path

from compare.bench import IDLE_SHARE, Bench
from compare.data import Data
from compare.load import FOREIGN_SHARE, cpus

# What changes how fast a library runs.
VARIABLES = (
    "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "OMP_WAIT_POLICY",
    "KMP_BLOCKTIME", "MKL_NUM_THREADS", "XLA_FLAGS", "DENSE_INSTRUCTION_SET",
)


def machine() -> dict:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    models = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    variables = {name: os.environ[name] for name in VARIABLES if name in os.environ}
    return {
        "cpu": next(models, platform.processor() or "unknown"), "cpus": cpus(), "system": platform.platform(),
        "python": platform.python_version(), "environment": variables,
    }


def revision() -> str:
    """The commit that was measured, with `-dirty` where files differ from it."""
    command = ["git", "describe", "--always", "--dirty", "--tags"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip() or "unknown"
    except OSError:
        return "unknown"


def heading(bench: Bench, data: Data) -> str:
    """Who runs on what; also takes the numbers of images from those who read them."""
    greeting = next((g for g in bench.greetings.values() if "images" in g), {"images": 0, "testImages": 0})
    data.images, data.tests = greeting["images"], greeting["testImages"]
    facts = machine()
    lines = [
        f"CPU        {facts['cpu']}, {facts['cpus']} available to this process",
        f"Data       {data.description}: {data.images:,} images to train on, {data.tests:,} to test with",
        "Network    784-128-10, ReLU, softmax; batches of 64, plain SGD at 0.01, a new order each epoch; Float",
        "Figures    participants take turns, one at work at a time; 'times' is to swift-dense, Swift kernels",
    ]
    for name, value in facts["environment"].items():
        lines.append(f"{name}={value} is set")
    for key, greeting in bench.greetings.items():
        if key in bench.children:
            versions = ", ".join(f"{name} {version}" for name, version in greeting["versions"].items())
            # A decomposition's threads stand over its figures.
            threads = f"; {greeting['threads']} threads" if greeting.get("threads") else ""
            lines.append(f"  {bench.title(key):28}{versions}" + threads)
    return "\n".join(lines) + "\n"


def document(bench: Bench, data: Data, options: Namespace, results: dict[str, object]) -> dict:
    if bench.most_idle_share > IDLE_SHARE:
        bench.notes.append(
            f"Idle participants took up to {100 * bench.most_idle_share:.0f}% of one CPU in another's turn.")
    if bench.foreign_share > FOREIGN_SHARE:
        bench.notes.append(
            f"Other programs took {100 * bench.foreign_share:.0f}% of one CPU while figures were taken: they are rough.")
    versions = {key: {"versions": g["versions"], "threads": g.get("threads")} for key, g in bench.greetings.items()}
    return {
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"), "revision": revision(),
        "machine": machine(), "participants": versions,
        "data": {"source": data.description, "images": data.images, "testImages": data.tests},
        "mostIdleShare": bench.most_idle_share, "foreignShare": bench.foreign_share, **results,
        "leftOut": bench.left_out, "notes": bench.notes, "problems": bench.problems,
    }


def write(path: Path, value: dict) -> None:
    replace(path, json.dumps(value, indent=2) + "\n")


def replace(path: Path, text: str) -> None:
    """Writes the file whole, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
