"""Outputs are compared with those in Double before a clock runs."""

import math
import unittest

from compare import predict


class PredictTests(unittest.TestCase):
    def test_the_difference_is_relative_to_the_largest_output(self) -> None:
        self.assertEqual(predict.relative_difference([0.25, 0.5], [0.5, 0.5]), 0.5)
        self.assertEqual(predict.relative_difference([0.5, 0.5], [0.5, 0.5]), 0)

    def test_missing_outputs_and_those_that_are_no_numbers_differ(self) -> None:
        self.assertEqual(predict.relative_difference([0.5], [0.5, 0.5]), math.inf)
        self.assertEqual(predict.relative_difference([0.5, math.nan], [0.5, 0.5]), math.inf)
        self.assertEqual(predict.relative_difference([math.nan, 0.5], [0.5, 0.5]), math.inf)
