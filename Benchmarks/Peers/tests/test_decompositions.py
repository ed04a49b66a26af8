"""Decompositions in turn: results first, then seconds."""

import contextlib
import io
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from compare import decompositions
from compare.bench import Bench
from compare.data import Data
from compare.options import Options
from compare.roster import Entry

FAKE = str(Path(__file__).with_name("fake.py"))
EXPECTED = {work: {"4": [1.0, 2.0]} for work in decompositions.WORKS}


def entry(key: str, how: str) -> Entry:
    return Entry(key, key, (sys.executable, FAKE, how), frozenset({"decompositions"}))


class DecompositionTests(unittest.TestCase):
    def run_with(self, *entries: Entry) -> tuple[dict, Bench, str]:
        printed = io.StringIO()
        with tempfile.TemporaryDirectory() as folder, Bench(Path(folder), 20) as bench:
            for each in entries:
                bench.start(each)
            options = Options("", 1, set(), None, 20, (4,))
            with contextlib.redirect_stdout(printed), mock.patch.object(
                decompositions, "reference", return_value=EXPECTED):
                result = decompositions.run(bench, Data("", ""), options)
        return result, bench, printed.getvalue()

    def test_each_scalar_is_compared_with_its_library(self) -> None:
        result, bench, printed = self.run_with(
            entry("openblas", "right"), entry("numpy-linalg", "slow"), entry("scipy", "right"))
        self.assertEqual(bench.problems, [])
        ratios = {(row["scalar"], figure["participant"]): figure["ratio"] for row in result["rows"] for figure in row["rows"]}
        self.assertEqual(ratios, {
            ("double", "openblas"): 1, ("double", "numpy-linalg"): 2, ("float", "openblas"): 1, ("float", "scipy"): 1})
        self.assertEqual(len(result["rows"]), 2 * len(decompositions.WORKS))
        self.assertIn("Linear algebra in Double, 1 thread", printed)

    def test_wrong_results_and_those_that_are_no_numbers_are_told_and_not_timed(self) -> None:
        for how, difference in (("wrong", "2.5e-01"), ("nan", "inf")):
            result, bench, _ = self.run_with(entry("openblas", "right"), entry("numpy-linalg", how))
            self.assertEqual(len(bench.problems), 1)
            self.assertIn(f"numpy-linalg is wrong: solve of 4 in Double differs by {difference}", bench.problems[0])
            self.assertEqual({figure["participant"] for row in result["rows"] for figure in row["rows"]}, {"openblas"})

    def test_without_this_package_there_is_nothing_to_compare(self) -> None:
        result, _, printed = self.run_with(entry("scipy", "right"))
        self.assertEqual(result["rows"], [])
        self.assertIn("left out", printed)
