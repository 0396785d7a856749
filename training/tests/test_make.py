"""The whole of `make` on a corpus of seconds and a network of nothing."""
import contextlib
import io
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np

from modkit_training.config import PACKAGE_ROOT, Config
from modkit_training.make import plan
from modkit_training.stages import Ledger, Stage, locked

from . import needs

TINY = """
[synthesis]
seed = 1
variants = "m1 f1"
held_out_variants = "m7"
[[synthesis.jobs]]
name = "espeak_en"
engine = "espeak-ng"
voice = "en"
text = "en"
minutes = 0.2
[[synthesis.jobs]]
name = "held_espeak_de"
engine = "espeak-ng"
voice = "de"
text = "de"
minutes = 0.4
held_out = true
[preparation]
seed = 7
codec_share = 0.0
"""
NETWORK = """
[networks.{name}]
bundle_name = "tiny-{name}"
bundle_folder = "{folder}"
front_channels = 8
channels = 8
upsampled_channels = 4
blocks = [[3, 1, {right}]]
"""


def tiny_config(folder):
    """config.toml with a corpus of seconds, networks of a few thousand parameters and six steps."""
    text = (PACKAGE_ROOT / "config.toml").read_text()
    rest = text[text.index("[training]"):]
    for name, value in (("batch", "2"), ("crop_seconds", "0.8"), ("cycle_ends", "[4, 6]"), ("align_after_step", "4"),
                        ("warm_up_steps", "2"), ("workers", "1")):
        lines = [f"{name} = {value}" if line.startswith(f"{name} =") else line for line in rest.split("\n")]
        rest = "\n".join(lines)
    path = Path(folder) / "tiny.toml"
    path.write_text(TINY + NETWORK.format(name="standard", folder="Default", right=1)
                    + NETWORK.format(name="low-latency", folder="LowLatency", right=0) + rest)
    return Config(path, Path(folder) / "data")


class PlanTest(unittest.TestCase):
    def test_the_stages_of_the_real_configuration(self):
        with tempfile.TemporaryDirectory() as folder:
            config = Config(None, folder)
            stages = plan(config, Path("bundles"))
            measured = [stage.name for stage in plan(config, Path("bundles"), Path("people"))]
        self.assertEqual([stage.name for stage in stages],
                         ["synthesise", "prepare", "train-first", "align", "prepare-recordings", "train-standard", "train-low-latency",
                          "evaluate-standard", "evaluate-low-latency", "export-standard", "card-standard", "export-low-latency",
                          "card-low-latency"])
        self.assertEqual([name for name in measured if name not in {stage.name for stage in stages}],
                         [f"{kind}-{network}" for network in ("standard", "low-latency") for kind in ("lsq", "recordings", "robustness")])
        self.assertLess(measured.index("robustness-low-latency"), measured.index("card-standard"))  # what the card tells is there
        commands = {stage.name: " ".join(stage.arguments) for stage in stages}
        first, last = config["training"]["align_after_step"], config["training"]["cycle_ends"][-1]
        self.assertEqual(commands["train-first"], f"train --network standard --until {first}")
        self.assertEqual(commands["train-standard"], f"train --network standard --until {last}")
        self.assertEqual(commands["export-low-latency"], "export bundles/LowLatency --network low-latency")
        self.assertIn(first, config["training"]["cycle_ends"])  # the learning rate has come to rest when it listens


class LedgerTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.data = Path(self.folder.name)

    def run_stage(self, stage, code, later=()):
        with locked(self.data) as lock, contextlib.redirect_stdout(io.StringIO()):
            Ledger(self.data).run(stage, later, [sys.executable, "-c", code], lock)

    def test_times_add_up_over_runs_and_a_failed_stage_is_not_done(self):
        product = self.data / "product"
        stage = Stage("first", ("x",), (product,))
        with self.assertRaisesRegex(SystemExit, "first failed"):
            self.run_stage(stage, "import time; time.sleep(0.3); raise SystemExit(1)")
        failed = Ledger(self.data).stages["first"]
        self.assertFalse(Ledger(self.data).is_done(stage))
        self.run_stage(stage, f"import time; time.sleep(0.3); open({str(product)!r}, 'w')")
        done = Ledger(self.data).stages["first"]
        self.assertTrue(Ledger(self.data).is_done(stage))
        self.assertEqual((failed["runs"], done["runs"], done["started"]), (1, 2, failed["started"]))
        self.assertGreaterEqual(done["minutes"], failed["minutes"] + 0.3 / 60 - 1e-3)

    def test_a_stage_is_undone_by_lost_products_by_other_arguments_and_by_an_earlier_stage(self):
        product = self.data / "product"
        stage = Stage("second", ("x",), (product,))
        make_it = f"open({str(product)!r}, 'w')"
        self.run_stage(stage, make_it)
        self.assertFalse(Ledger(self.data).is_done(Stage("second", ("y",), (product,))))
        product.unlink()
        self.assertFalse(Ledger(self.data).is_done(stage))
        self.run_stage(stage, make_it)
        self.run_stage(Stage("first", (), ()), "pass", later=[stage])
        self.assertFalse(Ledger(self.data).is_done(stage))

    def test_what_a_stage_says_is_kept_also_of_runs_that_failed(self):
        with self.assertRaises(SystemExit):
            self.run_stage(Stage("first", (), ()), "print('one'); import sys; sys.exit('failure')")
        self.run_stage(Stage("first", (), ()), "print('two')")
        self.assertEqual((self.data / "logs" / "first.log").read_text(), "one\nfailure\ntwo\n")

    def test_a_stage_that_makes_nothing_is_an_error(self):
        with self.assertRaisesRegex(SystemExit, "did not make"):
            self.run_stage(Stage("first", (), (self.data / "product",)), "pass")

    def test_one_make_at_a_time_even_if_only_a_stage_of_it_is_left(self):
        with locked(self.data) as lock:
            child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=(lock.fileno(),))
        try:
            with self.assertRaisesRegex(SystemExit, "another make"):
                locked(self.data)
        finally:
            child.communicate(b"\n")
        locked(self.data).close()


@needs.module("torch")
@needs.module("onnx")
@needs.module("soundfile")
@needs.program("espeak-ng")
class MakeTest(unittest.TestCase):
    def make(self, config, out, *options):
        command = [sys.executable, "-m", "modkit_training", "--config", str(config.path), "--data", str(config.data), "make"]
        made = subprocess.run([*command, "--out", str(out), *options], cwd=PACKAGE_ROOT, capture_output=True, text=True)
        self.assertEqual(made.returncode, 0, made.stdout + made.stderr)
        return made.stdout

    def test_from_nothing_to_bundles_over_an_interruption(self):
        with tempfile.TemporaryDirectory() as folder:
            config, out = tiny_config(folder), Path(folder) / "bundles"
            first = self.make(config, out, "--until-stage", "prepare")
            self.assertEqual([line for line in first.split("\n") if line.startswith("==")], ["== synthesise", "== prepare"])
            second = self.make(config, out)
            self.assertEqual([line.split()[1] for line in second.split("\n") if line.startswith("==")],
                             ["train-standard", "train-low-latency", "evaluate-standard", "evaluate-low-latency", "export-standard",
                              "card-standard", "export-low-latency", "card-low-latency"])
            for name, bundle in (("standard", "Default"), ("low-latency", "LowLatency")):
                with self.subTest(name):
                    self.check_bundle(config, name, out / bundle)
            before = {path: path.stat().st_mtime_ns for path in Path(folder).rglob("*") if path.is_file()}
            third = self.make(config, out)
            self.assertNotIn("==", third)
            self.assertEqual(before, {path: path.stat().st_mtime_ns for path in Path(folder).rglob("*") if path.is_file()})
            self.assertIn("| train-low-latency |", third)

    def check_bundle(self, config, name, bundle):
        import onnx
        import onnx.numpy_helper

        from modkit_training.inference import load
        links = json.loads((bundle / "model.json").read_text())
        info = json.loads((bundle / links["networkInfoPath"]).read_text())
        self.assertEqual(info["id"]["networkName"], f"tiny-{name}")
        graph = onnx.load(str(bundle / links["networkPath"])).graph
        self.assertIn(info["params"]["blendshapes"], [output.name for output in graph.output])
        # the graph carries the weights of the run's average
        twin = load(config, name, name)
        weights = {weights.name: onnx.numpy_helper.to_array(weights) for weights in graph.initializer}
        self.assertEqual(info["params"]["lookAheadSamples"], twin.padded_look_ahead_samples)
        np.testing.assert_array_equal(weights["articulation_head.weight"], twin.articulation_head.weight.detach().numpy())
        card = json.loads((bundle / "model_card.json").read_text())
        self.assertEqual((card["name"], card["network"]["lookAheadSamples"]), (f"tiny-{name}", info["params"]["lookAheadSamples"]))
        self.assertEqual(card["training"]["steps"], 6)
        data = card["trainingData"]
        for total, held_out in ((data["syntheticMinutes"] + data["recordedMinutes"], False), (data["heldOutMinutes"], True)):
            told = sum(row["minutes"] for row in data["voices"] if row["heldOut"] == held_out)
            self.assertAlmostEqual(total, told, delta=0.01)
            self.assertGreater(told, 0)
        self.assertEqual({row["name"]: row["heldOut"] for row in card["trainingData"]["voices"]},
                         {"espeak_en": False, "held_espeak_de": True})
        self.assertIn(f"# tiny-{name} ", (bundle / links["modelCardPath"]).read_text())


if __name__ == "__main__":
    unittest.main()
