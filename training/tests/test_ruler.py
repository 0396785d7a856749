import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import numpy as np

from modkit_training.config import Config
from modkit_training.units import UNIT_INDEX, UNITS, VISEME_OF_UNIT, VISEMES

from . import needs

try:
    import soundfile

    from modkit_training import degradations, robustness, ruler
    from modkit_training.codecs import delay_samples
    from modkit_training.lsq import add_spoken, languages_learned
except ImportError:  # torch, scipy or soundfile is absent; the tests below skip
    soundfile = None

# The ruler's phones (core/Evaluation/PhoneTable.cs).
PHONES = set("AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW P B M BH F V W S Z SH ZH CH JH T D N L R TH DH K G NG Y HH SIL".split())


@needs.module("torch")
@needs.module("soundfile")
class RulerTest(unittest.TestCase):
    def test_every_unit_is_a_phone_of_the_ruler_with_the_same_lips(self):
        self.assertEqual(set(ruler.PHONE_OF_UNIT), set(UNITS))
        self.assertLessEqual(set(ruler.PHONE_OF_UNIT.values()), PHONES)
        for viseme, phones in (("PP", {"P", "B", "M"}), ("FF", {"F", "V"}), ("sil", {"SIL"}), ("CH", {"SH", "ZH", "CH", "JH"}), ("ou", {"W", "UW", "UH"})):
            units = [name for name, index in UNIT_INDEX.items() if VISEMES[VISEME_OF_UNIT[index]] == viseme]
            self.assertEqual({ruler.PHONE_OF_UNIT[name] for name in units}, phones)

    def test_recordings_are_written_with_their_times_and_groups(self):
        with tempfile.TemporaryDirectory() as folder:
            ruler_set = ruler.RulerSet(folder)
            ruler_set.add_units("a-b_c", np.full(16000, 99, np.int16), [UNIT_INDEX["m"], UNIT_INDEX["ax"], UNIT_INDEX["t"]],
                                [0.0, 0.5, 1.0], [0.5, 1.0, 1.0])
            ruler_set.add("other", np.zeros(160, np.int16), [(0, 0.01, "SIL")])
            found = [{"name": "all"}, {"name": "g1", "lsq": 2}, {"name": "g0", "lsq": 1}]
            with mock.patch.object(ruler, "ask", return_value=found):
                groups = ruler_set.measure("bundle")
            self.assertEqual([(group["name"], group["lsq"]) for group in groups], [("a-b_c", 1), ("other", 2)])
            self.assertEqual((Path(folder) / "r00001.tsv").read_text(),
                             "start\tend\tphone\n0.0000\t0.5000\tM\n0.5000\t1.0000\tAH\n")  # a phone of no length is left out
            self.assertEqual((Path(folder) / "MANIFEST.tsv").read_text(), "id\tlang\nr00001\tg0\nr00002\tg1\n")
            samples, rate_hz = soundfile.read(Path(folder) / "r00001.wav", dtype="int16")
            self.assertEqual((len(samples), samples[0], rate_hz), (16000, 99, 16000))

    def test_croatian_and_telugu_are_languages_that_were_not_learned(self):
        config = Config()
        measured = [job for job in config["synthesis"]["jobs"] if job.get("held_out")] + config.measured_only
        self.assertEqual({job["text"] for job in measured} - languages_learned(config), {"hr", "te"})

    def test_a_spoken_file_becomes_a_group(self):
        with tempfile.TemporaryDirectory() as folder:
            phones = [[["pau", 0, 0.2], ["m", 0.2, 0.3], ["aa", 0.3, 0.5]], [["b", 0, 0.2], ["ih", 0.2, 0.3], ["pau", 0.3, 0.5]]]
            np.savez(Path(folder) / "x.npz", audio=np.arange(16000, dtype=np.int16), offsets=[0, 8000, 16000], phones=json.dumps(phones),
                     job=json.dumps({"name": "x", "engine": "flite", "text": "en"}))
            added = []

            class Recorder:
                def add_units(self, *arguments):
                    added.append(arguments)

            self.assertEqual(add_spoken(Recorder(), Path(folder) / "x.npz")["text"], "en")
            self.assertEqual([(group, samples[0], [UNITS[unit] for unit in units]) for group, samples, units, _, _ in added],
                             [("x", 0, ["sil", "m", "aa"]), ("x", 8000, ["b", "ih", "sil"])])


def voice(seed, seconds=2.0):
    """Noise in syllables: something with a level, pauses and edges."""
    rng = np.random.default_rng(seed)
    time = np.arange(int(seconds * 16000)) / 16000
    smooth = np.convolve(rng.standard_normal(len(time)), np.ones(8) / 8, "same")
    return (0.2 * smooth * (np.sin(2 * np.pi * 3 * time) > 0)).astype(np.float32)


@needs.module("torch")
@needs.module("soundfile")
@needs.program("ffmpeg")
class DegradationTest(unittest.TestCase):
    def degrade(self, name, seed=1):
        return degradations.DEGRADATIONS[name](voice(0), [voice(5), voice(6)], np.random.default_rng(seed))

    def test_length_and_time_stay_and_the_sound_changes(self):
        for name in degradations.DEGRADATIONS:
            changed = self.degrade(name)
            self.assertEqual(len(changed), len(voice(0)), name)
            self.assertGreater(np.abs(changed - voice(0)).max(), 1e-3, name)
            self.assertLessEqual(abs(delay_samples(voice(0), changed)), 8, name)  # half a millisecond

    def test_noises_have_their_distance_to_the_speech(self):
        for name, snr_db in (("babble at 10 dB", 10), ("speech-like noise at 10 dB", 10), ("held chord at 5 dB", 5), ("music at 5 dB", 5)):
            noise = self.degrade(name) - voice(0)
            self.assertAlmostEqual(10 * np.log10((voice(0) ** 2).sum() / (noise ** 2).sum()), snr_db, delta=0.01, msg=name)

    def test_speech_like_noise_has_the_colour_of_speech(self):
        tone = 0.1 * np.sin(2 * np.pi * 1000 * np.arange(32000) / 16000)  # the others speak at 1 kHz alone
        noise = degradations.speech_noise(32000, [tone, tone], np.random.default_rng(1))
        power = np.abs(np.fft.rfft(noise)) ** 2
        self.assertGreater(power[1800:2200].sum() / power.sum(), 0.95)  # bins of half a hertz

    def test_levels(self):
        self.assertAlmostEqual(float(np.abs(self.degrade("12 dB louder")).max() / np.abs(voice(0)).max()), 3.981, places=3)
        self.assertAlmostEqual(float(np.abs(self.degrade("12 dB quieter")).max() / np.abs(voice(0)).max()), 0.2512, places=4)

    def test_telephone_quality_has_nothing_above_four_kilohertz(self):
        power = np.abs(np.fft.rfft(self.degrade("8 kHz mu-law"))) ** 2
        self.assertLess(power[len(power) * 5 // 8:].sum() / power.sum(), 1e-3)

    def test_an_echo_falls_by_sixty_decibels_in_its_time(self):
        click = np.zeros(16000, np.float32)
        click[0] = 1
        wet = degradations.reverberated(click, np.random.default_rng(0))
        early, late = (np.sqrt((wet[at:at + 800] ** 2).mean()) for at in (800, 5600))  # 0.3 s apart: half of the 60 dB
        self.assertAlmostEqual(20 * np.log10(early / late), 30, delta=2)
        self.assertLess(np.abs(wet[9600:]).max(), 1e-6)

    def test_recordings_are_found_beside_their_alignments_and_degraded_alike_every_time(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "wav16").mkdir()
            (Path(folder) / "align").mkdir()
            for name in ("en_a", "en_b", "en_no_times", "probe_silence"):
                soundfile.write(Path(folder) / "wav16" / f"{name}.wav", voice(len(name)), 16000)
                if name != "en_no_times":
                    (Path(folder) / "align" / f"{name}.tsv").write_text("start\tend\tphone\n0.0\t0.5\tSIL\n0.5\t2.0\tM\n")
            found = robustness.recordings(folder)
            self.assertEqual([(name, rows) for name, _, rows in found],
                             [("en_a", [(0.0, 0.5, "SIL"), (0.5, 2.0, "M")]), ("en_b", [(0.0, 0.5, "SIL"), (0.5, 2.0, "M")])])
            first, again = (robustness.degraded(found, "music at 5 dB") for _ in range(2))
            np.testing.assert_array_equal(first[0], again[0])
            self.assertEqual(first[0].dtype, np.int16)
            np.testing.assert_allclose(robustness.degraded(found, robustness.CLEAN)[0], found[0][1] * 32767, atol=1.01)


if __name__ == "__main__":
    unittest.main()
