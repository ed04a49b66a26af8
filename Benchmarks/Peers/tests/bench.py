"""A bench of participants without a library, for every kind of work."""

import contextlib
import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from compare.bench import Bench
from compare.roster import Entry

SUITES = frozenset({"epoch", "predict", "decompositions", "products", "record"})


def entry(key: str, how: str, optional: bool = False) -> Entry:
    return Entry(key, key, (sys.executable, str(Path(__file__).with_name("fake.py")), how), SUITES, optional)


@contextlib.contextmanager
def started(*entries: Entry, timeout: float = 20) -> Iterator[tuple[Bench, io.StringIO]]:
    """The bench while they run, and what is printed meanwhile."""
    printed = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, Bench(Path(folder), timeout) as bench:
        for each in entries:
            bench.start(each)
        with contextlib.redirect_stdout(printed):
            yield bench, printed
