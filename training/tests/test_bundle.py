"""The shipped bundle keeps the contract that core/Inference reads."""
import json
import unittest
from pathlib import Path

from modkit_training.arkit import ARKIT_NAMES
from modkit_training.card_text import render
from modkit_training.tongue import TONGUE_NAMES
from modkit_training.units import CHANNELS, VISEMES

from . import needs

BUNDLES = Path(__file__).resolve().parents[2] / "core" / "Inference" / "Bundles"
BUNDLE = BUNDLES / "Default"
OPERATORS = set("Add BatchNormalization Clip Concat Constant Conv Div Expand Log MatMul Mul Pad Pow ReduceMean Relu Reshape "
                "Shape Sigmoid Slice Softmax Sqrt Sub Transpose Unsqueeze Gather Cast ConstantOfShape".split())


class BundleTest(unittest.TestCase):
    def setUp(self):
        self.links = json.loads((BUNDLE / "model.json").read_text())
        self.info = json.loads((BUNDLE / "network_info.json").read_text())

    def test_links_lead_to_files(self):
        self.assertEqual(set(self.links), {"networkInfoPath", "networkPath", "modelCardPath"})
        for link in self.links.values():
            self.assertTrue((BUNDLE / link).is_file(), link)

    def test_names_are_those_of_the_code(self):
        found = [self.info[name] for name in ("channels", "visemes", "articulation", "tongue")]
        self.assertEqual(found, [ARKIT_NAMES, VISEMES, CHANNELS, TONGUE_NAMES])

    def test_timing_fits_the_frames(self):
        params = self.info["params"]
        self.assertEqual(params["sampleRateHz"], params["frameRateHz"] * params["hopSamples"])
        for name in ("lookAheadSamples", "leftContextSamples"):
            self.assertEqual(params[name] % params["inputMultipleSamples"], 0, name)

    def test_the_network_is_small_and_the_card_is_finished(self):
        self.assertLess((BUNDLE / "network.onnx").stat().st_size, 8_000_000)
        self.assertNotIn("@", (BUNDLE / "MODEL_CARD.md").read_text())

    def test_a_card_says_what_its_data_say_and_belongs_to_its_network(self):
        for bundle in (BUNDLES / "Default", BUNDLES / "LowLatency"):
            with self.subTest(bundle.name):
                if not (bundle / "model_card.json").exists():
                    self.skipTest("this bundle is older than model_card.json")
                card = json.loads((bundle / "model_card.json").read_text())
                info = json.loads((bundle / "network_info.json").read_text())
                self.assertEqual((bundle / "MODEL_CARD.md").read_text(), render(card))
                self.assertEqual((card["name"], card["version"], card["network"]["lookAheadSamples"]),
                                 (info["id"]["networkName"], info["id"]["networkVersion"], info["params"]["lookAheadSamples"]))
                self.assertEqual(card["network"]["bytes"], (bundle / "network.onnx").stat().st_size)

    @needs.module("onnx")
    def test_the_graph_has_the_declared_ends_and_plain_operators(self):
        import onnx
        model = onnx.load(str(BUNDLE / "network.onnx"))
        params = self.info["params"]
        self.assertEqual([value.name for value in model.graph.input], [params["input"]])
        self.assertEqual([value.name for value in model.graph.output],
                         [params[name] for name in ("blendshapes", "visemes", "articulation", "tongue")])
        self.assertTrue(15 <= model.opset_import[0].version <= 17)
        self.assertLessEqual({node.op_type for node in model.graph.node}, OPERATORS)


if __name__ == "__main__":
    unittest.main()
