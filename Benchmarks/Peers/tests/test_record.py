"""The presets over several seeds: what is run, what is made of it, and what stops it."""

import contextlib
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from unittest import mock

import record.__main__ as program
from compare.bench import SIGNALS
from compare.child import PEERS
from compare.roster import Entry
from record import images
from tests.bench import entry

HERE = Path(__file__).parent
RECIPE = {
    "hidden": [128, 128], "batchSize": 128, "epochs": 2, "optimizer": "adamw", "learningRate": 0.006, "schedule": "cosine",
    "warmUp": 190, "labelSmoothing": 0.05,
}


class RecordTests(unittest.TestCase):
    def setUp(self) -> None:
        """A folder with the files that a run needs, which is where the program runs."""
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(scratch.name)
        for number in SIGNALS:
            self.addCleanup(signal.signal, number, signal.getsignal(number))
        self.folder = Path(scratch.name)
        self.preset = self.folder / "fast.json"
        self.preset.write_text(json.dumps(RECIPE))
        (self.folder / "images").write_text("an image")
        (self.folder / "sums").write_text(f"{hashlib.sha256(b'an image').hexdigest()}  images\n")
        patches = (
            mock.patch.object(images, "SUMS", self.folder / "sums"), mock.patch.object(program, "FAST", self.preset),
            mock.patch.dict(os.environ, {"MNIST_DIR": scratch.name}),
        )
        for patch in patches:
            patch.start()
            self.addCleanup(patch.stop)

    def mnist(self, how: str) -> str:
        path = self.folder / "mnist"
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{HERE / "fake_mnist.py"}" {how} "$@"\n')
        path.chmod(0o755)
        return str(path)

    def run_with(self, *entries: Entry, how: str = "right", options: tuple[str, ...] = ()) -> tuple[int, str]:
        """The status and what was printed, of three runs of fast and two of best."""
        arguments = ["--mnist", self.mnist(how), "--fast-seeds", "3", "--best-seeds", "2"]
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), mock.patch.object(program, "roster", return_value=list(entries)):
            status = program.main([*arguments, *options])
        return status, printed.getvalue()

    def assert_stops(self, sentence: str, *entries: Entry, how: str = "right", options: tuple[str, ...] = ()) -> None:
        with self.assertRaises(SystemExit) as caught:
            self.run_with(*entries, how=how, options=options)
        self.assertIsInstance(caught.exception.code, str)
        self.assertIn(sentence, caught.exception.code)
        self.assertNotIn("\n", caught.exception.code)

    def calls(self) -> list[str]:
        path = self.folder / "calls"
        return path.read_text().splitlines() if path.exists() else []

    def document(self) -> dict:
        return json.loads((self.folder / "runs" / "record.json").read_text())

    def test_presets_are_run_in_turn_with_the_original(self) -> None:
        status, _ = self.run_with(options=("--fast-seeds", "6"))
        self.assertEqual(status, 0)
        self.assertEqual(self.calls(), [
            "original 1 --epochs 3", "fast 1", "fast 2", "fast 3", "fast 4", "fast 5", "original 6 --epochs 3", "fast 6",
            "original 1 --epochs 3", "best 1", "original 2 --epochs 3", "best 2", "evaluate best-1 16", "evaluate best-2 16",
            "evaluate best-1 best-2 0", "evaluate best-1 best-2 16",
        ])

    def test_averages_stand_apart(self) -> None:
        _, text = self.run_with()
        self.assertIn("| one network, each image and 16 deformed copies | 99.026% ± 0.000 |", text)
        self.assertIn("| the 2 networks together | 99.020% |", text)
        self.assertIn("| the 2 networks together, each image and 16 deformed copies | 99.036% |", text)
        self.assertNotIn("together", self.run_with(options=("--best-seeds", "1"))[1])
        self.assertNotIn("averaged over", self.run_with(options=("--best-seeds", "0"))[1])

    def test_a_best_run_without_a_network_ends_all(self) -> None:
        self.assert_stops("'mnist train --preset best --seed 1' left no model.safetensors", how="forgetful")

    def test_an_evaluation_that_fails_costs_the_averages_alone(self) -> None:
        status, printed = self.run_with(how="mumbling")
        self.assertEqual(status, 0)
        self.assertIn("'mnist evaluate' of 1 networks with 16 copies printed no JSON", printed)
        self.assertIn("| `best` | 2 | 98.150%", printed)
        self.assertNotIn("averaged over", printed)

    def test_figures_are_those_of_the_runs(self) -> None:
        self.run_with()
        fast, best = (self.document()["presets"][name] for name in ("fast", "best"))
        summary = fast["summary"]
        # 98.1, 98.2 and 98.3%: a standard deviation of 0.1 points over the root of 3.
        self.assertAlmostEqual(summary["accuracy"]["mean"], 0.982)
        self.assertAlmostEqual(summary["accuracy"]["standardError"], 0.001 / 3**0.5)
        self.assertEqual((summary["accuracy"]["least"], summary["accuracy"]["most"]), (0.981, 0.983))
        # Two epochs in 1.1, 1.4 and 1.9 s, where one of the original takes 0.2 s.
        self.assertAlmostEqual(summary["training"], 1.4)
        self.assertAlmostEqual(summary["inOriginalEpochs"], 7)
        self.assertEqual([run["seed"] for run in fast["runs"]], [1, 2, 3])
        self.assertEqual([run["epochs"] for run in best["runs"]], [[10, 10]] * 2)
        self.assertGreater(min(run["command"] for run in fast["runs"]), 0)
        self.assertEqual(best["originalEpochs"], [0.5, 0.2, 0.1] * 2)

    def test_a_single_run_has_no_standard_error(self) -> None:
        _, printed = self.run_with(options=("--fast-seeds", "1"))
        self.assertIsNone(self.document()["presets"]["fast"]["summary"]["accuracy"]["standardError"])
        self.assertIn("| `fast` | 1 | 98.100% | 98.10% to 98.10% | 1.1 s | 5.5 | ", printed)

    def test_tables_have_presets_and_peers(self) -> None:
        _, text = self.run_with(entry("torch", "slow"))
        self.assertRegex(text, r"2 threads, backend `swift`, instruction\s+set\s+`avx2`")
        self.assertIn("\n| `fast` | 3 | 98.200% ± 0.058 | 98.10% to 98.30% | 1.4 s | 7 | ", text)
        self.assertIn("\n| `best` | 2 | 98.150% ± 0.050 | 98.10% to 98.20% | 20 s | 100 | ", text)
        self.assertIn("\n| swift-dense | 98.200% ± 0.058 | 1.4 s |\n| torch | 98.000% ± 0.000 | 4 s (2.86x) |\n", text)
        _, text = self.run_with(options=("--best-seeds", "0"))
        self.assertNotIn("torch", text)
        self.assertNotIn("`best`", text)

    def test_peers_train_in_turn_with_the_first_seeds(self) -> None:
        _, printed = self.run_with(entry("torch", "slow"), entry("jax", "right"), options=("--peer-seeds", "2"))
        rows = {row["participant"]: row for row in self.document()["peers"]}
        self.assertEqual(list(rows), ["swift", "jax", "torch"])
        self.assertEqual([len(row["seconds"]) for row in rows.values()], [2, 2, 2])
        # Against the seeds 1 and 2, of 1.1 and 1.4 s.
        self.assertAlmostEqual(rows["torch"]["ratio"], 4 / 1.25)
        order = [line.split(":")[0].strip() for line in printed.splitlines() if "s of training" in line]
        self.assertEqual(order[:7], ["fast, seed 1", "torch", "jax", "fast, seed 2", "torch", "jax", "fast, seed 3"])

    def test_a_peer_that_is_not_installed_is_left_out_with_a_sentence(self) -> None:
        status, printed = self.run_with(entry("torch", "absent", optional=True), entry("jax", "right"))
        self.assertEqual(status, 0)
        self.assertIn("torch is left out: it is not here.", printed)
        self.assertEqual([row["participant"] for row in self.document()["peers"]], ["swift", "jax"])

    def test_a_peer_that_fails_or_learned_nothing_is_told(self) -> None:
        for how, sentence in (
            ("crashing", "torch ended with exit code 1: out of luck."), ("unlearned", "torch is wrong: 10.00%"),
            ("nan", "torch is wrong: nan%"), ("tiring", "torch ended with exit code 1: out of breath."),
        ):
            status, printed = self.run_with(entry("torch", how), entry("jax", "right"))
            self.assertEqual(status, 1)
            self.assertIn(sentence, printed)
            self.assertEqual([row["participant"] for row in self.document()["peers"]], ["swift", "jax"])

    def test_a_preset_that_peers_do_not_follow_stops_before_any_training(self) -> None:
        self.preset.write_text(json.dumps(RECIPE | {"dropout": 0.1}))
        self.assert_stops("record: the preset fast.json has dropout = 0.1, which PyTorch and JAX do not follow here")
        self.assertEqual(self.calls(), [])
        self.assertEqual(self.run_with(options=("--peer-seeds", "0"))[0], 0)

    def test_a_program_with_another_recipe_than_the_file_is_told(self) -> None:
        self.preset.write_text(json.dumps(RECIPE | {"learningRate": 0.005}))
        self.assert_stops("mnist trains fast with learningRate = 0.006, and the preset's file says 0.005")

    def test_a_run_that_fails_stops_with_the_sentence_of_mnist(self) -> None:
        self.assert_stops(
            "record: 'mnist train --preset fast --seed 2' ended with exit code 1: --dropout 3.0: it must be at least 0",
            how="failing")
        self.assertEqual(self.calls()[-1], "fast 2")
        self.assertEqual([run["seed"] for run in self.document()["presets"]["fast"]["runs"]], [1])

    def test_figures_that_cannot_be_read_stop_it(self) -> None:
        self.assert_stops(
            "'mnist train --preset original --seed 1 --epochs 3' left no metrics.json that can be read", how="babbling")

    def test_other_images_than_the_whole_of_mnist_stop_before_any_training(self) -> None:
        (self.folder / "images").write_text("another")
        self.assert_stops("images is not the published file of MNIST")
        (self.folder / "images").unlink()
        self.assert_stops("has no images, and a record needs the whole of MNIST: 'make data' fetches it")
        self.assertEqual(self.calls(), [])

    def test_a_program_that_is_missing_is_told(self) -> None:
        self.assert_stops("nowhere is no program", options=("--mnist", "nowhere"))

    def test_a_signal_leaves_no_child(self) -> None:
        script = f"""
import signal, sys
from pathlib import Path
from record import images, __main__ as program
images.SUMS = Path("sums")
sys.exit(program.main(sys.argv[1:]))
"""
        arguments = ["--mnist", self.mnist("hanging"), "--fast-seeds", "1", "--peer-seeds", "0"]
        for number in (signal.SIGINT, signal.SIGTERM):
            (self.folder / "pid").unlink(missing_ok=True)
            temporary = self.folder / f"temporary-{number}"
            temporary.mkdir()
            process = subprocess.Popen(
                [sys.executable, "-c", script, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                env=os.environ | {"PYTHONPATH": str(PEERS), "TMPDIR": str(temporary)},
                # A parent that runs in the background may ignore Ctrl-C.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            )
            child = self.wait_for_pid(process)
            process.send_signal(number)
            _, complaint = process.communicate(timeout=20)
            self.assertEqual((process.returncode, complaint), (128 + number, b""))
            with self.assertRaises(ProcessLookupError, msg="a child was left behind"):
                os.kill(child, 0)
            self.assertEqual(list(temporary.iterdir()), [])
            self.assertEqual(len(self.document()["presets"]["fast"]["runs"]), 1)

    def wait_for_pid(self, process: subprocess.Popen) -> int:
        """That of the run of best, which hangs."""
        file = self.folder / "pid"
        for _ in range(1000):
            if file.exists() and (text := file.read_text()):
                return int(text)
            if process.poll() is not None:
                self.fail(process.stderr.read().decode())
            time.sleep(0.02)
        self.fail("the run of best did not begin")
