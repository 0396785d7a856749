import unittest

import numpy as np

from . import needs

try:
    from modkit_training import noises, shouting
    from modkit_training.units import CHANNELS
except ImportError:  # scipy is absent; the tests below skip
    noises = shouting = None

RATE_HZ = 16000


def levels_db(audio, block=400):
    """Level of every 25 ms."""
    blocks = audio[:len(audio) // block * block].reshape(-1, block)
    return 10 * np.log10((blocks.astype(np.float64) ** 2).mean(axis=1) + 1e-12)


@needs.module("scipy")
class NoiseTest(unittest.TestCase):
    def make(self, kind, seed=2, seconds=10):
        return noises.make_noise(kind, seconds * RATE_HZ, np.random.default_rng(seed))

    def test_every_kind_has_unit_level_and_repeats_with_its_seed(self):
        for kind in noises.KINDS:
            noise = self.make(kind, seconds=3)
            self.assertAlmostEqual(noises.rms(noise), 1.0, places=4, msg=kind)
            np.testing.assert_array_equal(noise, self.make(kind, seconds=3), kind)
            self.assertGreater(np.abs(noise - self.make(kind, 3, 3)).max(), 0.1, kind)

    def test_combat_comes_in_blows(self):
        for seed in range(5):
            rises = np.diff(levels_db(self.make("combat", seed)))
            self.assertGreater((rises > 10).sum(), 5, seed)  # within 25 ms, in ten seconds
        self.assertEqual((np.diff(levels_db(self.make("pink"))) > 10).sum(), 0)

    def test_a_crowd_lies_in_the_band_of_voices_and_has_syllables(self):
        crowd = self.make("crowd")
        power = np.abs(np.fft.rfft(crowd)) ** 2
        hz = np.fft.rfftfreq(len(crowd), 1 / RATE_HZ)
        self.assertGreater(power[(hz > 80) & (hz < 3800)].sum() / power.sum(), 0.9)
        self.assertGreater(levels_db(crowd).std(), 2 * levels_db(self.make("babble-band")).std())

    def test_a_band_keeps_a_beat(self):
        def regularity(kind):
            rises = np.maximum(0, np.diff(levels_db(self.make(kind, 0), 160)))
            rises -= rises.mean()
            return max(np.corrcoef(rises[:-lag], rises[lag:])[0, 1] for lag in range(28, 65))  # 0.28 to 0.65 s

        self.assertGreater(regularity("band"), 0.4)
        self.assertLess(regularity("pink"), 0.2)

    def test_slices_of_the_bank_have_unit_level(self):
        rng = np.random.default_rng(1)
        bank = noises.NoiseBank(rng)
        for _ in range(50):
            self.assertAlmostEqual(noises.rms(bank.slice(16000, rng)), 1.0, places=2)


def vowel(formants_hz, seconds=1.0):
    """A 120 Hz buzz whose spectrum has peaks at the formants and falls 6 dB an octave."""
    hz = np.arange(120, 7000, 120)
    height = sum(np.exp(-((hz - formant) / 150) ** 2) for formant in formants_hz) + 0.02
    time = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    return (0.1 * sum(h * (500 / f) * np.sin(2 * np.pi * f * time) for h, f in zip(height, hz))).astype(np.float32)


def strongest_hz(audio, low, high):
    power = np.abs(np.fft.rfft(audio * np.hanning(len(audio))))
    hz = np.fft.rfftfreq(len(audio), 1 / RATE_HZ)
    inside = (hz > low) & (hz < high)
    return hz[inside][power[inside].argmax()]


@needs.module("scipy")
class ShoutTest(unittest.TestCase):
    def test_the_first_formant_rises_and_the_third_stays(self):
        spoken = vowel((600, 2640))
        shouted = shouting.strained(spoken, 1.0)
        self.assertAlmostEqual(strongest_hz(spoken, 200, 1800), 600, delta=5)
        self.assertAlmostEqual(strongest_hz(shouted, 200, 1800), 840, delta=125)  # the nearest harmonics
        self.assertAlmostEqual(strongest_hz(shouted, 2000, 3500), 2640, delta=5)

    def test_the_pitch_stays(self):
        shouted = shouting.strained(vowel((600, 2640)), 1.0)
        power = np.abs(np.fft.rfft(shouted * np.hanning(len(shouted)))) ** 2
        hz = np.fft.rfftfreq(len(shouted), 1 / RATE_HZ)
        near_harmonics = np.abs((hz + 60) % 120 - 60) < 10
        self.assertGreater(power[near_harmonics].sum() / power.sum(), 0.9)

    def test_the_high_end_gains_with_the_effort(self):
        def high_share(audio):
            power = np.abs(np.fft.rfft(audio)) ** 2
            return power[len(power) // 4:].sum() / power.sum()  # above 2 kHz

        shares = [high_share(shouting.strained(vowel((600, 2640)), effort)) for effort in (0, 0.5, 1)]
        self.assertLess(shares[0] * 2, shares[1])
        self.assertLess(shares[1] * 2, shares[2])

    def test_no_effort_changes_nothing_and_silence_stays(self):
        spoken = vowel((600, 2640))
        np.testing.assert_allclose(shouting.strained(spoken, 0.0), spoken, atol=1e-5)
        self.assertEqual(np.abs(shouting.strained(np.zeros(8000, np.float32), 1.0)).max(), 0)

    def test_sounds_stay_in_place_and_the_jaw_alone_opens_further(self):
        spoken = np.concatenate([np.zeros(8000, np.float32), vowel((600, 2640), 0.5)])
        articulation = np.full((100, len(CHANNELS)), 0.5, np.float32)
        articulation[90:] = 0.95
        for seed in range(6):
            audio, moved = shouting.shout(spoken, articulation, 1.0, np.random.default_rng(seed))
            self.assertEqual(audio.shape, spoken.shape)
            self.assertLess(np.abs(audio[:7400]).max(), 0.02 * np.abs(audio).max())
            np.testing.assert_array_equal(moved[:, 1:], articulation[:, 1:])
            np.testing.assert_allclose(moved[[0, 99], 0], [0.6, 1.0], rtol=1e-6)


if __name__ == "__main__":
    unittest.main()
