"""Checks what is needed, takes the turns, prints, writes; whatever happens, no child is left behind."""

import os
import sys
import tempfile
from argparse import Namespace
from datetime import datetime, timezone
from pathlib import Path

from compare import report
from compare.bench import IDLE_SHARE, Bench, end_by_signals
from compare.child import PEERS
from compare.roster import Entry
from participants import recipe
from record import images, tables
from record.mnist import MNIST
from record.options import parse
from record.results import Results
from record.turns import Turns

FAST = PEERS.parents[1] / "Sources" / "mnist" / "Presets" / "fast.json"
OUTPUT = Path("runs") / "record.json"


def roster(data: str) -> list[Entry]:
    """Who trains the recipe of `fast` beside this package."""
    return [
        Entry(
            key, title, (sys.executable, "-m", "participants", f"{key}_recipe", "--data", data), frozenset({"record"}),
            optional=True)
        for key, title in (("torch", "PyTorch"), ("jax", "JAX"))
    ]


def main(arguments: list[str] | None = None) -> int:
    options = parse(arguments)
    end_by_signals()
    # All that can be wrong before hours of training.
    if not os.access(options.mnist, os.X_OK):
        raise SystemExit(f"record: {options.mnist} is no program: 'make record' builds it")
    data = images.find()
    try:
        chosen = recipe.read(FAST) if options.peer_seeds else None
    except ValueError as error:
        raise SystemExit(f"record: {error}: '--peer-seeds 0' goes on without them") from None
    with tempfile.TemporaryDirectory(prefix="record-") as name, Bench(Path(name), options.timeout) as bench:
        return record(bench, options, data, chosen)


def record(bench: Bench, options: Namespace, data: str, chosen: recipe.Recipe | None) -> int:
    results = Results()
    facts = {"revision": report.revision(), "machine": report.machine(), "data": data}
    machine = facts["machine"]
    print(f"{machine['cpu']}, {tables.number(machine['cpus'], 'CPU')} available to this process; MNIST of {data}", flush=True)
    for entry in roster(data) if chosen else []:
        bench.start(entry)
        if entry.key in bench.children:
            bench.ask(entry.key, f"recipe {FAST}")
    if bench.problems:
        raise SystemExit(f"record: {' '.join(bench.problems)} '--peer-seeds 0' goes on without others.")
    for sentence in bench.left_out:
        print(sentence, flush=True)

    def save() -> None:
        report.write(OUTPUT, facts | document(bench, results))

    Turns(bench, MNIST(options.mnist, data, bench), results, save).take(options, chosen)
    if bench.most_idle_share > IDLE_SHARE:
        bench.notes.append(f"Idle participants took up to {100 * bench.most_idle_share:.0f}% of one CPU in another's turn.")
    save()
    print("\n" + tables.tables(
        results, machine, versions(bench), results.compared(set(bench.children)), bench.foreign_share), flush=True)
    for sentence in bench.notes + bench.problems:
        print(sentence)
    print(f"Figures in {OUTPUT}")
    return 1 if bench.problems else 0


def versions(bench: Bench) -> dict[str, str]:
    ways = {"torch": " (eager)", "jax": " (jit)"}
    return {
        key: f"{greeting['name']} {next(iter(greeting['versions'].values()), '')}".strip() + ways.get(key, "")
        for key, greeting in bench.greetings.items()
    }


def document(bench: Bench, results: Results) -> dict:
    return {
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"), "participants": bench.greetings,
        "mostIdleShare": bench.most_idle_share, "foreignShare": bench.foreign_share,
        "presets": {name: preset.as_json() for name, preset in results.presets.items()},
        "averages": results.averages, "peers": results.compared(set(bench.children)),
        "leftOut": bench.left_out, "notes": bench.notes, "problems": bench.problems,
    }


if __name__ == "__main__":
    sys.exit(main())
