"""Pairs for trying finetune without a face capture: real recordings with the curves of a face that is invented.

python3 -m modkit_training.finetuning.invented_face RECORDINGS OUT

RECORDINGS has wav16/NAME.wav and align/NAME.tsv. The mouth says the phones of the alignment by our own table, but as somebody whose mouth is
not the table's: a lazy jaw that hardly opens, strong rounding, a left side that does most of the work, brows that go up with loud
syllables, a half smile at rest, blinks and glances of their own, and the unrest of a capture. Files are in the three formats, at three rates,
and every sixth begins late, as takes do. It says how well a style is learnt that the base model cannot know; it says nothing about real faces.
"""
import json
import os
import sys
from pathlib import Path

import numpy as np

from ..arkit import ARKIT_INDEX, ARKIT_NAMES, decode
from ..coarticulation import FRAME_RATE_HZ, curves, timed_units
from ..prepare import HOP_SAMPLES, loudness_gain
from ..units import CHANNELS
from .curve_files import Curves, at_frame_rate
from .label_files import phone_mapping, read_labels
from .sound_files import read_sound

LAZINESS_SECONDS = 0.05
LATE_SECONDS, EVERY = 0.2, 6
UNREST = 0.012  # standard deviation


def _follow(curve, seconds):
    """A first-order lag."""
    share, followed, value = 1 - np.exp(-1 / (seconds * FRAME_RATE_HZ)), np.empty_like(curve), curve[0]
    for frame, wanted in enumerate(curve):
        value += share * (wanted - value)
        followed[frame] = value
    return followed


def _wander(frames, seconds, rng):
    """Slow noise of standard deviation 1."""
    window = np.hanning(int(seconds * FRAME_RATE_HZ) | 1)
    noise = np.convolve(rng.standard_normal(frames + len(window)), window, "same")[len(window) // 2:][:frames]
    return noise / np.sqrt((window ** 2).sum())


def face(samples, phones, units_of_phone, rng):
    """[frames, 52] of the invented face saying `phones`, 100 a second."""
    frames = len(samples) // HOP_SAMPLES
    units, starts, ends = timed_units(phones, units_of_phone)
    loudness = loudness_gain(samples * 32768, frames)
    articulation = curves(units, starts, ends, frames, loudness)
    column = {name: articulation[:, index] for index, name in enumerate(CHANNELS)}
    column["jaw"][:] = 0.6 * _follow(column["jaw"], LAZINESS_SECONDS)
    for name, gain in (("pucker", 1.5), ("funnel", 1.4), ("stretch", 0.7), ("upper", 1.3)):
        column[name][:] = np.clip(gain * column[name], 0, 1)
    weights = decode(articulation)
    channel = {name: weights[:, index] for name, index in ARKIT_INDEX.items()}
    open_lips = 1 - column["close"]
    for name in ("mouthSmile", "mouthStretch", "mouthUpperUp", "mouthDimple"):
        channel[name + "Left"] *= 1.3
        channel[name + "Right"] *= 0.4
    channel["jawLeft"] += 0.35 * channel["jawOpen"]
    channel["mouthLeft"] += (0.3 * column["stretch"] + 0.2 * column["upper"]) * open_lips
    channel["mouthSmileLeft"] += 0.12
    stress = _follow(np.clip(loudness - 0.95, 0, None), 0.12) * 4
    for name, gain in (("browInnerUp", 0.8), ("browOuterUpLeft", 1.2), ("browOuterUpRight", 0.3), ("cheekSquintLeft", 0.5)):
        channel[name] += gain * stress
    for name in ("eyeLookInLeft", "eyeLookOutRight"):
        channel[name] += 0.15 * np.clip(_wander(frames, 1.0, rng), 0, None)
    for at in np.cumsum(rng.exponential(3.5, 100)):
        first = int(at * FRAME_RATE_HZ)
        for side in ("Left", "Right"):
            part = channel["eyeBlink" + side][first:first + 20]
            part += np.hanning(20)[:len(part)]
    moving = weights.std(axis=0) > 0
    for index in np.nonzero(moving)[0]:
        weights[:, index] += UNREST * _wander(frames, 0.15, rng)
    weights[:, moving] *= rng.uniform(0.93, 1.07)
    return np.clip(weights, 0, 1)


def write(path, weights, rate_hz, kind, rng):
    """One take in one of the formats; gives the path."""
    seconds = np.arange(len(weights)) / FRAME_RATE_HZ
    frames = int(len(weights) / FRAME_RATE_HZ * rate_hz)
    rows = at_frame_rate(Curves(seconds, weights, ARKIT_NAMES), frames, rate_hz)
    pascal = [name[0].upper() + name[1:] for name in ARKIT_NAMES]
    if kind == "json":
        path = path.with_suffix(".json")
        path.write_text(json.dumps({"exportFps": rate_hz, "trackPath": "", "numPoses": 52, "numFrames": frames, "facsNames": ARKIT_NAMES,
                                    "weightMat": [[round(float(value), 4) for value in row] for row in rows], "joints": [], "rotations": [], "translations": []}))
        return path
    path = path.with_suffix(".csv")
    if kind == "nim":
        header = ["timeCode"] + [f"blendShapes.{name}" for name in pascal]
        times = [f"{frame / rate_hz:.6f}" for frame in range(frames)]
    else:
        header = ["Timecode", "BlendShapeCount"] + pascal
        start = int(rng.integers(8 * 3600, 20 * 3600)) * rate_hz + int(rng.integers(rate_hz))
        times = [f"{n // rate_hz // 3600:02}:{n // rate_hz // 60 % 60:02}:{n // rate_hz % 60:02}:{n % rate_hz:02}.000,61" for n in range(start, start + frames)]
    lines = [",".join(header)] + [",".join([time, *(f"{value:.4f}" for value in row)]) for time, row in zip(times, rows)]
    path.write_text("\n".join(lines) + "\n")
    return path


def invent(recordings, out):
    """Pairs for every recording that has phone times."""
    out.mkdir(parents=True, exist_ok=True)
    sounds = [path for path in sorted((recordings / "wav16").glob("*.wav")) if not path.name.startswith("probe")]
    pairs = [(path, recordings / "align" / f"{path.stem}.tsv") for path in sounds]
    pairs = [(sound, labels) for sound, labels in pairs if labels.exists()]
    for number, (sound_path, labels_path) in enumerate(pairs):
        rng = np.random.default_rng([7, number])
        samples, rows = read_sound(sound_path).samples, read_labels(labels_path).rows
        weights = face(samples, rows, phone_mapping({row[0] for row in rows}), rng)
        if number % EVERY == EVERY - 1:
            weights = np.concatenate([np.repeat(weights[:1], int(LATE_SECONDS * FRAME_RATE_HZ), axis=0), weights])
        kind, rate_hz = (("livelink", 60), ("json", 30), ("nim", 25))[number % 3]
        write(out / sound_path.stem, weights, rate_hz, kind, rng)
        target = out / sound_path.name
        if not target.exists():
            os.symlink(sound_path.resolve(), target)
    print(f"{out}: {len(pairs)} pairs")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    invent(Path(sys.argv[1]), Path(sys.argv[2]))
