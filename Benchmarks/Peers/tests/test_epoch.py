"""One epoch in turn: who is measured, and who is told of instead."""

import os
import unittest
from argparse import Namespace

from compare import epoch
from compare.bench import Bench
from compare.data import Data
from compare.roster import Entry
from tests.bench import entry, started


class EpochTests(unittest.TestCase):
    def run_with(self, *entries: Entry, timeout: float = 20) -> tuple[dict, Bench, list[int]]:
        """The result of two rounds of a right participant and the given ones, and the ids of all."""
        with started(entry("swift", "right"), entry("slow", "slow"), *entries, timeout=timeout) as (bench, _):
            ids = [child.process.pid for child in bench.children.values()]
            result = epoch.run(bench, Data("", "", 60_000, 10_000), Namespace(rounds=2))
        return result, bench, ids

    def assert_told_and_not_timed(self, how: str, sentence: str, timeout: float = 20) -> None:
        result, bench, ids = self.run_with(entry("other", how), timeout=timeout)
        self.assertEqual([row["participant"] for row in result["rows"]], ["swift", "slow"])
        self.assertEqual(len(bench.problems), 1)
        self.assertIn(sentence, bench.problems[0])
        for number in ids:
            with self.assertRaises(ProcessLookupError, msg="a child was left behind"):
                os.kill(number, 0)

    def test_right_participants_are_timed_in_every_round_and_compared(self) -> None:
        result, bench, _ = self.run_with()
        self.assertEqual([row["seconds"] for row in result["rows"]], [[0.125] * 2, [0.25] * 2])
        self.assertEqual([row["ratio"] for row in result["rows"]], [1, 2])
        self.assertEqual(bench.problems, [])

    def test_a_wrong_accuracy_is_told_and_not_timed(self) -> None:
        self.assert_told_and_not_timed("unlearned", "other is wrong: 10.00%")

    def test_an_accuracy_that_is_no_number_is_wrong(self) -> None:
        self.assert_told_and_not_timed("nan", "other is wrong: nan%")

    def test_a_crash_is_told_with_its_last_words(self) -> None:
        self.assert_told_and_not_timed("crashing", "other ended with exit code 1: out of luck.")

    def test_no_answer_in_time_is_told(self) -> None:
        self.assert_told_and_not_timed("hanging", "other did not answer 'epoch' within 1 seconds.", timeout=1)

    def test_an_answer_that_is_no_json_is_told(self) -> None:
        self.assert_told_and_not_timed("babbling", "other answered 'epoch' with something that is not JSON")

    def test_an_absent_participant_is_a_problem_only_where_it_is_not_optional(self) -> None:
        _, bench, _ = self.run_with(entry("may", "absent", optional=True), entry("must", "absent"))
        self.assertEqual(bench.left_out, ["may is left out: it is not here."])
        self.assertEqual(bench.problems, ["must is left out: it is not here."])
