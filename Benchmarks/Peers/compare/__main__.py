"""Starts the participants, runs the suites, prints, writes; whatever happens, no child is left behind."""

import sys
import tempfile
from pathlib import Path

from compare import chart, decompositions, epoch, predict, products, report
from compare.bench import Bench, end_by_signals
from compare.data import find_data
from compare.options import parse
from compare.roster import roster

SUITES = {
    "epoch": epoch.run, "predict": predict.run, "decompositions": decompositions.run, "products": products.run,
}
OUTPUT = Path("runs")


def main() -> int:
    options = parse()
    end_by_signals()
    with tempfile.TemporaryDirectory(prefix="compare-") as name, Bench(Path(name), options.timeout) as bench:
        data = find_data(bench, options.benchmark)
        for entry in roster(options.benchmark, data.folder):
            if not entry.names & set(options.without) and (options.only or "") in {"", *entry.suites}:
                bench.start(entry)
        print(report.heading(bench, data), flush=True)
        results: dict[str, object] = {}
        for suite in [options.only] if options.only else list(SUITES):
            results[suite] = SUITES[suite](bench, data, options)
        document = report.document(bench, data, options, results)
    for sentence in bench.left_out + bench.notes + bench.problems:
        print(sentence)
    report.write(OUTPUT / "compare.json", document)
    report.replace(OUTPUT / "compare.svg", chart.draw(document))
    print(f"Figures in {OUTPUT / 'compare.json'}, a chart in {OUTPUT / 'compare.svg'}")
    return 1 if bench.problems else 0


if __name__ == "__main__":
    sys.exit(main())
