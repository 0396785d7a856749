import unittest
from pathlib import Path

from modkit_training.card_text import render
from modkit_training.config import PACKAGE_ROOT, Config
from modkit_training.setup_check import package_of, package_version

from . import needs

try:
    from modkit_training.card import facts
except ImportError:  # torch is absent; the tests below skip
    facts = None

GROUP = {"name": "all", "files": 3, "lsq": 81.0169, "figures": {"bilabialRecall": 0.865, "bilabialFalseRate": 0.144, "bilabialAuc": 0.9,
         "labiodentalJ": 0.77, "roundingAuc": None, "openingCorrelation": 0.737, "offsetMs": -10, "pauseSpeedRatio": 0.0989}}
VOICE = {"name": "a", "engine": "flite", "voice": "slt", "language": "en", "minutes": 150.0, "heldOut": False, "recorded": False,
         "package": "flite", "packageVersion": "2.2-5", "holder": "Carnegie Mellon University", "licence": "BSD-like"}
RULES = {**VOICE, "name": "b", "engine": "espeak-ng", "voice": "de", "language": "de", "minutes": 5.0, "package": "espeak-ng",
         "licence": "no recorded voice", "note": "rules"}
CARD = {
    "name": "modkit-test", "version": "9.8.7", "licence": "MIT", "summary": "A mouth.", "intendedUse": "Games.", "limits": ["None."],
    "network": {"parameters": 1_660_000, "bytes": 7_600_000, "lookAheadMs": 193.0, "lookAheadSamples": 3200, "leftContextSamples": 49920,
                "sampleRateHz": 16000, "frameRateHz": 100, "inputMultipleSamples": 320,
                "columns": {"channels": 52, "visemes": 15, "articulation": 11, "tongue": 16}},
    "trainingData": {"syntheticMinutes": 160.0, "recordedMinutes": 0.0, "heldOutMinutes": 5.0, "texts": "Cookies.", "leftOut": "Others.",
                     "codecShare": 0.35, "codecs": ["mp3"],
                     "voices": [VOICE, RULES, {**RULES, "voice": "es", "language": "es"}, {**RULES, "voice": "hr", "heldOut": True}]},
    "training": {"startsFrom": "standard", "steps": 5800, "batch": 24, "cropSeconds": 3.2, "augmentedHours": 123.7, "seeds": {"training": 1}, "torch": "1.13.1",
                 "threads": 2, "stages": [{"name": "align", "minutes": 1.25, "load": 3.0}, {"name": "export", "minutes": 0.5, "load": 3.0}]},
    "figures": {"recordings": [GROUP], "robustness": [{**GROUP, "name": "clean"}, {**GROUP, "name": "8 kHz", "lsq": 78.5}]},
}


class TextTest(unittest.TestCase):
    def setUp(self):
        self.text = render(CARD)

    def test_figures_stand_in_it_and_what_was_not_measured_is_a_dash(self):
        self.assertIn("| all | 3 | 81.0 | 0.86 | 0.14 | 0.90 | 0.77 | - | 0.74 | -10 | 0.10 |", self.text)

    def test_points_that_could_not_be_had_and_languages_not_learned_are_said(self):
        card = {**CARD, "figures": {"held_out_lsq": [{**GROUP, "name": "te", "possiblePoints": 90, "languageLearned": False},
                                                     {**GROUP, "name": "ca", "possiblePoints": 100, "languageLearned": True}]}}
        text = render(card)
        self.assertIn("| te, a language not learned | 3 | 81.0 of 90 |", text)
        self.assertIn("| ca | 3 | 81.0 |", text)

    def test_losses_are_against_the_undamaged_recordings(self):
        self.assertIn("| 8 kHz | 78.5 | 2.5 |", self.text)

    def test_every_voice_has_its_licence_and_voices_of_rules_share_a_row(self):
        self.assertIn("| flite `slt` | en | 150.0 | flite | BSD-like |", self.text)
        self.assertIn("| espeak-ng `de` `es` | de es | 10.0 | espeak-ng | no recorded voice |", self.text)
        self.assertIn("- flite 2.2-5: Carnegie Mellon University; BSD-like\n", self.text)
        self.assertIn("- espeak-ng 2.2-5: Carnegie Mellon University; no recorded voice (rules)\n", self.text)
        held = self.text.split("Held back")[1]
        self.assertIn("`hr`", held)
        self.assertNotIn("`de`", held)

    def test_stages_and_sizes(self):
        for part in ("# modkit-test 9.8.7", "| align | 1.2 |", "2 minutes in all", "193.0 ms", "1.66 million parameters, 7.6 MB", "5800 steps",
                     "`[batch, frames, 16]`"):
            self.assertIn(part, self.text)
        self.assertIn("of 3.2 s from the weights of the standard network (124 hours", " ".join(self.text.split()))


@needs.module("torch")
class LicenceTest(unittest.TestCase):
    def setUp(self):
        config = Config(None, "unused")
        self.jobs = [*config["synthesis"]["jobs"], *config.recordings]

    def test_every_voice_has_a_licence_that_allows_it(self):
        text = facts()
        for job in self.jobs:
            self.assertIn(text["packages"][package_of(job)]["licence"], text["permissive"], job["name"])

    def test_no_licence_is_left_over(self):
        self.assertEqual(set(facts()["packages"]), {package_of(job) for job in self.jobs})

    def test_setup_installs_every_package(self):
        installed = (PACKAGE_ROOT / "setup").read_text().split()
        words = {word.strip('"').split('="')[-1] for word in installed}
        self.assertLessEqual({package_of(job) for job in self.jobs}, words)

    def test_where_a_package_is_installed_its_copyright_can_be_read(self):
        for package in facts()["packages"]:
            if package_version(package):
                self.assertTrue(Path(f"/usr/share/doc/{package}/copyright").exists(), package)


if __name__ == "__main__":
    unittest.main()
