import tempfile
import unittest
from pathlib import Path

import numpy as np

from modkit_training.arkit import ARKIT_INDEX, ARKIT_NAMES
from modkit_training.config import Config

from . import needs

try:
    import torch

    from modkit_training.evaluate import lip_gap
    from modkit_training.finetuning import style_training
    from modkit_training.finetuning.curve_files import Curves
    from modkit_training.finetuning.fitting import Fit
    from modkit_training.finetuning.material import Recording
    from modkit_training.finetuning.sound_files import Sound
    from modkit_training.finetuning.styled_network import Style, styled
    from modkit_training.inference import infer

    from .test_bundle_weights import SMALL, random_network
except ImportError:  # torch, onnx or soundfile is absent; the tests below skip
    torch = None

JAW, CLOSE, PUCKER, LIP, BLINK, BROW = (ARKIT_INDEX[name] for name in ("jawOpen", "mouthClose", "mouthPucker", "mouthUpperUpRight", "eyeBlinkLeft", "browInnerUp"))


def lively_network():
    """A random network whose articulation really moves."""
    network = random_network()
    with torch.no_grad():
        network.articulation_head.weight.mul_(6)
        network.articulation_head.bias.sub_(1)
    return network.settle()


def sound(seed, seconds=3):
    """Noise in bursts."""
    rng = np.random.default_rng(seed)
    loudness = np.repeat(rng.uniform(0, 0.3, seconds * 8) * (rng.random(seconds * 8) > 0.3), 2000)
    return (loudness * rng.standard_normal(len(loudness))).astype(np.float32)


def random_style(network, size=0.3):
    torch.manual_seed(8)
    with torch.no_grad():
        network.style.decoder_change.normal_(0, size)
        network.style.head.weight.normal_(0, size / 8)
        network.style.head.bias.normal_(0, 0.1)
    return network.settle()


@needs.module("torch")
@needs.module("onnx")
@needs.module("soundfile")
class StyledNetworkTest(unittest.TestCase):
    def setUp(self):
        self.base = lively_network()
        self.network = styled(self.base, SMALL)

    def test_an_untaught_style_changes_nothing(self):
        for a, b in zip(infer(self.base, sound(1)), infer(self.network, sound(1))):
            np.testing.assert_allclose(a, b, atol=1e-6)

    def test_a_style_leaves_hearing_and_what_is_never_taught(self):
        before, after = infer(self.base, sound(1)), infer(random_style(self.network), sound(1))
        for a, b in zip(before[1:], after[1:]):
            np.testing.assert_allclose(a, b, atol=1e-6)
        self.assertGreater(np.abs(before[0] - after[0]).max(), 0.05)
        np.testing.assert_allclose(before[0][:, BLINK], after[0][:, BLINK], atol=1e-6)

    def test_lips_that_the_base_shuts_stay_shut_whatever_was_learnt(self):
        base = torch.zeros(1, 2, 52)
        base[..., JAW], base[..., CLOSE] = 0.1, 0.1
        taught = base.clone()
        taught[..., JAW], taught[..., PUCKER], taught[..., ARKIT_INDEX["mouthUpperUpLeft"]] = 0.5, 0.8, 0.9
        close = torch.tensor([[[1.0], [0.0]]])
        shut, opened = Style(12).lips(taught, base, close)[0].numpy()
        self.assertAlmostEqual(float(lip_gap(shut[None])[0]), 0, places=6)
        self.assertEqual((opened[CLOSE], opened[JAW]), (0, 0.5))

    def test_windows_with_the_declared_context_equal_the_whole(self):
        network = random_style(self.network)
        samples = torch.from_numpy(sound(4, 8))[None]
        with torch.no_grad():
            whole = network(samples)[0]
            behind, ahead = network.padded_left_context_samples, network.padded_look_ahead_samples
            first = -(-behind // 320) * 320 + 3200
            window = network(samples[:, first - behind:first + 320 + ahead])[0]
        frames = slice(behind // 160, behind // 160 + 2)
        np.testing.assert_allclose(window[0, frames], whole[0, first // 160:first // 160 + 2], atol=2e-6)


@needs.module("torch")
@needs.module("onnx")
@needs.module("soundfile")
class StyleTrainingTest(unittest.TestCase):
    def recording(self, base, seed):
        """A face that the base does not know: a lazy right side, a mouth that goes left with the upper lip, brows with loudness, blinks of their own."""
        samples = sound(seed)
        face = infer(base, samples)[0].copy()
        power = np.sqrt((samples[:len(face) * 160].reshape(-1, 160) ** 2).mean(axis=1))
        face[:, ARKIT_INDEX["mouthLeft"]] = 0.6 * face[:, LIP]
        face[:, BROW] = np.clip(np.convolve(power, np.ones(11) / 11, "same") * 3, 0, 1)
        face[:, LIP] *= 0.3
        face[:, BLINK] = np.random.default_rng(seed).random(len(face)) > 0.9
        return Recording(f"take{seed}", "", Sound(samples, 16000, 0), Curves(np.arange(len(face)) / 100, face, ARKIT_NAMES), "", weights=face)

    def test_a_style_is_learnt_that_the_base_cannot_know(self):
        base, config = lively_network(), Config()
        config.sections["finetuning"]["style"].update(batch=4, crop_seconds=1.0, most_steps=160, validate_steps=40, learning_rate=5e-3, variants=1, drop=0.0)
        pieces = {part: [(self.recording(base, seed), 0, 300) for seed in seeds] for part, seeds in (("training", range(6)), ("validation", (7, 8)), ("test", (9, 10)))}
        network = styled(base, SMALL)
        with tempfile.TemporaryDirectory() as folder:
            trainer = style_training.StyleTrainer(network, pieces, config, Path(folder) / "checkpoint.pt", "x")
            left = trainer.run()
        figures = style_training.figures(network.settle(), base, pieces["test"])
        mouth_left = figures["channels"]["mouthLeft"]
        self.assertEqual((mouth_left["correlationBefore"], figures["channels"]["browInnerUp"]["correlationBefore"]), (0, 0))
        self.assertGreater(mouth_left["correlationAfter"], 0.6)
        self.assertGreater(figures["channels"]["browInnerUp"]["correlationAfter"], 0.3)
        self.assertLess(figures["channels"]["mouthUpperUpRight"]["rmseAfter"], 0.5 * figures["channels"]["mouthUpperUpRight"]["rmseBefore"])
        self.assertGreater(figures["mouth"]["correlationAfter"], figures["mouth"]["correlationBefore"])
        self.assertNotIn("eyeBlinkLeft", figures["channels"])
        self.assertNotIn("mouthLeft", left)
        # What the recordings leave alone stays the base's.
        still = np.setdiff1d(np.arange(52), np.nonzero(network.style.taught.numpy())[0])
        self.assertIn(BLINK, still)


@needs.module("torch")
@needs.module("soundfile")
class FitTest(unittest.TestCase):
    SETTINGS = dict(learning_rate=0.1, weight_decay=0.0, average_decay=0.5, most_steps=60, validate_steps=5, patience=2, rate_cuts=1)

    def fit(self, folder, settings, fingerprint="x", validation=None):
        torch.manual_seed(1)
        module = torch.nn.Linear(1, 1)
        fit = Fit(module, {**self.SETTINGS, **settings}, Path(folder) / "checkpoint.pt", fingerprint)

        def loss(step):
            x = torch.randn(8, 1, generator=torch.Generator().manual_seed(step))
            return ((module(x) - 2 * x - 1) ** 2).mean()

        def validate():
            return validation(fit) if validation else float((module.weight - 2).abs() + (module.bias - 1).abs())

        fit.run(loss, validate)
        return fit, float(module.weight)

    def test_a_stopped_run_goes_on_as_if_it_had_not_been(self):
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
            _, whole = self.fit(one, {"most_steps": 40})
            self.fit(other, {"most_steps": 20})
            fit, resumed = self.fit(other, {"most_steps": 40})
            self.assertEqual((fit.step, resumed), (40, whole))

    def test_other_material_begins_anew(self):
        with tempfile.TemporaryDirectory() as folder:
            self.fit(folder, {"most_steps": 20})
            fit, _ = self.fit(folder, {"most_steps": 10}, fingerprint="y")
            self.assertEqual(fit.step, 10)

    def test_it_ends_when_nothing_gets_better_with_the_best_it_had(self):
        with tempfile.TemporaryDirectory() as folder:
            fit, _ = self.fit(folder, {}, validation=lambda fit: abs(fit.step - 10))
            self.assertEqual((fit.best_step, fit.step), (10, 30))  # two without a better one, a slower rate, two again


if __name__ == "__main__":
    unittest.main()
