"""`a2f eval`, the program's ruler for lip sync, put to sound and phone times that the trainer knows."""
import json
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import soundfile

from .config import PACKAGE_ROOT
from .engines.common import SAMPLE_RATE_HZ
from .units import UNITS

PROGRAM = PACKAGE_ROOT.parent / "a2f"
# unit -> phone of CMUdict, which the ruler knows; sounds that English lacks go to what the lips do alike
PHONE_OF_UNIT = {
    "sil": "SIL", "rr": "D", "x": "K", "h": "HH", "q": "HH", "ax": "AH", "ix": "IH", "yy": "UW", "oe": "UH",
    **{unit: unit.upper() for unit in "p b m f v th dh t d n l r s z sh zh ch jh k g ng y w iy ih ey eh ae aa ah er ao ow uh uw".split()},
}


def is_there():
    """Whether the program can run here: it is built by .NET."""
    return PROGRAM.exists() and shutil.which("dotnet") is not None


class RulerSet:
    """A folder of recordings with phone times, in groups; a group is what the ruler takes for a language."""

    def __init__(self, folder):
        self.folder, self.groups, self._rows = Path(folder), [], ["id\tlang"]

    def add(self, group, samples, rows):
        """int16 samples at 16 kHz and the rows (start_seconds, end_seconds, phone) of a recording."""
        if group not in self.groups:
            self.groups.append(group)
        name = f"r{len(self._rows):05}"
        soundfile.write(self.folder / f"{name}.wav", samples, SAMPLE_RATE_HZ, "PCM_16")
        lines = ["start\tend\tphone", *(f"{start:.4f}\t{end:.4f}\t{phone}" for start, end, phone in rows)]
        (self.folder / f"{name}.tsv").write_text("\n".join(lines) + "\n")
        # groups are numbered, for the ruler cuts a language at its first - or _
        self._rows.append(f"{name}\tg{self.groups.index(group)}")

    def add_units(self, group, samples, units, starts, ends):
        rows = [(start, end, PHONE_OF_UNIT[UNITS[unit]]) for unit, start, end in zip(units, starts, ends)]
        self.add(group, samples, [row for row in rows if row[1] > row[0]])

    def measure(self, bundle, options=()):
        """What the ruler says of a bundle folder: a list of {name, files, lsq, figures, points, ..}, in the order of the groups."""
        (self.folder / "MANIFEST.tsv").write_text("\n".join(self._rows) + "\n")
        found = {group["name"]: group for group in ask(self.folder, bundle, options)}
        return [{**found[f"g{index}"], "name": group} for index, group in enumerate(self.groups) if f"g{index}" in found]


def ask(folder, bundle, options=()):
    """The groups (`all` and each language) that `a2f eval` with these options finds in a folder of recordings."""
    if not is_there():
        raise SystemExit(f"{PROGRAM} measures lip sync and needs .NET: start it once, it brings what it needs")
    command = [str(PROGRAM), "eval", str(folder), "--model", str(Path(bundle).resolve()), "--json", *options]
    asked = subprocess.run(command, capture_output=True, text=True)
    events = [json.loads(line) for line in asked.stdout.splitlines() if line.startswith("{")]
    groups = [{key: value for key, value in event.items() if key != "event"} for event in events if event["event"] == "group"]
    if not groups:
        raise SystemExit(f"a2f eval {folder} measured nothing:\n{asked.stderr}")
    return groups


@contextmanager
def exported(config, run, network_name):
    """A bundle of a run in a folder of its own, for as long as it is measured."""
    from .export import export  # ONNX is not wanted by those who measure a bundle that is there
    with tempfile.TemporaryDirectory() as folder:
        export(config, run, folder, network_name)
        yield folder
