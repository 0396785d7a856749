import tempfile
import unittest
from pathlib import Path
from unittest import mock

import numpy as np

from modkit_training.arkit import ARKIT_INDEX

from . import needs

try:
    import soundfile
    import torch

    from modkit_training.finetuning import language_checks, material, style_checks
    from modkit_training.finetuning.curve_files import Curves
    from modkit_training.finetuning.findings import ERROR, NOTE, WARNING
    from modkit_training.finetuning.label_files import Labels
    from modkit_training.finetuning.offsets import find_lateness
    from modkit_training.finetuning.sound_files import Sound, check_sound, read_sound
    from modkit_training.finetuning.splits import TEST, TRAINING, VALIDATION, pieces, split
    from modkit_training.units import SILENCE, UNIT_INDEX, UNITS
except ImportError:  # torch, scipy or soundfile is absent; the tests below skip
    torch = None

JAW, PUCKER = ARKIT_INDEX["jawOpen"], ARKIT_INDEX["mouthPucker"]


def jaw(frames=400, seed=3):
    """A jaw as in speech: random syllables, four or so a second."""
    noise = np.random.default_rng(seed).standard_normal(frames + 40)
    return np.clip(0.3 + 1.2 * np.convolve(noise, np.hanning(25) / 12, "same")[20:-20], 0, 1)


def voice(seconds=4.0, level=0.3):
    """A buzz in syllables."""
    time = np.arange(int(seconds * 16000)) / 16000
    return (level * np.sin(2 * np.pi * 150 * time) * (np.sin(2 * np.pi * 2 * time) > 0) * np.sin(2 * np.pi * 47 * time)).astype(np.float32)


@needs.module("torch")
@needs.module("soundfile")
class SoundTest(unittest.TestCase):
    def levels(self, samples, rate_hz=16000):
        with tempfile.TemporaryDirectory() as folder:
            soundfile.write(f"{folder}/a.wav", samples, rate_hz)
            return [finding.level for finding in check_sound("a.wav", read_sound(Path(folder, "a.wav")))]

    def test_a_clean_voice_passes_at_any_rate(self):
        self.assertEqual(self.levels(voice()), [])
        self.assertEqual(self.levels(np.stack([voice(), voice()], 1), 48000), [])

    def test_silent_clipped_short_and_dull_sound_is_told(self):
        self.assertEqual(self.levels(voice(level=1e-5)), [ERROR])
        self.assertEqual(self.levels(np.clip(5 * voice(), -1, 1)), [ERROR])
        self.assertEqual(self.levels(0.3 * np.clip(5 * voice(), -1, 1)), [ERROR])  # turned down afterwards
        self.assertEqual(self.levels(voice(0.2)), [ERROR])
        self.assertEqual(self.levels(voice(), 6000), [WARNING])

    def test_a_file_is_resampled(self):
        with tempfile.TemporaryDirectory() as folder:
            soundfile.write(f"{folder}/a.wav", np.sin(np.arange(44100) * 2 * np.pi * 440 / 44100) * 0.5, 44100)
            sound = read_sound(Path(folder, "a.wav"))
        self.assertEqual((len(sound.samples), sound.rate_hz), (16000, 44100))
        wanted = np.sin(np.arange(16000) * 2 * np.pi * 440 / 16000) * 0.5
        self.assertLess(np.abs(sound.samples - wanted)[200:-200].max(), 0.01)


@needs.module("torch")
@needs.module("soundfile")
class FolderTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def put(self, *names):
        for name in names:
            if name.endswith(".wav"):
                soundfile.write(str(self.folder / name), voice(level=0.1 + 0.01 * len(name)), 16000)
            else:
                (self.folder / name).write_text("time,jawOpen\n0,0\n" if name.endswith(".csv") else "0 1 AA\n")

    def find(self):
        kind, pairs, findings = material.find(self.folder)
        return kind, sorted(pairs), sorted(finding.place for finding in findings)

    def test_partners_are_found_and_missing_ones_told(self):
        self.put("a.wav", "a.csv", "b.wav", "c.csv", "d.wav", "d.json", "d.csv")
        self.assertEqual(self.find(), (material.STYLE, ["a", "d"], ["b.wav", "c.csv", "d.json"]))

    def test_phone_times_teach_a_language_unless_there_are_curves(self):
        self.put("a.wav", "a.TextGrid", "b.wav", "b.tsv")
        self.assertEqual(self.find(), (material.LANGUAGE, ["a", "b"], []))
        self.put("a.csv", "b.csv")
        self.assertEqual(self.find(), (material.STYLE, ["a", "b"], [""]))

    def test_a_folder_without_recordings_is_refused(self):
        self.put("a.csv")
        self.assertRaises(SystemExit, material.find, self.folder)
        self.assertRaises(SystemExit, material.find, self.folder / "gone")

    def test_copies_are_told_whatever_their_level(self):
        self.put("a.wav", "a.tsv", "bbbbb.wav", "bbbbb.tsv")
        kind, pairs, _ = material.find(self.folder)
        recordings, findings = material.read(kind, pairs)
        self.assertEqual([(finding.level, finding.place) for finding in findings], [(ERROR, "bbbbb.wav")])
        self.assertEqual([level.level for level in material.amount_findings(recordings, 1.0)], [ERROR])
        self.assertEqual([level.level for level in material.amount_findings(recordings, 0.1)], [WARNING])


@needs.module("torch")
class OffsetTest(unittest.TestCase):
    def test_an_offset_is_found_to_the_frame(self):
        curve = jaw(800)
        for frames in (-37, 0, 12, 90):
            late = find_lateness(curve[100:600], curve[100 - frames:600 - frames], 100, 1.0)
            self.assertAlmostEqual(late.seconds, frames / 100)
            self.assertTrue(late.correlation > 0.99 and late.is_clear)

    def test_a_strangers_curve_is_not_clear(self):
        self.assertFalse(find_lateness(jaw(800), jaw(800, seed=4), 100, 1.0).is_clear)


@needs.module("torch")
@needs.module("soundfile")
class CurveCheckTest(unittest.TestCase):
    def check(self, weights, heard=None, align_curves=False, present=("jawOpen",), unknown=(), rate_hz=50.0, seconds=8.0, name="a"):
        """(levels of the findings, the recording) of curves beside a sound in which the base hears `heard`."""
        frames = np.zeros((len(weights), 52), np.float32)
        frames[:, JAW] = weights
        curves = Curves(np.arange(len(weights)) / rate_hz, frames, list(present), list(unknown))
        recording = material.Recording(name, f"{name}.wav", Sound(np.zeros(int(seconds * 16000), np.float32), 16000, 0.0), curves, f"{name}.csv")
        base = np.zeros((int(seconds * 100), 52), np.float32)
        base[:, JAW] = jaw(1000)[:len(base)] if heard is None else heard
        with mock.patch.object(style_checks, "infer", lambda network, samples: (base,)):
            findings = style_checks.check_curves(recording, None, align_curves) + style_checks.put_in_time([recording], align_curves)
        return [finding.level for finding in findings], recording

    def test_good_curves_pass_and_come_to_a_hundred_frames_a_second(self):
        levels, recording = self.check(jaw(1000)[:800:2])
        self.assertEqual((levels, recording.weights.shape), ([], (800, 52)))
        self.assertLess(np.abs(recording.weights[:790, JAW] - jaw(1000)[:790]).max(), 0.05)

    def test_faults_are_told(self):
        good = jaw(1000)[:800:2]
        for curves, wanted in (((np.full(400, 0.3),), [ERROR]), ((100 * good,), [ERROR]), ((good - 0.2,), [WARNING]), ((jaw(400, seed=9),), [ERROR]),
                               ((good[:350],), [ERROR])):
            self.assertEqual(self.check(*curves)[0], wanted)
        self.assertEqual(self.check(good, present=("mouthPucker",))[0], [ERROR])
        self.assertEqual(self.check(good, unknown=("Nostril",))[0], [WARNING])

    def test_a_clear_offset_is_mended(self):
        late = np.concatenate([np.full(20, jaw(1000)[0]), jaw(1000)[:760:2]])  # 20 frames at 50 a second
        levels, recording = self.check(late)
        self.assertEqual((levels, recording.lateness.seconds), ([NOTE], 0.4))
        self.assertLess(np.abs(recording.weights[:740, JAW] - jaw(1000)[:740]).max(), 0.05)

    def test_a_channel_that_some_takes_lack_is_not_learnt(self):
        takes = [self.check(jaw(1000)[:800:2], present=present)[1] for present in (("jawOpen", "mouthPucker"), ("jawOpen",))]
        for take in takes:
            take.weights[:, PUCKER] = take.weights[:, JAW]
        self.assertEqual(style_checks.channels_that_move(takes), [JAW])
        self.assertEqual(style_checks.channels_that_move(takes[:1]), [JAW, PUCKER])
        self.assertIn("mouthPucker", style_checks.missing_channels(takes)[0].text)
        self.assertEqual(style_checks.missing_channels(takes[:1]), [])

    def test_a_lateness_that_all_takes_share_is_the_persons(self):
        def take(name, late_frames):
            curve = np.concatenate([np.full(late_frames, jaw(1000)[0]), jaw(1000)])[:800:2]
            return self.check(curve, name=name)[1]

        takes = [take("a", 4), take("b", 4), take("c", 34)]
        findings = style_checks.put_in_time(takes, False)
        self.assertEqual([(finding.level, finding.place) for finding in findings], [(NOTE, "c.csv")])
        np.testing.assert_allclose(takes[2].weights[:700], takes[0].weights[:700], atol=0.05)

    def test_a_take_that_begins_long_before_is_moved_when_asked(self):
        early = np.concatenate([np.zeros(150), jaw(1000)[:800:2]])  # 3 s
        self.assertEqual(self.check(early)[0], [ERROR])
        levels, recording = self.check(early, align_curves=True)
        self.assertEqual((levels, recording.lateness.seconds), ([NOTE], 3.0))


@needs.module("torch")
@needs.module("soundfile")
class LabelCheckTest(unittest.TestCase):
    def check(self, rows, language=None, kind="phones", seconds=2.0):
        sound = Sound(np.zeros(int(seconds * 16000), np.float32), 16000, 0.0)
        recording = material.Recording("a", "a.wav", sound, Labels(kind, rows, "da"), "a.tsv")
        return [finding.level for finding in language_checks.check_labels([recording], None, language)], recording.phones

    def test_phones_become_units(self):
        levels, phones = self.check([["SIL", 0, 1], ["AY1", 1, 2]])
        self.assertEqual((levels, [name for name, _, _ in phones]), ([], ["sil", "aa", "ih"]))
        np.testing.assert_allclose([times[1:] for times in phones], [[0, 1], [1, 1.55], [1.55, 2]])

    def test_faults_are_told(self):
        self.assertEqual(self.check([["SIL", 0, 1], ["AY", 1, 2.5]])[0], [ERROR])
        self.assertEqual(self.check([["?!", 0, 1], ["AY", 1, 2]])[0], [ERROR])
        self.assertEqual(self.check([], kind="text")[0], [ERROR])
        self.assertEqual(self.check([["da", 0, 1]], kind="words")[0], [ERROR])

    def test_a_transcript_is_timed_by_what_the_base_hears_or_refused(self):
        m, aa, s, f = (UNIT_INDEX[name] for name in ("m", "aa", "s", "f"))
        heard = np.full((200, len(UNITS)), -6.0)
        for unit, first, end in ((SILENCE, 0, 50), (m, 50, 70), (aa, 70, 100), (SILENCE, 100, 200)):
            heard[first:end, unit] = -0.05
        for units, level in (([m, aa], []), ([s, f], [ERROR])):
            with mock.patch.multiple(language_checks, _engine=lambda language: None, log_probabilities=lambda network, samples: heard,
                                     units_of_text=lambda engine, text, language: units):
                levels, phones = self.check([], language="hr", kind="text")
            self.assertEqual(levels, level)
            self.assertEqual(phones, [] if level else [["sil", 0, 0.5], ["m", 0.5, 0.7], ["aa", 0.7, 1.0], ["sil", 1.0, 2.0]])

    def test_words_are_timed_inside_their_times(self):
        heard = np.full((100, len(language_checks.UNITS)), -6.0)
        heard[:, 0] = -0.5
        with mock.patch.object(language_checks, "units_of_text", lambda engine, word, language: [3, 12]):
            segments = language_checks._words([["", 0, 0.2], ["da", 0.2, 0.6], ["", 0.6, 1]], heard, None, "hr")
        self.assertEqual((segments[0][1:], segments[-1][1:]), ((0, 20), (60, 100)))
        self.assertEqual([unit for unit, _, _ in segments if unit], [3, 12])
        self.assertEqual([end for _, _, end in segments[:-1]], [first for _, first, _ in segments[1:]])


@needs.module("torch")
class SplitTest(unittest.TestCase):
    def test_a_split_is_of_the_seed_and_near_its_shares(self):
        seconds = {f"take{i:02}": 5.0 + i % 7 for i in range(40)}
        parts = split(seconds, 0.15, 0.2, seed=1)
        self.assertEqual(parts, split(dict(reversed(seconds.items())), 0.15, 0.2, seed=1))
        self.assertNotEqual(parts, split(seconds, 0.15, 0.2, seed=2))
        share = {part: sum(seconds[name] for name in parts if parts[name] == part) / sum(seconds.values()) for part in (TEST, VALIDATION, TRAINING)}
        self.assertAlmostEqual(share[TEST], 0.2, delta=0.04)
        self.assertAlmostEqual(share[VALIDATION], 0.15, delta=0.04)

    def test_every_part_gets_something(self):
        self.assertEqual(set(split({"a": 100.0, "b": 1.0, "c": 1.0}, 0.15, 0.15, 1).values()), {TEST, VALIDATION, TRAINING})

    def test_long_takes_are_cut_where_they_are_quiet(self):
        samples = np.ones(60 * 16000, np.float32)
        for second in (13, 31, 44):
            samples[second * 16000:int((second + 0.5) * 16000)] = 0
        self.assertEqual(pieces(samples[:30 * 16000]), [(0, 3000)])
        found = pieces(samples)
        self.assertEqual((found[0][0], found[-1][1]), (0, 6000))
        self.assertEqual([end for _, end in found[:-1]], [first for first, _ in found[1:]])
        for (_, end), second in zip(found, (13, 31)):
            self.assertTrue(second * 100 <= end <= second * 100 + 50, end)


if __name__ == "__main__":
    unittest.main()
