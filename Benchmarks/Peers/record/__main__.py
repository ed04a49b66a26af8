"""Checks what is needed, takes the turns, prints, writes; whatever happens, no child is left behind."""

import os
import signal
import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path

from compare import report
from compare.bench import IDLE_SHARE, Bench
from compare.child import PEERS
from compare.roster import Entry
from participants import recipe
from record import images, page, tables
from record.mnist import MNIST, SIGNALS
from record.options import Options, parse
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
    for number in SIGNALS:
        # `nohup` and the like stay in force.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)
    # All that can be wrong before hours of training.
    if options.page:
        page.check(options.page)
    if not os.access(options.mnist, os.X_OK):
        raise SystemExit(f"record: {options.mnist} is no program: 'make record' builds it")
    data = images.find()
    chosen = read_recipe() if options.peer_seeds else None
    with tempfile.TemporaryDirectory(prefix="record-") as name, Bench(Path(name), options.timeout) as bench:
        return record(bench, options, data, chosen)


def end(number: int, _: object) -> None:
    """Ended by whatever signal, the way out is the same, and no second one disturbs it."""
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise SystemExit(128 + number)


def read_recipe() -> recipe.Recipe:
    try:
        return recipe.read(FAST)
    except ValueError as error:
        raise SystemExit(f"record: {error}: '--peer-seeds 0' goes on without them") from None


def record(bench: Bench, options: Options, data: str, chosen: recipe.Recipe | None) -> int:
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
    figures = tables.tables(
        results, machine, versions(bench), results.compared(set(bench.children)), bench.foreign_share)
    print("\n" + figures, flush=True)
    for sentence in bench.notes + bench.problems:
        print(sentence)
    print(f"Figures in {OUTPUT}")
    if options.page and not bench.problems:
        page.replace(options.page, figures)
        print(f"Tables in {options.page}")
    elif options.page:
        print(f"{options.page} stays as it was")
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
