import unittest

import numpy as np

from . import needs

try:
    from modkit_training import augmentation, codecs, noises
except ImportError:  # scipy is absent; the tests below skip
    augmentation = codecs = noises = None


def syllables(seconds=2.0, rate_hz=16000):
    """A 150 Hz buzz switched on and off four times a second."""
    time = np.arange(int(seconds * rate_hz)) / rate_hz
    buzz = sum(np.sin(2 * np.pi * 150 * h * time) / h for h in range(1, 20))
    return (0.2 * buzz * (np.sin(2 * np.pi * 4 * time) > 0)).astype(np.float32)


@needs.module("scipy")
class LevelTest(unittest.TestCase):
    def test_level_is_reached_whatever_the_level_before(self):
        for gain in (0.003, 1.0, 3.0):
            for wanted_dbfs in (-45.0, -20.0, -6.0):
                changed = augmentation.to_level(syllables() * np.float32(gain), wanted_dbfs)
                self.assertAlmostEqual(20 * np.log10(augmentation.active_rms(changed)), wanted_dbfs, places=3)

    def test_pauses_do_not_count_for_the_level(self):
        speech = syllables()
        with_pause = np.concatenate([speech, np.zeros(64000, np.float32)])
        self.assertAlmostEqual(augmentation.active_rms(with_pause), augmentation.active_rms(speech), delta=0.02)

    def test_silence_stays_silence(self):
        self.assertEqual(np.abs(augmentation.to_level(np.zeros(16000, np.float32), -20)).max(), 0)


@needs.module("scipy")
class AugmentationTest(unittest.TestCase):
    SETTINGS = dict(reverb_chance=1, damage_chance=1, noise_chance=1, noise_snr_db=[10.0, 10.0], second_voice_chance=1,
                    second_voice_snr_db=[20.0, 20.0])

    def test_same_seed_same_sound_other_seed_other_sound(self):
        def surround(seed):
            rng = np.random.default_rng(seed)
            bank = noises.NoiseBank(np.random.default_rng(1))
            return augmentation.add_surroundings(syllables(), self.SETTINGS, bank, syllables, rng)

        np.testing.assert_array_equal(surround(3), surround(3))
        self.assertGreater(np.abs(surround(3) - surround(4)).max(), 0.01)

    def test_reverberation_keeps_the_direct_sound_in_place(self):
        click = np.zeros(16000, np.float32)
        click[4000] = 1
        for seed in range(10):
            wet = augmentation.reverberate(click, np.random.default_rng(seed))
            self.assertEqual(len(wet), len(click))
            self.assertLess(np.abs(wet[:4000]).max(), 1e-4)
            self.assertAlmostEqual(float(wet[4000]), 1.0, places=3)

    def test_damage_keeps_the_level(self):
        for seed in range(6):
            damaged = augmentation.damage(syllables(), np.random.default_rng(seed))
            self.assertAlmostEqual(augmentation.rms(damaged), augmentation.rms(syllables()), places=4)
            self.assertGreater(np.abs(damaged - syllables()).max(), 1e-3)


@needs.module("scipy")
class CodecTest(unittest.TestCase):
    def test_delay_is_found_in_both_directions(self):
        original = (np.random.default_rng(0).standard_normal(20000) * 3000).astype(np.int16)
        for delay in (0, 37, 1105, -480):
            self.assertEqual(codecs.delay_samples(original, np.roll(original, delay)), delay)

    @needs.program("ffmpeg")
    def test_round_trips_keep_length_and_time(self):
        utterances = [(syllables(seconds) * 20000).astype(np.int16) for seconds in (0.7, 1.3)]
        for codec in codecs.CODECS:
            decoded = codecs.round_trip(utterances, codec)
            for before, after in zip(utterances, decoded):
                self.assertEqual(len(after), len(before), codec)
                self.assertGreater(np.corrcoef(before, after)[0, 1], 0.8, codec)
                self.assertEqual(codecs.delay_samples(before, after), 0, codec)


if __name__ == "__main__":
    unittest.main()
