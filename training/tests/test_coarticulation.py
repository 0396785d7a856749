import unittest

import numpy as np

from modkit_training.arkit import decode
from modkit_training.coarticulation import curves, timed_units
from modkit_training.phone_maps import arpabet
from modkit_training.units import CHANNELS, UNIT_INDEX, UNITS

JAW, CLOSE, PUCKER = (CHANNELS.index(name) for name in ("jaw", "close", "pucker"))


def articulate(text, seconds_each=0.1, rest_seconds=0.4):
    """Curves and segments of space-separated phones between two rests."""
    phones, at = [["pau", 0.0, rest_seconds]], rest_seconds
    for name in text.split():
        phones.append([name, at, at + seconds_each])
        at += seconds_each
    phones.append(["pau", at, at + rest_seconds])
    frames = round((at + rest_seconds) * 100)
    return curves(*timed_units(phones, arpabet), frames), phones


class CoarticulationTest(unittest.TestCase):
    def test_lips_are_shut_within_every_bilabial_and_open_in_the_vowels_between(self):
        for seconds in (0.06, 0.1, 0.15):
            articulation, phones = articulate("aa b aa p iy m uw", seconds)
            for name, start, end in phones:
                close = articulation[round(start * 100):round(end * 100), CLOSE]
                if name in ("p", "b", "m"):
                    self.assertGreater(close.max(), 0.95, f"{name} of {seconds} s")
                elif seconds >= 0.1 and name == "aa":
                    self.assertLess(close.min(), 0.1, f"{name} of {seconds} s")

    def test_no_other_sound_shuts_the_lips(self):
        for name in set(UNITS) - {"p", "b", "m", "sil"}:
            self.assertEqual(articulate(f"aa {name} aa")[0][:, CLOSE].max(), 0, name)

    def test_silence_is_at_rest(self):
        articulation, phones = articulate("m aa b uw", rest_seconds=1.0)
        weights = decode(articulation)
        self.assertLess(weights[:70].max(), 0.01)
        self.assertLess(weights[round(phones[-1][1] * 100) + 30:].max(), 0.01)

    def test_the_jaw_is_nearly_at_rest_200_ms_after_the_last_sound(self):
        articulation, phones = articulate("aa", 0.2, rest_seconds=1.0)
        end = round(phones[-1][1] * 100)
        self.assertLess(articulation[end + 20, JAW], 0.1 * articulation[:, JAW].max())

    def test_lips_round_before_a_rounded_vowel(self):
        before_uw = articulate("s t uw")[0][50, PUCKER]
        before_iy = articulate("s t iy")[0][50, PUCKER]
        self.assertGreater(before_uw, before_iy + 0.05)

    def test_short_vowels_undershoot(self):
        self.assertLess(articulate("t aa t", 0.05)[0][:, JAW].max(), 0.85 * articulate("t aa t", 0.2)[0][:, JAW].max())

    def test_loudness_scales_the_jaw_and_not_the_closure(self):
        plain, phones = articulate("b aa")
        units = timed_units(phones, arpabet)
        loud = curves(*units, len(plain), np.full(len(plain), 1.2, np.float32))
        np.testing.assert_allclose(loud[:, CLOSE], plain[:, CLOSE])
        np.testing.assert_allclose(loud[:, JAW], 1.2 * plain[:, JAW], rtol=1e-4)


class TimedUnitsTest(unittest.TestCase):
    def test_parts_of_a_phone_fill_its_time(self):
        units, starts, ends = timed_units([["pau", 0, 0.1], ["ay", 0.1, 0.3], ["b", 0.3, 0.4]], arpabet)
        self.assertEqual([UNITS[unit] for unit in units], ["sil", "aa", "ih", "b"])
        np.testing.assert_allclose(starts[1:], ends[:-1])
        self.assertAlmostEqual(float(ends[1]), 0.1 + 0.55 * 0.2, places=6)

    def test_neighbouring_silences_join_and_empty_phones_vanish(self):
        units, starts, ends = timed_units([["pau", 0, 0.1], ["sil", 0.1, 0.2], ["b", 0.2, 0.2]], arpabet)
        self.assertEqual((units.tolist(), float(starts[0])), ([UNIT_INDEX["sil"]], 0.0))
        self.assertAlmostEqual(float(ends[0]), 0.2, places=6)


if __name__ == "__main__":
    unittest.main()
