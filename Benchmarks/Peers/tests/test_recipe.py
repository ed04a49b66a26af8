"""Presets that other libraries follow, and those that they refuse."""

import json
import math
import tempfile
import unittest
from pathlib import Path

from participants import recipe
from record.__main__ import FAST

PRESET = {
    "hidden": [128, 64], "batchSize": 128, "epochs": 4, "optimizer": "adamw", "learningRate": 0.006, "schedule": "cosine",
    "warmUp": 190, "labelSmoothing": 0.05,
}


class RecipeTests(unittest.TestCase):
    def read(self, values: object) -> recipe.Recipe:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "fast.json")
            path.write_text(values if isinstance(values, str) else json.dumps(values))
            return recipe.read(path)

    def test_a_preset_is_followed_and_what_it_lacks_is_the_default_of_mnist(self) -> None:
        self.assertEqual(self.read(PRESET), recipe.Recipe((128, 64), 4, 128, 0.006, 0.01, "cosine", 190, 0.05))
        self.assertEqual(self.read({"optimizer": "adamw"}), recipe.Recipe((128,), 20, 64, 0.001, 0.01, "constant", 0, 0.0))

    def test_the_preset_fast_is_followed(self) -> None:
        recipe.read(FAST)

    def test_settings_that_are_off_and_a_seed_are_no_obstacle(self) -> None:
        off = {
            "dropout": 0, "augment": None, "nesterov": False, "average": None, "epochs": None, "seed": 7, "shuffle": True,
            "evaluateTraining": True,
        }
        self.assertEqual(self.read({"optimizer": "adamw"} | off), self.read({"optimizer": "adamw"}))

    def test_a_setting_that_is_not_followed_is_told_in_one_sentence(self) -> None:
        refused = {
            "augment": {"rotation": 13}, "dropout": 0.1, "average": 0.999, "clipNorm": 1.0, "optimizer": "adam",
            "activation": "tanh", "initializer": "xavier-normal", "schedule": "step", "shuffle": False, "validation": 5000,
            "load": "model.safetensors", "threads": 1, "newer": "yes", "data": "embedded",
        }
        for key, value in refused.items():
            with self.assertRaises(ValueError) as caught:
                self.read(PRESET | {key: value})
            self.assertEqual(
                str(caught.exception),
                f"the preset fast.json has {key} = {json.dumps(value)}, which PyTorch and JAX do not follow here")

    def test_a_preset_without_an_optimizer_has_sgd_and_is_refused(self) -> None:
        with self.assertRaisesRegex(ValueError, 'has optimizer = "sgd", which'):
            self.read({"epochs": 4})

    def test_what_is_no_preset_is_told(self) -> None:
        for text, sentence in (("[1]", "is no JSON object"), ("{", "cannot be read")):
            with self.assertRaisesRegex(ValueError, f"the preset fast.json {sentence}"):
                self.read(text)
        with self.assertRaisesRegex(ValueError, "the preset fast.json cannot be read"):
            recipe.read("nowhere/fast.json")

    def test_rates_rise_from_a_third_and_fall_along_a_cosine(self) -> None:
        # 1,000 images in batches of 128 are 8 steps, the last one of 104 images.
        rates = recipe.Recipe(epochs=3, batch_size=128, learning_rate=0.6, schedule="cosine", warm_up=4).rates(1000)
        self.assertEqual(len(rates), 24)
        for step, rate in enumerate((0.2, 0.3, 0.4, 0.5, 0.6)):
            self.assertAlmostEqual(rates[step], rate)
        self.assertAlmostEqual(rates[14], 0.3)
        self.assertAlmostEqual(rates[23], 0.3 * (1 + math.cos(math.pi * 19 / 20)))

    def test_a_constant_rate_stays(self) -> None:
        self.assertEqual(recipe.Recipe(epochs=1, batch_size=2, learning_rate=0.5).rates(5), [0.5] * 3)

    def test_a_warm_up_below_1_is_a_share_of_the_steps(self) -> None:
        share, steps = (recipe.Recipe(epochs=4, schedule="cosine", warm_up=warm_up) for warm_up in (0.1, 375))
        self.assertEqual(share.as_metrics()["warmUp"], 375)
        self.assertEqual(share.rates(60_000), steps.rates(60_000))

    def test_a_warm_up_may_be_longer_than_the_run(self) -> None:
        rates = recipe.Recipe(epochs=1, batch_size=1, learning_rate=3, schedule="cosine", warm_up=10).rates(2)
        for rate, expected in zip(rates, (1, 1.2), strict=True):
            self.assertAlmostEqual(rate, expected)
