"""Decompositions in turn: results first, then seconds."""

import unittest
from argparse import Namespace
from unittest import mock

from compare import decompositions, options
from compare.bench import Bench
from compare.data import Data
from compare.roster import Entry
from tests.bench import entry, started

WORKS = {"solve": "solve", "svd": "SVD, thin"}
EXPECTED = {work: {"4": [1.0, 2.0]} for work in WORKS}


class DecompositionTests(unittest.TestCase):
    def run_with(self, *entries: Entry) -> tuple[dict, Bench, str]:
        with started(*entries) as (bench, printed), mock.patch.multiple(
                decompositions, WORKS=WORKS, computed=lambda *_: EXPECTED):
            result = decompositions.run(bench, Data("", ""), Namespace(rounds=1, sizes=(4,), threads=(1, 3)))
        return result, bench, printed.getvalue()

    def test_each_scalar_has_both_providers_and_its_libraries_on_each_number_of_threads(self) -> None:
        result, bench, printed = self.run_with(
            entry("swift", "right"), entry("openblas", "slow"), entry("numpy-linalg", "slow"), entry("scipy", "right"))
        self.assertEqual(bench.problems, [])
        self.assertEqual(len(result["rows"]), 2 * 2 * len(WORKS))
        for row in result["rows"]:
            ratios = {figure["participant"]: figure["ratio"] for figure in row["rows"]}
            numpy = {"numpy-linalg": 2} if row["scalar"] == "double" else {}
            self.assertEqual(ratios, {"swift": 1, "openblas": 2, "scipy": 1} | numpy)
        self.assertEqual({row["threads"] for row in result["rows"]}, {1, 3})
        for heading in ("Double, 1 thread:", "Double, 3 threads:", "Float, 1 thread:", "Float, 3 threads:"):
            self.assertIn(f"Linear algebra in {heading}", printed)
        # A quarter of a second, and twice as much.
        self.assertRegex(printed, r"SVD, thin +4 +250 +500 +2\.00 +500 +2\.00 +250 +1\.00 +0%\n")

    def test_wrong_results_and_those_that_are_no_numbers_are_told_and_not_timed(self) -> None:
        for key in ("numpy-linalg", "openblas"):
            for how, difference in (("wrong", "2.5e-01"), ("nan", "inf")):
                result, bench, printed = self.run_with(entry("swift", "right"), entry(key, how))
                self.assertEqual(len(bench.problems), 1)
                self.assertIn(f"{key} is wrong: solve of 4 in Double differs by {difference}", bench.problems[0])
                self.assertEqual({figure["participant"] for row in result["rows"] for figure in row["rows"]}, {"swift"})
                self.assertNotIn(key, printed)

    def test_without_openblas_the_routines_in_swift_are_compared(self) -> None:
        result, bench, printed = self.run_with(entry("swift", "right"), entry("scipy", "slow"))
        self.assertEqual(bench.problems, [])
        for row in result["rows"]:
            self.assertEqual([figure["participant"] for figure in row["rows"]], ["swift", "scipy"])
        self.assertNotIn("openblas", printed)

    def test_wrong_results_in_swift_end_the_run(self) -> None:
        with self.assertRaisesRegex(SystemExit, "swift is wrong: solve of 4 in Double"):
            self.run_with(entry("swift", "wrong"), entry("scipy", "right"))


class ThreadsTests(unittest.TestCase):
    def test_one_thread_is_measured_always_and_all_unless_another_count_is_named(self) -> None:
        with mock.patch.object(options, "cpus", return_value=6):
            for arguments, threads in (([], (1, 6)), (["--threads", "1"], (1,)), (["--threads", "4"], (1, 4))):
                self.assertEqual(options.parse(["--benchmark", "", *arguments]).threads, threads)
