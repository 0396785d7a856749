import unittest

import numpy as np

from modkit_training.config import Config

from . import needs

try:
    import torch

    from modkit_training import spectral_augmentation
    from modkit_training.arkit import decode
    from modkit_training.export import network_info
    from modkit_training.network import HOP_SAMPLES, Network
except ImportError:  # torch or onnx is absent; the tests below skip
    torch = None


def random_network(name="standard"):
    """An untrained network whose norms are off their defaults, so that silence is not zero inside."""
    torch.manual_seed(11)
    network = Network(Config().network(name))
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm1d):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 1.5)
            module.bias.data.normal_(0, 0.2)
    return network.settle()


@needs.module("torch")
@needs.module("onnx")
class NetworkTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.network = random_network()
        cls.audio = torch.randn(1, HOP_SAMPLES * 800, generator=torch.Generator().manual_seed(3)) * 0.05
        cls.offline = cls.move(cls.audio)

    @classmethod
    def move(cls, audio):
        """Articulation and tongue, side by side."""
        with torch.no_grad():
            return torch.cat(cls.network(audio)[2:], dim=2)

    def test_shapes(self):
        with torch.no_grad():
            outputs = self.network(self.audio[:, :3200].repeat(2, 1))
        self.assertEqual([tuple(output.shape) for output in outputs], [(2, 20, 52), (2, 20, 15), (2, 20, 11), (2, 20, 16)])

    def test_windows_with_the_declared_context_equal_the_whole(self):
        params = network_info(self.network, "any", "0")["params"]
        left, right = params["leftContextSamples"], params["lookAheadSamples"]
        self.assertEqual((left % 320, right % 320), (0, 0))
        chunk, start = 3200, left + 6400
        window = self.audio[:, start - left:start + chunk + right]
        frames = slice(left // HOP_SAMPLES, (left + chunk) // HOP_SAMPLES)
        expected = self.offline[:, start // HOP_SAMPLES:(start + chunk) // HOP_SAMPLES]
        self.assertLess((self.move(window)[:, frames] - expected).abs().max().item(), 1e-6)
        too_short = self.move(window[:, :-1600])[:, frames]
        self.assertGreater((too_short - expected).abs().max().item(), 1e-4)

    def test_silence_around_the_clip_changes_nothing(self):
        padded = torch.nn.functional.pad(self.audio, (49920, 6400))
        frames = self.move(padded)[:, 312:312 + self.offline.shape[1]]
        self.assertLess((frames - self.offline).abs().max().item(), 1e-6)

    def test_exported_front_end_equals_the_one_trained_with(self):
        spectrum = self.network.spectrum
        expected = spectrum(self.audio)
        spectrum.as_convolution = True
        try:
            found = spectrum(self.audio)
        finally:
            spectrum.as_convolution = False
        torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-7)

    def test_a_tone_lands_in_its_bin(self):
        tone = torch.sin(2 * np.pi * 1000 * torch.arange(16000) / 16000)[None]
        power = self.network.spectrum(tone)[0, :, 50]
        self.assertEqual(int(power.argmax()), round(1000 * 512 / 16000))

    def test_decoder_equals_its_numpy_twin(self):
        articulation = torch.rand(2, 50, 11, generator=torch.Generator().manual_seed(4))
        np.testing.assert_allclose(self.network.decode(articulation).numpy(), decode(articulation.numpy()), atol=1e-6)


@needs.module("torch")
@needs.module("onnx")
class LookAheadTest(unittest.TestCase):
    PROMISED_SAMPLES = {"standard": 3200, "low-latency": 1280}  # 200 and 80 ms

    def heard_ahead(self, network, sample):
        """How far the first frame that hears a change at a sample lies before it, in samples."""
        audio = torch.randn(1, 64000, generator=torch.Generator().manual_seed(9)) * 0.05
        changed = audio.clone()
        changed[:, sample] += 0.5
        with torch.no_grad():
            pairs = zip(network(audio), network(changed))
            difference = torch.cat([(before - after).abs() for before, after in pairs], dim=2).amax(dim=2)[0]
        return sample - HOP_SAMPLES * int(difference.nonzero()[0])

    def test_a_network_that_is_not_there_is_named_beside_those_that_are(self):
        with self.assertRaisesRegex(SystemExit, "fast.*standard, low-latency"):
            Config().network("fast")

    def test_bundles_declare_what_is_promised(self):
        for name, promised in self.PROMISED_SAMPLES.items():
            self.assertEqual(network_info(random_network(name), "any", "0")["params"]["lookAheadSamples"], promised, name)

    def test_frames_hear_as_far_ahead_as_promised_and_no_further(self):
        for name, promised in self.PROMISED_SAMPLES.items():
            network = random_network(name)
            furthest = max(self.heard_ahead(network, 32000 + shift) for shift in range(0, 320, 40))
            self.assertTrue(promised - HOP_SAMPLES <= furthest < promised, f"{name}: {furthest}")


@needs.module("torch")
@needs.module("onnx")
class SpectralAugmentationTest(unittest.TestCase):
    def test_formants_move_and_harmonics_stay(self):
        bins = torch.arange(257)
        harmonics = (bins % 8 == 0).float() + 0.001
        voice = harmonics * torch.exp(-((bins - 64.0) / 20) ** 2)
        moved = spectral_augmentation.warp_formants(voice[:, None].repeat(1, 4), 1.25)[:, 0]
        envelope = spectral_augmentation.envelope(moved[:, None])[:, 0]
        self.assertAlmostEqual(int(envelope.argmax()), 80, delta=4)
        self.assertEqual(set((torch.topk(moved, 3).indices % 8).tolist()), {0})

    def test_factor_one_changes_nothing(self):
        power = torch.rand(257, 6, generator=torch.Generator().manual_seed(5))
        torch.testing.assert_close(spectral_augmentation.warp_formants(power, 1.0), power, rtol=1e-3, atol=1e-5)

    def test_gain_wanders_smoothly_and_as_deep_as_asked(self):
        gains = [10 * torch.log10(spectral_augmentation.wander(257, 480, 4.0, torch.Generator().manual_seed(seed))) for seed in range(8)]
        self.assertAlmostEqual(torch.stack(gains).mean().item(), 0, delta=0.5)
        knots = torch.stack(gains)[:, 128, 40::120]  # between knots it is shallower than 4 dB, never deeper on the whole
        self.assertTrue(1.5 < knots.std().item() < 5)
        self.assertLess(gains[0].diff(dim=1).abs().max().item(), 2)
        self.assertLess(gains[0].diff(dim=0).abs().max().item(), 2)

    def test_a_lost_band_is_one_band_and_the_rest_stays(self):
        for seed in range(20):
            gain = spectral_augmentation.lost_band(257, torch.Generator().manual_seed(seed))
            lost = (gain < 1).nonzero()[:, 0]
            self.assertEqual(len(lost), int(lost[-1] - lost[0]) + 1)
            self.assertTrue(6 <= len(lost) <= 45)
            self.assertTrue(1e-4 <= gain[lost].max().item() <= 0.1)

    def test_same_generator_same_result(self):
        settings = Config()["augmentation"]

        def run(seed):
            power = torch.rand(6, 257, 50, generator=torch.Generator().manual_seed(6))
            return spectral_augmentation.augment(power, settings, torch.Generator().manual_seed(seed))

        torch.testing.assert_close(run(1), run(1), rtol=0, atol=0)
        self.assertGreater((run(1) - run(2)).abs().max().item(), 0.01)


if __name__ == "__main__":
    unittest.main()
