import tempfile
import unittest
from pathlib import Path

import numpy as np

from modkit_training.arkit import ARKIT_INDEX

from . import needs

try:
    import torch

    from modkit_training.evaluate import lip_gap
    from modkit_training.finetuning.curve_files import at_frame_rate, read_curves
    from modkit_training.finetuning.invented_face import face, write
    from modkit_training.finetuning.label_files import phone_mapping
except ImportError:  # torch, scipy or soundfile is absent; the tests below skip
    torch = None

PHONES = [["SIL", 0.0, 0.5], ["AA", 0.5, 0.9], ["M", 0.9, 1.05], ["IY", 1.05, 1.5], ["SIL", 1.5, 2.0]]


@needs.module("torch")
@needs.module("soundfile")
class InventedFaceTest(unittest.TestCase):
    def setUp(self):
        rng = np.random.default_rng(1)
        samples = (0.1 * rng.standard_normal(32000)).astype(np.float32)
        samples[:8000] = samples[24000:] = 0
        self.face = face(samples, PHONES, phone_mapping({phone for phone, _, _ in PHONES}), rng)
        self.peak = {name: float(self.face[:, index].max()) for name, index in ARKIT_INDEX.items()}

    def test_it_says_the_phones_in_its_own_way(self):
        self.assertTrue(0.15 < self.peak["jawOpen"] < 0.45)  # the table's jaw at AA is .56
        self.assertGreater(self.peak["jawLeft"], 0.05)
        self.assertEqual(self.peak["jawRight"], 0)
        self.assertGreater(self.peak["mouthStretchLeft"], 2 * self.peak["mouthStretchRight"])
        self.assertGreater(self.face[20, ARKIT_INDEX["mouthSmileLeft"]], 0.05)  # the half smile at rest
        gap = lip_gap(self.face)
        self.assertLess(gap[92:104].min(), 0.03)
        self.assertGreater(gap[60:80].max(), 0.15)

    def test_every_format_comes_back(self):
        with tempfile.TemporaryDirectory() as folder:
            for kind, rate_hz in (("livelink", 60), ("json", 30), ("nim", 25)):
                curves = read_curves(write(Path(folder) / kind, self.face, rate_hz, kind, np.random.default_rng(2)))
                wanted = np.stack([np.interp(np.arange(2 * rate_hz) / rate_hz, np.arange(200) / 100, column) for column in self.face.T], axis=1)
                tolerance = 0.02 if rate_hz > 50 else 0.2  # coarser files hold averages
                self.assertLess(np.abs(curves.weights - wanted).max(), tolerance, kind)
                self.assertEqual(at_frame_rate(curves, 200, 100).shape, (200, 52))
                self.assertAlmostEqual(curves.end_seconds, 2.0, places=5)


if __name__ == "__main__":
    unittest.main()
