"""docs/fine-tuning.md: its commands, one after the other, as a newcomer types them; only the training is cut short."""
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from . import needs

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "artifacts" / "a2f" / "a2f.dll"
SPEECH = Path(os.environ.get("MODKIT_SHARED", ROOT.parent / "shared")) / "speech"
RECORDINGS = [path for path in (ROOT / "samples").iterdir() if path.suffix in (".wav", ".ogg")]
TAKES = 10  # of the development set: about a minute
SHORT = {"most_steps": 4, "validate_steps": 2, "batch": 4, "crop_seconds": 1.0, "variants": 1, "workers": 0, "least_minutes": 0.5}


def commands():
    page = (ROOT / "docs" / "fine-tuning.md").read_text(encoding="utf-8")
    return [line for block in re.findall(r"^```sh\n(.*?)^```", page, re.M | re.S) for line in block.splitlines() if line]


@needs.module("torch")
@needs.module("onnx")
@needs.module("soundfile")
class PageTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.clone = Path(folder.name) / "clone"
        self.clone.mkdir()
        (self.clone / "training").symlink_to(ROOT / "training")
        # Only the recordings: whoever tried ./a2f has curves beside them.
        (self.clone / "samples").mkdir()
        for sound in RECORDINGS:
            shutil.copy(sound, self.clone / "samples")
        (self.clone / "a2f").write_text(f"#!/bin/sh\nexec dotnet '{PROGRAM}' \"$@\"\n")
        (self.clone / "a2f").chmod(0o755)
        text = (ROOT / "training" / "config.toml").read_text()
        for name, value in SHORT.items():
            text = re.sub(rf"^{name} = [\d.e-]+", f"{name} = {value}", text, flags=re.M)
        (self.clone / "short.toml").write_text(text)

    def put_recordings(self):
        """What the page takes for granted: the workshop's recordings beside the clone, and a folder of lines with phone times."""
        lines = self.clone / "lines"
        for folder in (lines, *(self.clone.parent / "shared" / "speech" / name for name in ("wav16", "align"))):
            folder.mkdir(parents=True)
        for sound in sorted((SPEECH / "wav16").glob("en_f_lj001_*.wav"))[:TAKES]:
            labels = SPEECH / "align" / f"{sound.stem}.tsv"
            for source, target in ((sound, self.clone.parent / "shared" / "speech" / "wav16"), (labels, self.clone.parent / "shared" / "speech" / "align"),
                                   (sound, lines), (labels, lines)):
                shutil.copy(source, target)

    @needs.program("dotnet")
    def test_every_command_runs(self):
        if not SPEECH.is_dir():
            self.skipTest(f"{SPEECH} is not there")
        if not PROGRAM.is_file():
            self.skipTest("./a2f is not built")
        self.put_recordings()
        environment, ran = dict(os.environ, GOMP_SPINCOUNT="3000"), 0
        for line in commands():
            if line.startswith("export "):
                name, value = line.removeprefix("export ").split("=")
                environment[name] = value
                continue
            short = line.replace("-m modkit_training finetune", "-m modkit_training --config short.toml finetune")
            result = subprocess.run(["bash", "-c", short], cwd=self.clone, env=environment, capture_output=True, text=True, timeout=300)
            self.assertEqual(result.returncode, 0, f"{line}\n{result.stdout[-2000:]}\n{result.stderr[-2000:]}")
            ran += 1
        self.assertEqual(ran, 8)
        curves = set((self.clone / "samples").iterdir()) - {self.clone / "samples" / path.name for path in RECORDINGS}
        self.assertTrue(any(path.name.startswith("hello-en.") and path.stat().st_size > 1000 for path in curves), curves)
        for bundle in ("my-character", "my-croatian"):
            self.assertEqual(sorted(path.name for path in (self.clone / bundle).iterdir()),
                             ["MODEL_CARD.md", "model.json", "model_card.json", "network.onnx", "network_info.json"])


if __name__ == "__main__":
    unittest.main()
