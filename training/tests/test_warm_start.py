import tempfile
import unittest
from pathlib import Path

from modkit_training.config import Config

from . import needs

try:
    import torch

    from modkit_training.network import Network
    from modkit_training.train import Trainer
    from modkit_training.warm_start import shifted

    from .test_network import random_network
except ImportError:  # torch or onnx is absent; the tests below skip
    torch = None


@needs.module("torch")
@needs.module("onnx")
class WarmStartTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.config = Config(data_folder=folder.name)
        self.config.sections["networks"]["low-latency"]["starts_from"] = "standard"

    def test_a_network_whose_future_taps_are_zero_starts_as_the_very_same(self):
        ahead, behind = (self.config.network(name)["blocks"] for name in ("standard", "low-latency"))
        network = random_network("standard")
        for block, (kernel, _, right) in zip(network.trunk[2:], ahead):
            block.convolution.weight.data[:, :, kernel - right:] = 0
        network.settle()
        started = Network(self.config.network("low-latency"))
        started.load_state_dict(shifted(network.state_dict(), ahead, behind))
        audio = torch.randn(1, 32000, generator=torch.Generator().manual_seed(3)) * 0.05
        with torch.no_grad():
            for found, expected in zip(started.settle()(audio), network(audio)):
                torch.testing.assert_close(found, expected, rtol=0, atol=1e-5)

    def test_a_network_cannot_look_further_ahead_than_the_one_it_starts_from(self):
        ahead, behind = (self.config.network(name)["blocks"] for name in ("standard", "low-latency"))
        with self.assertRaisesRegex(SystemExit, "block 1"):
            shifted(random_network("low-latency").state_dict(), behind, ahead)

    def test_a_trainer_starts_from_the_other_run_and_goes_on_from_its_own(self):
        with self.assertRaisesRegex(SystemExit, "train that first"):
            Trainer(self.config, "low-latency", "low-latency")
        origin = random_network("standard").state_dict()
        torch.save(origin, Path(self.config.run_folder("standard")) / "average.pt")
        trainer = Trainer(self.config, "low-latency", "low-latency")
        torch.testing.assert_close(trainer.average["unit_head.weight"], origin["unit_head.weight"])
        trainer.network.unit_head.weight.data.fill_(0.25)
        trainer._save()
        again = Trainer(self.config, "low-latency", "low-latency")
        self.assertEqual(float(again.network.unit_head.weight.detach().min()), 0.25)

    def test_a_network_may_have_its_own_cycles(self):
        self.config.sections["networks"]["low-latency"]["cycle_ends"] = [7]
        self.assertEqual(self.config.training("low-latency")["cycle_ends"], [7])
        self.assertEqual(self.config.training("standard"), self.config["training"])


if __name__ == "__main__":
    unittest.main()
