import tempfile
import unittest
from pathlib import Path

import numpy as np

from . import needs

try:
    from modkit_training import align
    from modkit_training.recordings import transcript
except ImportError:  # torch or scipy is absent; the tests below skip
    align = transcript = None

from modkit_training.units import SILENCE, UNIT_INDEX, UNITS

M, A, P = UNIT_INDEX["m"], UNIT_INDEX["aa"], UNIT_INDEX["p"]


def heard(*stretches, certainty=0.9):
    """[frames, units] log probabilities of a network that hears each (unit, frames) with a certainty."""
    rows = []
    for unit, frames in stretches:
        row = np.full(len(UNITS), (1 - certainty) / (len(UNITS) - 1))
        row[unit] = certainty
        rows += [row] * frames
    return np.log(np.array(rows))


@needs.module("torch")
@needs.module("scipy")
class AlignTest(unittest.TestCase):
    def test_every_sound_lies_where_it_is_heard(self):
        self.assertEqual(align.align(heard((SILENCE, 7), (M, 9), (A, 20), (P, 8), (SILENCE, 6)), [M, A, P]),
                         [(SILENCE, 0, 7), (M, 7, 16), (A, 16, 36), (P, 36, 44), (SILENCE, 44, 50)])

    def test_a_pause_the_text_does_not_name_is_found(self):
        self.assertEqual(align.align(heard((M, 9), (SILENCE, 15), (A, 20)), [M, A]), [(M, 0, 9), (SILENCE, 9, 24), (A, 24, 44)])

    def test_a_pause_the_text_names_may_be_missing(self):
        self.assertEqual(align.align(heard((M, 9), (A, 20)), [SILENCE, M, SILENCE, A, SILENCE]), [(M, 0, 9), (A, 9, 29)])

    def test_a_sound_that_is_not_heard_keeps_its_shortest_time(self):
        segments = align.align(heard((M, 10), (P, 10)), [M, A, P])
        self.assertEqual([unit for unit, _, _ in segments], [M, A, P])
        self.assertEqual(segments[1][2] - segments[1][1], align.SHORTEST_FRAMES)

    def test_more_sounds_than_time_is_no_alignment(self):
        self.assertIsNone(align.align(heard((M, 5)), [M, A, P]))

    def test_only_what_was_heard_is_believed(self):
        said = heard((M, 9), (A, 20), (P, 8))
        self.assertTrue(align.is_sound(align.align(said, [M, A, P]), said))
        other = [UNIT_INDEX[name] for name in ("s", "iy", "k")]
        self.assertFalse(align.is_sound(align.align(said, other), said))
        drawn_out = heard((M, 9), (A, 60))
        self.assertFalse(align.is_sound(align.align(drawn_out, [M, A]), drawn_out))


@needs.module("torch")
@needs.module("scipy")
class TranscriptTest(unittest.TestCase):
    def test_lines_name_a_sound_and_its_text(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "list.txt"
            path.write_text("; a comment: no\nhello: Hello: you.\nbeep: [a beep]\n\nempty:\ndigits/1: one\n", encoding="utf-8")
            self.assertEqual(list(transcript(path)), [("hello", "Hello: you."), ("digits/1", "one")])
