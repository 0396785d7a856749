"""How much lip sync suffers when recordings are damaged: `a2f eval` on a folder of recordings through each degradation."""
import tempfile
import zlib
from pathlib import Path

import numpy as np
import soundfile

from .card_text import robustness
from .degradations import DEGRADATIONS, RATE_HZ
from .files import write_json
from .ruler import RulerSet, exported

CLEAN = "undamaged"
FOLDERS = ("", "wav16", "wav")
ALIGNMENTS = ("", "align", "../align")


def recordings(folder):
    """[(name, float samples, rows of start, end and phone)] of a folder as `a2f eval` takes them, with .tsv alignments; probes left out."""
    folder, found = Path(folder), []
    sounds = next((paths for name in FOLDERS if (paths := sorted((folder / name).glob("*.wav")))), [])
    for path in sounds:
        alignment = next((file for place in ALIGNMENTS if (file := path.parent / place / f"{path.stem}.tsv").exists()), None)
        if alignment is None or path.stem.startswith("probe"):
            continue
        samples, rate_hz = soundfile.read(path, dtype="float32")
        if rate_hz != RATE_HZ or samples.ndim > 1:
            raise SystemExit(f"{path}: 16 kHz mono wanted")
        rows = [line.split("\t") for line in alignment.read_text(encoding="utf-8").splitlines()]
        found.append((path.stem, samples, [(float(row[0]), float(row[1]), row[2]) for row in rows if row[0][:1].isdigit()]))
    if not found:
        raise SystemExit(f"{folder}: no recordings with phone times (NAME.wav, NAME.tsv beside it or in a folder align)")
    return found


def degraded(found, name):
    """[int16 samples] of the recordings through one degradation; the same on every run."""
    results = []
    for index, (recording, samples, _) in enumerate(found):
        rng = np.random.default_rng(zlib.crc32(f"{name}/{recording}".encode()))
        others = [other for position, (_, other, _) in enumerate(found) if position != index] or [samples]
        changed = samples if name == CLEAN else DEGRADATIONS[name](samples, others, rng)
        results.append((np.clip(changed, -1, 1) * 32767).astype(np.int16))
    return results


def measure_robustness(config, run, network_name, folder, bundle=None, clean_sound=False):
    """Prints LSQ and loss per degradation; of a run, whose figures keep them, or of any bundle folder."""
    found = recordings(folder)
    options = ["--clean-sound"] if clean_sound else []
    with tempfile.TemporaryDirectory() as work:
        ruler_set = RulerSet(work)
        for name in (CLEAN, *DEGRADATIONS):
            for (_, _, rows), samples in zip(found, degraded(found, name)):
                ruler_set.add(name, samples, rows)
        if bundle:
            groups = ruler_set.measure(bundle, options)
        else:
            with exported(config, run, network_name) as made:
                groups = ruler_set.measure(made, options)
            if not clean_sound:
                write_json(config.figures_folder(run) / "robustness.json", groups)
    print(robustness(groups))
