"""Products in turn: a column for each library that is there and right."""

import tempfile
import unittest
from argparse import Namespace
from pathlib import Path
from unittest import mock

from compare import libraries, products, roster
from compare.bench import Bench
from compare.data import Data
from compare.roster import Entry
from tests.bench import entry, started

PRODUCTS = (products.Product("update", "TN", 1, 100, 50, 20), products.Product("square", "NN", 0, 50, 50, 50))


class ProductTests(unittest.TestCase):
    def run_with(self, *entries: Entry, timeout: float = 20) -> tuple[dict, Bench, str]:
        with started(entry("swift", "right"), *entries, timeout=timeout) as (bench, printed), mock.patch.object(
                products, "PRODUCTS", PRODUCTS):
            result = products.run(bench, Data("", ""), Namespace(rounds=2))
        return result, bench, printed.getvalue()

    def test_each_product_is_timed_by_all_and_compared_with_this_package(self) -> None:
        result, bench, printed = self.run_with(entry("mkl", "slow"))
        self.assertEqual(bench.problems, [])
        self.assertEqual([row["label"] for row in result["rows"]], ["update 100x50x20 TN", "square 50x50x50 NN"])
        for row in result["rows"]:
            self.assertEqual([(figure["participant"], figure["ratio"]) for figure in row["rows"]],
                             [("swift", 1), ("mkl", 2)])
            self.assertEqual([len(figure["seconds"]) for figure in row["rows"]], [2, 2])
        # 2 m n k operations in a millisecond, and in two.
        self.assertRegex(printed, r"update 100x50x20 TN +0\.2 +0\.1 +2\.00\n")

    def test_a_wrong_product_is_told_and_not_timed(self) -> None:
        self.assert_left_out("wrong", "mkl failed at 'product TN 1 100 50 20': row 3 is wrong.")

    def test_a_crash_is_told_with_its_last_words(self) -> None:
        self.assert_left_out("crashing", "mkl ended with exit code 1: out of luck.")

    def test_figures_of_one_that_ends_between_rounds_are_left_out(self) -> None:
        self.assert_left_out("tiring", "mkl ended with exit code 1: out of breath.")

    def test_no_answer_in_time_is_told(self) -> None:
        self.assert_left_out("hanging", "mkl did not answer 'product TN 1 100 50 20' within 1 seconds.", timeout=1)

    def assert_left_out(self, how: str, sentence: str, timeout: float = 20) -> None:
        result, bench, printed = self.run_with(entry("mkl", how), entry("blis", "slow"), timeout=timeout)
        self.assertEqual(bench.problems, [sentence])
        for row in result["rows"]:
            self.assertEqual([figure["participant"] for figure in row["rows"]], ["swift", "blis"])
        self.assertNotIn("mkl", printed)

    def test_the_table_says_what_is_not_installed(self) -> None:
        result, bench, printed = self.run_with(Entry("mkl", "MKL", (), frozenset({"products"})))
        self.assertEqual((bench.problems, bench.left_out), ([], []))
        self.assertEqual(result["notInstalled"], ["MKL"])
        self.assertIn("  MKL: not installed\n", printed)


class LibraryTests(unittest.TestCase):
    def test_the_newest_library_of_the_first_place_is_found(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            places = {"mkl": [(folder / "a", "lib*.so*"), (folder / "b", "lib*.so*")]}
            with mock.patch.object(libraries, "PLACES", places):
                self.assertIsNone(libraries.find("mkl"))
                self.assertEqual(roster.library("benchmark", "mkl"), ())
                (folder / "b").mkdir()
                for file in ("lib.so.2", "lib.so.3"):
                    (folder / "b" / file).touch()
                self.assertEqual(libraries.find("mkl"), str(folder / "b" / "lib.so.3"))
                self.assertEqual(roster.library("benchmark", "mkl")[1:3], ("peer", "--cblas"))

    def test_a_setting_for_the_linked_openblas_is_for_the_backends_alone(self) -> None:
        with mock.patch.object(libraries, "find", return_value="lib.so"):
            entries = {each.key: each for each in roster.roster("benchmark", "data")}
        kept = {key for key, each in entries.items() if not each.chooses_kernels}
        self.assertEqual(kept, {"swift", "openblas"})
