"""The options of `make record`."""

import contextlib
import io
import unittest

import record.__main__ as program


class OptionTests(unittest.TestCase):
    def parse(self, *arguments: str) -> tuple[int, int, int]:
        options = program.parse(["--mnist", "mnist", *arguments])
        return options.fast_seeds, options.best_seeds, options.peer_seeds

    def test_a_quick_run_has_few_seeds_and_named_numbers_count_more(self) -> None:
        self.assertEqual(self.parse(), (30, 5, 5))
        self.assertEqual(self.parse("--quick"), (3, 1, 1))
        self.assertEqual(self.parse("--quick", "--best-seeds", "0"), (3, 0, 1))
        self.assertEqual(self.parse("--fast-seeds", "2"), (2, 5, 2))

    def test_numbers_that_make_no_sense_are_told(self) -> None:
        for arguments in (
            ("--fast-seeds", "0"), ("--best-seeds", "-1"), ("--fast-seeds", "2", "--peer-seeds", "3"), ("--timeout", "0"),
        ):
            complaint = io.StringIO()
            with self.assertRaises(SystemExit) as caught, contextlib.redirect_stderr(complaint):
                self.parse(*arguments)
            self.assertEqual(caught.exception.code, 2)
            self.assertIn(f"error: {arguments[-2]} {arguments[-1]}: it", complaint.getvalue())
