import json
import tempfile
import unittest
from pathlib import Path

import numpy as np

from modkit_training.config import Config

from . import needs

try:
    import torch

    from modkit_training.bundle_weights import load_bundle
    from modkit_training.export import write_bundle
    from modkit_training.inference import infer
    from modkit_training.network import Convolution, Network
except ImportError:  # torch or onnx is absent; the tests below skip
    torch = None

SMALL = {"front_channels": 8, "channels": 12, "upsampled_channels": 6, "blocks": [[5, 1, 2], [3, 2, 0]]}


def random_network():
    """As after training: norms with statistics and gains of their own."""
    torch.manual_seed(5)
    network = Network(SMALL)
    for module in network.modules():
        if isinstance(module, Convolution):
            for values, low, high in ((module.norm.weight, 0.5, 2), (module.norm.bias, -1, 1), (module.norm.running_mean, -1, 1), (module.norm.running_var, 0.3, 3)):
                torch.nn.init.uniform_(values, low, high)
    return network.settle()


@needs.module("torch")
@needs.module("onnx")
class BundleWeightsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.sound = (0.1 * np.random.default_rng(2).standard_normal(16000)).astype(np.float32)

    def write(self, network):
        write_bundle(network, self.folder, "test", "1.0.0")
        return self.folder

    def test_an_exported_network_comes_back_with_its_outputs(self):
        network = random_network()
        wanted = infer(network, self.sound)
        self.assertGreater(wanted[0].std(), 0.01)
        loaded = load_bundle(self.write(network), SMALL)
        for a, b in zip(wanted, infer(loaded, self.sound)):
            np.testing.assert_allclose(a, b, atol=2e-6)
        again = load_bundle(self.write(loaded), SMALL)
        for a, b in zip(wanted, infer(again, self.sound)):
            np.testing.assert_allclose(a, b, atol=4e-6)

    def test_another_network_is_refused(self):
        folder = self.write(random_network())
        for changed in ({"channels": 14}, {"blocks": [[5, 1, 1], [3, 2, 0]]}, {"blocks": [[5, 1, 2]]}):
            with self.assertRaisesRegex(SystemExit, "another --network"):
                load_bundle(folder, {**SMALL, **changed})

    def test_what_is_no_bundle_is_refused(self):
        with self.assertRaisesRegex(SystemExit, "not a blendshape bundle"):
            load_bundle(self.folder, SMALL)
        self.write(random_network())
        (self.folder / "model.json").write_text(json.dumps({"networkPath": "./network.onnx"}))
        with self.assertRaisesRegex(SystemExit, "not a blendshape bundle"):
            load_bundle(self.folder, SMALL)

    def test_the_shipped_bundle_comes_back_and_rests_in_silence(self):

        bundle = Path(__file__).resolve().parents[2] / "core" / "Inference" / "Bundles" / "Default"
        _, visemes, articulation, _ = infer(load_bundle(bundle, Config().network("standard")), np.zeros(16000, np.float32))
        self.assertLess(articulation[:, 0].max(), 0.01)  # a still jaw in silence
        self.assertTrue((visemes[:, 0] > 0.9).all())


if __name__ == "__main__":
    unittest.main()
