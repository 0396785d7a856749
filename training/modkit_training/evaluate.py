"""Stage 4: measures a network on the held-out voices, and writes curves of recordings for other scorers."""
from collections import defaultdict
from itertools import islice
from pathlib import Path

import numpy as np
import soundfile
import torch

from .arkit import ARKIT_INDEX, ARKIT_NAMES, JAW_OPEN, decode
from .augmentation import to_level
from .coarticulation import FRAME_RATE_HZ
from .corpus import held_out_packs
from .files import write_json
from .inference import at_rate, infer, load
from .units import BILABIALS, LABIODENTALS, SILENCE, UNIT_INDEX, VISEME_OF_UNIT

# Inner lip gap per unit weight, as a share of jawOpen's 40.4 mm; measured on the ARKit reference face.
LIP_GAP = {"jawOpen": 1, "mouthClose": -1, "mouthFunnel": 0.228, "mouthPucker": 0.037, "mouthLowerDownLeft": 0.109,
           "mouthLowerDownRight": 0.109, "mouthUpperUpLeft": 0.124, "mouthUpperUpRight": 0.124,
           "mouthShrugUpper": 0.126, "mouthShrugLower": -0.144, "mouthRollUpper": -0.121, "mouthRollLower": -0.069}
SHUT_GAP = 0.04  # about 1.6 mm
NEAR_SECONDS = 0.05  # how far a closure may be from its sound
LEVEL_DBFS = -20.0
UTTERANCES = 60  # of each voice
_NOT_JUDGED = set(BILABIALS + LABIODENTALS + [SILENCE, UNIT_INDEX["w"], UNIT_INDEX["uw"]])


def lip_gap(blendshapes):
    """[T, 52] -> [T], at least 0, 1 = the jaw fully open."""
    return np.clip(sum(blendshapes[:, ARKIT_INDEX[name]] * share for name, share in LIP_GAP.items()), 0, None)


def rounding(blendshapes):
    return blendshapes[:, ARKIT_INDEX["mouthPucker"]] + blendshapes[:, ARKIT_INDEX["mouthFunnel"]]


def correlation(a, b):
    return float(np.corrcoef(a, b)[0, 1]) if a.std() > 1e-6 and b.std() > 1e-6 else 0.0


def closures(gap, phones):
    """(smallest gap at each bilabial, smallest gap at each sound that needs open lips and has no bilabial near)."""
    shut, opened = [], []
    bilabials = [(start, end) for unit, start, end in phones if unit in BILABIALS]
    for unit, start, end in phones:
        first = max(0, round((start - NEAR_SECONDS) * FRAME_RATE_HZ))
        nearby = gap[first:max(first + 1, round((end + NEAR_SECONDS) * FRAME_RATE_HZ))]
        if not len(nearby):
            continue
        if unit in BILABIALS:
            shut.append(nearby.min())
        elif unit not in _NOT_JUDGED and not any(s < end + 2 * NEAR_SECONDS and e > start - 2 * NEAR_SECONDS
                                                 for s, e in bilabials):
            opened.append(nearby.min())
    return shut, opened


def measure(network, pack):
    """Figures of one held-out voice; shares and correlations, 1 is best except for closure_false and rest_jaw."""
    shut, opened, correct, frames, rest = [], [], 0, 0, []
    curves = defaultdict(list)
    for audio, articulation, units, phones in islice(pack.utterances(), UTTERANCES):
        samples = to_level(audio.astype(np.float32) / 32768, LEVEL_DBFS)
        blendshapes, visemes = infer(network, samples)[:2]
        blendshapes, visemes = blendshapes[:len(units)], visemes[:len(units)]
        wanted = decode(articulation.astype(np.float32))
        utterance_shut, utterance_opened = closures(lip_gap(blendshapes), phones)
        shut += utterance_shut
        opened += utterance_opened
        speech = units != SILENCE
        correct += int((visemes.argmax(1) == VISEME_OF_UNIT[units])[speech].sum())
        frames += int(speech.sum())
        rest.append(blendshapes[~speech, JAW_OPEN])
        for name, curve in (("opening", lip_gap), ("rounding", rounding)):
            curves[name].append((curve(blendshapes)[speech], curve(wanted)[speech]))
    shut, opened = np.array(shut), np.array(opened)
    joined = {name: [np.concatenate(side) for side in zip(*pairs)] for name, pairs in curves.items()}
    return {
        "closure_recall": float((shut <= SHUT_GAP).mean()),
        "closure_false": float((opened <= SHUT_GAP).mean()),
        "closure_auc": float((shut[:, None] < opened[None]).mean()),
        "opening_r": correlation(*joined["opening"]),
        "rounding_r": correlation(*joined["rounding"]),
        "viseme_accuracy": correct / max(1, frames),
        "rest_jaw": float(np.concatenate(rest).mean()),
    }


def overall(figures):
    """One number 0..100 to choose by: closure 40, opening 30, rounding 15, visemes 15."""
    closure = 0.5 * (figures["closure_recall"] - figures["closure_false"]) + 0.5 * (2 * figures["closure_auc"] - 1)
    return (40 * closure + 30 * figures["opening_r"] + 15 * figures["rounding_r"] + 15 * figures["viseme_accuracy"])


def evaluate_held_out(config, run, network_name="standard"):
    torch.set_num_threads(config["training"]["threads"])
    network = load(config, run, network_name)
    figures = {pack.job["name"]: measure(network, pack) for pack in held_out_packs(config.packs_folder)}
    names = list(next(iter(figures.values())))
    figures["mean"] = {name: float(np.mean([row[name] for row in figures.values()])) for name in names}
    print("voice".ljust(24), *(name.rjust(15) for name in names), "overall".rjust(8))
    for voice, row in figures.items():
        print(voice.ljust(24), *(f"{row[name]:15.3f}" for name in names), f"{overall(row):8.1f}")
    write_json(config.figures_folder(run) / "held_out.json", figures)
    return figures


def write_curves(config, run, network_name, audio_folder, out_folder, rate_hz, gain_db):
    """One CSV of ARKit weights per wave file (16 kHz), the audio changed by gain_db first."""
    torch.set_num_threads(1)
    network = load(config, run, network_name)
    out = Path(out_folder)
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(Path(audio_folder).glob("*.wav")):
        audio, sample_rate_hz = soundfile.read(path, dtype="float32")
        if sample_rate_hz != 16000 or audio.ndim > 1:
            raise SystemExit(f"{path}: 16 kHz mono wanted")
        blendshapes = infer(network, np.clip(audio * 10 ** (gain_db / 20), -1, 1))[0]
        times, frames = at_rate(blendshapes, rate_hz, len(audio) / sample_rate_hz)
        rows = [",".join(f"{value:.4f}" for value in (time, *frame)) for time, frame in zip(times, frames)]
        (out / f"{path.stem}.csv").write_text("\n".join(["time," + ",".join(ARKIT_NAMES), *rows]) + "\n")
