import unittest

from modkit_training.config import Config
from modkit_training.phone_maps import arpabet, ipa, russian, sampa, telugu, units_of_job
from modkit_training.units import UNIT_INDEX

# Phone inventories as the engines print them (flite -psdur, festival's utt.save.segs, espeak-ng --ipa).
FLITE_PHONES = ("pau aa ae ah ao aw ax ay b ch d dh eh er ey f g hh ih iy jh k l m n ng ow oy p r s sh t th uh uw v w y "
                "z zh").split()
RUSSIAN_PHONES = ("pau a aa ae b bb c ch d dd e ee f ff g gg h hh i ii j k kk l ll m mm n nn o oo p pp r rr s ss sch sh "
                  "t tt u uu ur v vv y yy z zh zz ay").split()
TELUGU_PHONES = "pau r ih p a b l k aa f ay m D oh n sh h s ee oo eh ch iy v bh uh y T g dh j th L uw aw kh tth".split()
ITALIAN_PHONES = "# i1 l p e n s j E1 r o u tS v e1 i m a ng k b t u1 a1 dZ d w o1 z O1 ts g f J L S nf".split()
CATALAN_PHONES = "pau g ax L E1 k rr p u1 b l i u r t i1 d J a1 n e1 j s z w Z o1 m O1 f a e S o".split()
FINNISH_PHONES = "# s e r b i a n t v l u m o m: k: l: N k g p j ## a: d h i: t: N: y r: f T s: u: e: @ S o: 7: y:".split()
ENGLISH_IPA = "ɐ æ ɑː ə əl ɛ ɜː ɚ i iː ɪ ɔ ɔː oʊ aɪ aʊ eɪ ɔɪ ʊ uː ʌ p b m f v θ ð t d ɾ n ŋ s z ʃ ʒ tʃ dʒ k ɡ h l ɹ j w ʔ".split()


class PhoneMapTest(unittest.TestCase):
    def assert_all_known(self, phones, units_of_phone):
        for phone in phones:
            units = units_of_phone(phone)
            self.assertTrue(units, phone)
            self.assertTrue(set(units) <= set(UNIT_INDEX), f"{phone} -> {units}")

    def test_every_phone_of_each_engine_is_known(self):
        self.assert_all_known(FLITE_PHONES, arpabet)
        self.assert_all_known(RUSSIAN_PHONES, russian)
        self.assert_all_known(ENGLISH_IPA, ipa)
        self.assert_all_known(TELUGU_PHONES, telugu)
        for phones in (ITALIAN_PHONES, CATALAN_PHONES, FINNISH_PHONES):
            self.assert_all_known(phones, sampa)

    def test_engines_agree_on_the_same_sound(self):
        for flite_phone, letters in (("b", "b"), ("th", "θ"), ("ng", "ŋ"), ("sh", "ʃ"), ("uw", "uː"), ("ch", "tʃ"),
                                     ("er", "ɚ"), ("hh", "h"), ("pau", "_:")):
            self.assertEqual(arpabet(flite_phone), ipa(letters), flite_phone)
        self.assertEqual(russian("mm"), arpabet("m"))
        for sampa_phone, letters in (("tS", "tʃ"), ("O1", "ɔ"), ("J", "ɲ"), ("y:", "y"), ("j", "j"), ("##", "")):
            self.assertEqual(sampa(sampa_phone), ipa(letters), sampa_phone)
        for telugu_phone, letters in (("T", "ʈ"), ("bh", "b"), ("j", "dʒ"), ("R", "r")):
            self.assertEqual(telugu(telugu_phone), ipa(letters), telugu_phone)

    def test_diphthongs_become_two_vowels(self):
        self.assertEqual(arpabet("ay"), ["aa", "ih"])
        self.assertEqual(ipa("aɪ"), ["aa", "ih"])

    def test_stress_and_length_change_nothing(self):
        self.assertEqual(arpabet("ih1"), arpabet("ih"))
        self.assertEqual(ipa("ˈiː"), ipa("i"))

    def test_labialised_consonants_round_the_lips(self):
        self.assertEqual(ipa("kʷ"), ["k", "w"])

    def test_unknown_phones_are_reported_not_guessed(self):
        for units_of_phone in (arpabet, russian, ipa, sampa, telugu):
            self.assertIsNone(units_of_phone("7?"))


class JobTest(unittest.TestCase):
    def test_each_job_is_complete_and_mapped(self):
        jobs = Config()["synthesis"]["jobs"] + Config().measured_only
        self.assertEqual(len({job["name"] for job in jobs}), len(jobs))
        for job in jobs:
            self.assertGreater(job["minutes"], 0)
            self.assertEqual(units_of_job(job)("m"), ["m"], job["name"])

    def test_held_out_voices_are_not_trained_on(self):
        synthesis = Config()["synthesis"]
        self.assertFalse(set(synthesis["variants"].split()) & set(synthesis["held_out_variants"].split()))
        for job in synthesis["jobs"]:
            self.assertEqual(job["name"].startswith("held_"), bool(job.get("held_out")), job["name"])
        recorded = [(job["voice"], job.get("held_out", False)) for job in synthesis["jobs"] if job["engine"] != "espeak-ng"]
        self.assertEqual(len({voice for voice, _ in recorded}), len(recorded))


if __name__ == "__main__":
    unittest.main()
