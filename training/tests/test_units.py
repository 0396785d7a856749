import unittest

import numpy as np

from modkit_training import units
from modkit_training.arkit import ARKIT_INDEX, ARKIT_NAMES, DECODER, JAW_OPEN, MOUTH_CLOSE, decode
from modkit_training.units import CHANNELS, UNIT_INDEX


def pose(**channels):
    return np.array([[channels.get(name, 0.0) for name in CHANNELS]], np.float32)


class UnitTableTest(unittest.TestCase):
    def test_every_unit_has_a_viseme_and_amplitudes_in_range(self):
        self.assertEqual(len(units.UNITS), len(set(units.UNITS)))
        self.assertEqual(units.TARGETS.shape, (len(units.UNITS), 11))
        self.assertTrue(((units.TARGETS >= 0) & (units.TARGETS <= 1)).all())
        self.assertEqual({units.VISEMES[v] for v in units.VISEME_OF_UNIT}, set(units.VISEMES))

    def test_every_sound_but_silence_and_the_glottal_stop_moves_more_than_the_jaw(self):
        beyond_jaw = units.TARGETS[:, 1:].sum(axis=1)
        still = {name for name, motion in zip(units.UNITS, beyond_jaw) if motion == 0}
        self.assertEqual(still, {"sil", "q"})

    def test_silence_is_the_face_at_rest(self):
        self.assertEqual(decode(units.TARGETS[units.SILENCE]).max(), 0)

    def test_open_vowels_open_further_than_close_ones(self):
        jaw = dict(zip(units.UNITS, units.TARGETS[:, CHANNELS.index("jaw")]))
        self.assertTrue(jaw["aa"] > jaw["eh"] > jaw["ih"] > jaw["uw"])

    def test_sh_and_its_kin_are_rounder_than_s_and_open_less_than_a_mid_vowel(self):
        """Teeth are together and lips pushed forward; a funnel alone parts the lips, so the lips must not be drawn apart as well."""
        amplitudes = dict(zip(units.UNITS, units.TARGETS))

        def parted(unit):  # jaw, and what raises the upper and lowers the lower lip
            return sum(amplitudes[unit][CHANNELS.index(name)] for name in ("jaw", "upper", "lower"))

        def rounded(unit):
            return sum(amplitudes[unit][CHANNELS.index(name)] for name in ("pucker", "funnel"))

        for unit in ("sh", "zh", "ch", "jh"):
            self.assertGreater(rounded(unit), rounded("s") + 0.5, unit)
            self.assertLess(parted(unit), parted("s"), unit)
            self.assertLess(parted(unit), 0.5 * parted("eh"), unit)


class DecoderTest(unittest.TestCase):
    def test_names_are_the_52_of_arkit(self):
        self.assertEqual(len(set(ARKIT_NAMES)), 52)
        self.assertEqual((ARKIT_NAMES[0], ARKIT_NAMES[-1]), ("eyeBlinkLeft", "tongueOut"))

    def test_left_and_right_move_alike(self):
        lefts = [name for name in ARKIT_NAMES if name.endswith("Left")]
        mirrored = [name for name in lefts if DECODER[:, ARKIT_INDEX[name]].any()]
        self.assertGreater(len(mirrored), 5)
        for name in mirrored:
            right = name.replace("Left", "Right")
            np.testing.assert_array_equal(DECODER[:, ARKIT_INDEX[name]], DECODER[:, ARKIT_INDEX[right]], name)

    def test_full_closure_shuts_the_lips_at_any_jaw(self):
        for jaw in (0.1, 0.5, 1.0):
            shut = decode(pose(jaw=jaw, close=1))[0]
            self.assertGreater(shut[JAW_OPEN], 0)
            self.assertAlmostEqual(shut[MOUTH_CLOSE], shut[JAW_OPEN], places=6)

    def test_closure_takes_the_lips_together_and_never_adds_opening(self):
        openings = [decode(pose(jaw=0.4, upper=0.3, lower=0.3, close=close))[0] for close in np.linspace(0, 1, 11)]
        for name in ("mouthUpperUpLeft", "mouthLowerDownRight"):
            values = [opening[ARKIT_INDEX[name]] for opening in openings]
            self.assertEqual(values, sorted(values, reverse=True))

    def test_eyes_and_brows_stay_with_the_rule_layer(self):
        moved = {name for name in ARKIT_NAMES if DECODER[:, ARKIT_INDEX[name]].any()}
        self.assertFalse([name for name in moved if name.startswith(("eye", "brow"))])

    def test_weights_stay_within_0_and_1(self):
        random = np.random.default_rng(5).uniform(0, 1, (500, len(CHANNELS))).astype(np.float32)
        weights = decode(random)
        self.assertTrue(((weights >= 0) & (weights <= 1)).all())


class VisemeTest(unittest.TestCase):
    def test_lip_sounds_have_their_visemes(self):
        expected = {"p": "PP", "b": "PP", "m": "PP", "f": "FF", "v": "FF", "th": "TH", "w": "ou", "aa": "aa", "sil": "sil"}
        found = {name: units.VISEMES[units.VISEME_OF_UNIT[UNIT_INDEX[name]]] for name in expected}
        self.assertEqual(found, expected)


if __name__ == "__main__":
    unittest.main()
