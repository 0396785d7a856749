import json
import tempfile
import unittest
from pathlib import Path

import numpy as np

from modkit_training.arkit import ARKIT_INDEX
from modkit_training.finetuning.curve_files import at_frame_rate, channel, read_curves
from modkit_training.finetuning.findings import UnusableFile
from modkit_training.finetuning.label_files import phone_mapping, read_labels

JAW, PUCKER = ARKIT_INDEX["jawOpen"], ARKIT_INDEX["mouthPucker"]
TEXTGRID = '''File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 1.5
tiers? <exists>
size = 2
item []:
    item [1]:
        class = "IntervalTier"
        name = "words"
        xmin = 0
        xmax = 1.5
        intervals: size = 2
        intervals [1]:
            xmin = 0
            xmax = 0.5
            text = ""
        intervals [2]:
            xmin = 0.5
            xmax = 1.5
            text = "say ""ah"""
    item [2]:
        class = "TextTier"
        name = "marks"
        xmin = 0
        xmax = 1.5
        points: size = 1
        points [1]:
            number = 0.7
            mark = "x"
'''


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, name, text, encoding="utf-8"):
        path = self.folder / name
        path.write_text(text, encoding=encoding)
        return path

    def mended(self, read, name, text):
        """The place of the finding an unusable file gives."""
        with self.assertRaises(UnusableFile) as caught:
            read(self.file(name, text))
        self.assertTrue(caught.exception.finding.mend)
        return caught.exception.finding.place


class CurveFileTest(Files):
    def test_timecodes_of_the_day_become_seconds_from_the_first_row(self):
        rows = ["Timecode,BlendShapeCount,JawOpen,MouthPucker,HeadYaw", "23:59:59:58.500,61,0.1,0,0.3", "23:59:59:59.500,61,0.2,0,0", "00:00:00:02.500,61,0.5,1,0"]
        curves = read_curves(self.file("take.csv", "\r\n".join(rows)))
        np.testing.assert_allclose(curves.seconds, [0, 1 / 60, 4 / 60], atol=1e-6)
        np.testing.assert_allclose(curves.weights[:, [JAW, PUCKER]], [[0.1, 0], [0.2, 0], [0.5, 1]], rtol=1e-6)
        self.assertEqual((curves.present, curves.unknown), (["jawOpen", "mouthPucker"], []))

    def test_a_take_over_a_second_tells_its_rate_by_the_highest_frame(self):
        rows = ["Timecode,jawOpen"] + [f"10:00:{5 + i // 30:02}:{i % 30:02},0" for i in range(61)]
        self.assertAlmostEqual(read_curves(self.file("take.csv", "\n".join(rows))).seconds[-1], 2.0)

    def test_seconds_count_from_the_sound(self):
        rows = ["timeCode,blendShapes.JawOpen,blendShapes.Nostril", "0.5,0.25,0", "0.75,0.5,0"]
        curves = read_curves(self.file("nim.csv", "\ufeff" + "\n".join(rows)))
        np.testing.assert_allclose(curves.seconds, [0.5, 0.75])
        self.assertEqual((curves.present, curves.unknown), (["jawOpen"], ["blendShapes.Nostril"]))
        self.assertAlmostEqual(curves.end_seconds, 1.0)

    def test_json_exports_say_their_rate(self):
        data = {"exportFps": 30, "facsNames": ["mouthPucker", "jawOpen"], "weightMat": [[0, 0.1], [0.2, 0.3], [0.4, 0.5]]}
        curves = read_curves(self.file("take.json", json.dumps(data)))
        np.testing.assert_allclose(curves.seconds, [0, 1 / 30, 2 / 30])
        np.testing.assert_allclose(curves.weights[1, [JAW, PUCKER]], [0.3, 0.2], rtol=1e-6)

    def test_names_of_other_writers_are_understood(self):
        self.assertEqual([channel(name) for name in ("Face.JawOpen", "mouthSmile_L", "MOUTHSMILERIGHT", "nostril")],
                         [JAW, ARKIT_INDEX["mouthSmileLeft"], ARKIT_INDEX["mouthSmileRight"], None])

    def test_faults_say_where_they_are(self):
        for place, text in (("a.csv:1", "frame,jawOpen\n1,0"), ("a.csv:3", "time,jawOpen\n0,0.1\n1,zero"), ("a.csv:2", "time,jawOpen\n0,0.1,0.2"),
                            ("a.csv:3", "time,jawOpen\n1,0.1\n0.5,0.2"), ("a.csv:2", "time,jawOpen\nsoon,0.1"), ("a.csv", "time,nose\n0,0"),
                            ("a.csv", "time,jawOpen,JawOpen\n0,0,0"), ("a.csv", "time,jawOpen\n"), ("a.csv", "time,jawOpen\n0,nan"), ("a.csv:1", "")):
            with self.subTest(text):
                self.assertEqual(self.mended(read_curves, "a.csv", text), place)
        for text in ("{", "[]", '{"exportFps": 30, "facsNames": ["jawOpen"], "weightMat": [[1, 2]]}', '{"exportFps": 0, "facsNames": ["jawOpen"], "weightMat": [[1]]}'):
            with self.subTest(text):
                self.assertEqual(self.mended(read_curves, "a.json", text), "a.json")

    def test_any_rate_comes_to_the_networks_frames(self):
        rows = ["time,jawOpen", "0,0", "0.1,1", "0.2,0"]
        curves = read_curves(self.file("slow.csv", "\n".join(rows)))
        np.testing.assert_allclose(at_frame_rate(curves, 21, 100)[[0, 5, 10, 15, 20], JAW], [0, 0.5, 1, 0.5, 0], atol=1e-6)
        np.testing.assert_allclose(at_frame_rate(curves, 11, 100, 0.1)[[0, 5, 10], JAW], [1, 0.5, 0], atol=1e-6)

    def test_a_short_peak_of_a_fast_file_is_not_lost(self):
        rows = ["time,jawOpen"] + [f"{k / 1000},{1 if 152 <= k < 157 else 0}" for k in range(300)]
        self.assertAlmostEqual(at_frame_rate(read_curves(self.file("fast.csv", "\n".join(rows))), 30, 100)[:, JAW].sum(), 0.5, delta=0.06)


class LabelFileTest(Files):
    def test_a_table_gives_phones(self):
        labels = read_labels(self.file("a.tsv", "start\tend\tphone\n0\t0.5\tSIL\n0.5\t0.75\tAA1\n0.75\t1\t\n"))
        self.assertEqual((labels.kind, labels.rows), ("phones", [["SIL", 0.0, 0.5], ["AA1", 0.5, 0.75], ["", 0.75, 1.0]]))

    def test_a_textgrid_gives_its_tier_in_any_encoding(self):
        for encoding in ("utf-8", "utf-16"):
            labels = read_labels(self.file("a.TextGrid", TEXTGRID, encoding))
            self.assertEqual((labels.kind, labels.rows), ("words", [["", 0.0, 0.5], ['say "ah"', 0.5, 1.5]]))

    def test_the_phones_tier_comes_before_the_words(self):
        short = '"ooTextFile"\n"TextGrid"\n0\n1\n<exists>\n2\n"IntervalTier"\n"words"\n0\n1\n1\n0\n1\n"ah"\n"IntervalTier"\n"Ann - phones"\n0\n1\n1\n0\n1\n"aː"\n'
        labels = read_labels(self.file("a.TextGrid", "File type = " + short))
        self.assertEqual((labels.kind, labels.rows), ("phones", [["aː", 0.0, 1.0]]))

    def test_a_text_is_a_transcript(self):
        self.assertEqual(read_labels(self.file("a.txt", " Dobar\n dan. ")).text, "Dobar dan.")

    def test_faults_say_where_they_are(self):
        for place, name, text in (("a.tsv:2", "a.tsv", "0 1 AA\nx 2 B"), ("a.tsv", "a.tsv", "0 1 AA\n0.5 2 B"), ("a.tsv", "a.tsv", "0 1 SIL"), ("a.txt", "a.txt", " \n"),
                                  ("a.TextGrid", "a.TextGrid", TEXTGRID[:300]), ("a.TextGrid", "a.TextGrid", TEXTGRID.replace('"words"', '"gestures"'))):
            with self.subTest(text):
                self.assertEqual(self.mended(read_labels, name, text), place)

    def test_labels_are_cmudicts_or_ipa(self):
        english, other = phone_mapping({"AA1", "SIL", "HH"}), phone_mapping({"a", "tʃ", "ʎ", ""})
        self.assertEqual((english("AA1"), english("HH"), english("sp")), (["aa"], ["h"], ["sil"]))
        self.assertEqual((other("tʃ"), other("ʎ"), other("?!")), (["ch"], ["l"], None))


if __name__ == "__main__":
    unittest.main()
