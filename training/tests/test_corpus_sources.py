import random
import unittest

import numpy as np

from modkit_training import texts

from . import needs

try:
    from modkit_training.engines import espeak, festival, flite
except ImportError:  # scipy or soundfile is absent; the tests below skip
    espeak = festival = flite = None

LINE = "Maybe Bob put my map on the boat."


class TextsTest(unittest.TestCase):
    def test_fortunes_are_cut_into_speakable_sentences(self):
        text = "One line here.  Another line there!\n\t\t-- Somebody\n%\nCall 555 now. A_b c.\nThe end is near."
        self.assertEqual(texts.split_fortunes(text), ["One line here.", "Another line there!", "The end is near."])

    def test_sentences_repeat_with_the_seed(self):
        self.assertEqual(texts.sentences("en", 1), texts.sentences("en", 1))
        self.assertNotEqual(texts.sentences("en", 1), texts.sentences("en", 2))

    def test_an_unknown_language_has_no_text(self):
        self.assertEqual(texts.sentences("xx", 1), [])


@needs.module("soundfile")
@needs.module("scipy")
class EngineTest(unittest.TestCase):
    def assert_timed(self, spoken):
        self.assertEqual(len(spoken), 1)
        samples, phones = spoken[0]
        seconds = len(samples) / 16000
        self.assertEqual(samples.dtype, np.int16)
        self.assertTrue(1 < seconds < 6, seconds)
        starts, ends = np.array([phone[1] for phone in phones]), np.array([phone[2] for phone in phones])
        self.assertTrue((starts <= ends).all())
        np.testing.assert_allclose(starts[1:], ends[:-1], atol=2e-3)
        self.assertAlmostEqual(float(ends[-1]), seconds, delta=0.3)

    @needs.program("flite")
    def test_flite(self):
        self.assert_timed(list(flite.speak([LINE], "slt", random.Random(1))))

    @needs.program("festival")
    def test_festival(self):
        self.assert_timed(list(festival.speak([LINE], "kal_diphone", "utf-8", random.Random(1))))

    def test_festival_segments(self):
        phones = festival.read_segments("#\n0.2200 100 pau\n0.3100 100 hh\n")
        self.assertEqual(phones, [["pau", 0.0, 0.22], ["hh", 0.22, 0.31]])

    @needs.program("espeak-ng")
    def test_espeak_speaks_british_english_and_french_by_file_name(self):
        engine = espeak.Espeak()  # one for the whole process
        for voice in ("en+m1", "fr+f1"):
            samples, events = engine.say(LINE, voice, 170, 50, 50)
            self.assertGreater(len(events), 10, voice)
            self.assertLessEqual(events[-1][0], len(samples), voice)
        self.assertIsNone(engine.say(LINE, "en-gb+m1", 170, 50, 50))

    def test_the_gap_before_a_stop_belongs_to_the_stop(self):
        rate_hz = 16000
        tone = np.sin(2 * np.pi * 200 * np.arange(rate_hz) / rate_hz) * 9000
        tone[3200:4800] = 0  # shut from 0.2 s to the burst at 0.3 s
        phones = espeak.phones_from_events(tone, rate_hz, [(0, "a"), (4800, "p"), (5600, "a")])
        self.assertEqual([phone[0] for phone in phones], ["a", "p", "a"])
        self.assertAlmostEqual(phones[1][1], 0.2, delta=0.006)
        self.assertEqual(phones[0][2], phones[1][1])


if __name__ == "__main__":
    unittest.main()
