import argparse
import contextlib
import io
import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import numpy as np

from modkit_training.arkit import ARKIT_NAMES
from modkit_training.config import Config

from . import needs

try:
    import soundfile
    import torch

    from modkit_training.export import write_bundle
    from modkit_training.finetuning import arguments, command, held_back, language_training
    from modkit_training.finetuning.material import Recording
    from modkit_training.finetuning.sound_files import Sound
    from modkit_training.inference import infer
    from modkit_training.units import CHANNELS, UNIT_INDEX

    from .test_bundle_weights import SMALL
    from .test_finetuning_style import lively_network, sound
except ImportError:  # torch, onnx or soundfile is absent; the tests below skip
    torch = None


class QuietNoises:
    """In place of the noise bank, which takes seconds to make."""

    def __init__(self, rng):
        pass

    def slice(self, samples, rng):
        return rng.standard_normal(samples).astype(np.float32)


@needs.module("torch")
@needs.module("onnx")
@needs.module("soundfile")
class CommandTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "takes").mkdir()
        self.network = lively_network()
        with contextlib.redirect_stdout(io.StringIO()):
            write_bundle(self.network, self.folder / "base", "base", "1.2.3")
        self.config = Config()
        self.config.sections["networks"]["small"] = SMALL
        self.config.sections["finetuning"].update(least_minutes=0.1)
        for kind in ("style", "language"):
            self.config.sections["finetuning"][kind].update(batch=2, crop_seconds=1.0, most_steps=4, validate_steps=2)
        self.config.sections["training"].update(workers=0, bfloat16=False)

    def take(self, name, seed, extension):
        samples = sound(seed)
        soundfile.write(str(self.folder / "takes" / f"{name}.wav"), samples, 16000)
        path = self.folder / "takes" / f"{name}{extension}"
        if extension == ".csv":
            face = infer(self.network, samples)[0]
            rows = [",".join([f"{frame / 100:.2f}", *(f"{value:.4f}" for value in row)]) for frame, row in enumerate(face)]
            path.write_text("\n".join(["time," + ",".join(ARKIT_NAMES), *rows]))
        else:
            path.write_text("0 0.5 SIL\n0.5 1 M\n1 1.6 AA\n1.6 2.2 P\n2.2 2.6 IY\n2.6 3 SIL\n")

    def run_it(self, *options):
        """What is printed, and the message of an ending with one."""
        parser = argparse.ArgumentParser()
        arguments.add_arguments(parser)
        given = parser.parse_args([str(self.folder / "takes"), "--from", str(self.folder / "base"), "--network", "small", *options])
        said, message = io.StringIO(), ""
        modules = ("modkit_training.finetuning.style_training", "modkit_training.batches")
        with contextlib.redirect_stdout(said), contextlib.ExitStack() as patches:
            for module in modules:
                patches.enter_context(mock.patch(f"{module}.NoiseBank", QuietNoises))
            try:
                command.finetune(self.config, given)
            except SystemExit as end:
                message = str(end)
        return said.getvalue(), message

    def names(self):
        return sorted(path.name for path in self.folder.iterdir())

    def test_a_style_becomes_a_bundle_with_its_cards(self):
        for seed in range(7):
            self.take(f"take{seed}", seed, ".csv")
        said, message = self.run_it("--out", str(self.folder / "mine"), "--licence", "ours alone")
        self.assertEqual(message, "")
        self.assertIn("test part, mouth channels: correlation", said)
        self.assertEqual(self.names(), ["base", "mine", "takes"])
        card = json.loads((self.folder / "mine" / "model_card.json").read_text())
        self.assertEqual((card["teaches"], card["licence"], card["base"]["version"], card["data"]["recordings"]), ("style", "ours alone", "1.2.3", 7))
        self.assertEqual(sum(len(part["recordings"]) for part in card["data"]["parts"].values()), 7)
        info = json.loads((self.folder / "mine" / "network_info.json").read_text())
        self.assertEqual(info["id"]["licence"], "ours alone")
        self.assertIn("ours alone", (self.folder / "mine" / "MODEL_CARD.md").read_text())
        # A bundle that is there is never written over.
        self.assertIn("is there already", self.run_it("--out", str(self.folder / "mine"))[1])

    def test_errors_end_it_before_anything_is_made(self):
        for seed in range(7):
            self.take(f"take{seed}", seed, ".csv")
        (self.folder / "takes" / "take3.csv").unlink()
        said, message = self.run_it("--out", str(self.folder / "mine"))
        self.assertIn("take3.wav: has no partner", said)
        self.assertIn("errors: 1.", message)
        self.assertEqual(self.names(), ["base", "takes"])
        self.assertEqual(self.run_it("--check", "--leave-out")[1], "")
        self.assertIn("--out", self.run_it()[1])

    def test_a_language_becomes_a_bundle_that_can_be_taught_on(self):
        for seed in range(7):
            self.take(f"line{seed}", seed, ".tsv")
        said, message = self.run_it("--out", str(self.folder / "mine"), "--held-back", str(self.folder / "held"), "--language", "xx")
        self.assertEqual(message, "")
        self.assertEqual(self.names(), ["base", "held", "mine", "takes"])
        card = json.loads((self.folder / "mine" / "model_card.json").read_text())
        self.assertEqual((card["teaches"], card["data"]["language"]), ("language", "xx"))
        self.assertEqual(set(card["figures"]), {"before", "after"})
        held = sorted(path.name for path in (self.folder / "held").iterdir())
        self.assertEqual([name[:7] for name in held], ["xx_line"] * len(held))
        self.assertEqual(len(held), 2 * len(card["data"]["parts"]["test"]["recordings"]))
        self.assertNotEqual(card["figures"]["before"], card["figures"]["after"])
        self.config.sections["finetuning"]["language"].update(share=0.0)
        self.run_it("--out", str(self.folder / "same"))
        card = json.loads((self.folder / "same" / "model_card.json").read_text(), parse_constant=self.fail)
        for name, value in card["figures"]["before"].items():
            self.assertAlmostEqual(value or 0, card["figures"]["after"][name] or 0, places=4)
        (self.folder / "base").rename(self.folder / "old")
        (self.folder / "mine").rename(self.folder / "base")
        self.assertEqual(self.run_it("--check")[1], "")


@needs.module("torch")
@needs.module("onnx")
@needs.module("soundfile")
class LanguageMaterialTest(unittest.TestCase):
    def recording(self, phones, seconds=2.0):
        return Recording("a", "a.wav", Sound(sound(1, 4)[:int(seconds * 16000)], 16000, 0), None, "a.tsv", phones=phones)

    def test_pieces_keep_their_phones(self):
        recording = self.recording([["sil", 0.0, 0.5], ["m", 0.5, 1.0], ["aa", 1.0, 2.0]])
        pack = language_training.OwnPack([(recording, 60, 200), (recording, 0, 40), (recording, 0, 200)])
        pieces = list(pack.utterances())
        self.assertEqual([len(units) for _, _, units, _ in pieces], [140, 200])  # a piece of silence alone teaches nothing
        audio, articulation, units, phones = pieces[0]
        self.assertEqual(len(audio), 140 * 160)
        np.testing.assert_allclose([times[1:] for times in phones], [[0, 0.4], [0.4, 1.4]], atol=1e-6)
        self.assertEqual([unit for unit, _, _ in phones], [UNIT_INDEX["m"], UNIT_INDEX["aa"]])
        self.assertGreater(articulation[10, CHANNELS.index("close")], 0.95)
        self.assertEqual(units[100], UNIT_INDEX["aa"])

    def test_a_part_without_speech_is_refused(self):
        with self.assertRaisesRegex(SystemExit, "no speech"):
            language_training.OwnPack([(self.recording([["sil", 0.0, 2.0]]), 0, 200)])

    def test_what_is_held_back_is_what_the_ruler_reads(self):
        recording = self.recording([["sil", 0.0, 0.5], ["h", 0.5, 1.0], ["yy", 1.0, 2.0]])
        with tempfile.TemporaryDirectory() as folder:
            held_back.write([(recording, 75, 200)], Path(folder), "hr")
            self.assertEqual((Path(folder) / "hr_a_1s.tsv").read_text(), "start\tend\tphone\n0.000\t0.250\tHH\n0.250\t1.250\tUW\n")
            self.assertEqual(soundfile.info(folder + "/hr_a_1s.wav").frames, 125 * 160)


if __name__ == "__main__":
    unittest.main()
