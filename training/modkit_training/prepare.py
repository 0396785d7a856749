"""Stage 2: spoken jobs -> packs: audio (partly through codecs) with articulation curves and units per frame."""
import collections
import json
import random

import numpy as np

from . import codecs
from .coarticulation import FRAME_RATE_HZ, curves, timed_units
from .engines.common import SAMPLE_RATE_HZ
from .phone_maps import units_of_job

HOP_SAMPLES = SAMPLE_RATE_HZ // FRAME_RATE_HZ


def loudness_gain(audio, frames):
    """How far a voice opens the mouth at its loudness: [frames], 0.6..1.2, 1.05 at the utterance's loud level.

    2.2 % per dB; our own choice: a shout opens the jaw about twice as far as a murmur.
    """
    power = (audio[:frames * HOP_SAMPLES].astype(np.float32).reshape(frames, HOP_SAMPLES) / 32768) ** 2
    window = np.hanning(9) / np.hanning(9).sum()
    level_db = 10 * np.log10(np.convolve(power.mean(axis=1), window, "same") + 1e-8)
    return np.clip(1.05 + 0.022 * (level_db - np.percentile(level_db, 90)), 0.6, 1.2).astype(np.float32)


def units_per_frame(units, ends, frames):
    """The unit that sounds at each frame's time."""
    index = np.searchsorted(ends, np.arange(frames) / FRAME_RATE_HZ, side="right")
    return units[np.minimum(index, len(units) - 1)].astype(np.uint8)


def through_codecs(audio, offsets, share, rng):
    """{utterance: samples} for a random share of the utterances, each group encoded and decoded as one recording."""
    groups = collections.defaultdict(list)
    for utterance in range(len(offsets) - 1):
        if rng.random() < share:
            groups[rng.choice(codecs.CODECS)].append(utterance)
    coded = {}
    for codec, utterances in groups.items():
        decoded = codecs.round_trip([audio[offsets[u]:offsets[u + 1]] for u in utterances], codec)
        coded.update(zip(utterances, decoded))
    return coded


def prepare_job(name, config):
    """Writes packs/<name>.npz.

    audio int16 [frames * 160], articulation float16 [frames, 11], units uint8 [frames], frame_offsets (one more than
    utterances), phones (JSON: [unit, start_seconds, end_seconds] per utterance), job (JSON).
    """
    spoken = np.load(config.speech_folder / f"{name}.npz")
    job = json.loads(str(spoken["job"]))
    audio, offsets, phones = spoken["audio"], spoken["offsets"], json.loads(str(spoken["phones"]))
    units_of_phone = units_of_job(job)
    unknown = collections.Counter(p[0] for utterance in phones for p in utterance if units_of_phone(p[0]) is None)
    rng = random.Random(f"{config['preparation']['seed']}/{name}")
    share = 0 if job.get("held_out") else config["preparation"]["codec_share"]
    coded = through_codecs(audio, offsets, share, rng)
    packed = collections.defaultdict(list)
    for utterance, utterance_phones in enumerate(phones):
        clean = audio[offsets[utterance]:offsets[utterance + 1]]
        frames = len(clean) // HOP_SAMPLES
        units, starts, ends = timed_units(utterance_phones, units_of_phone)
        if len(units) < 2 or frames < 20:
            continue
        packed["audio"].append(coded.get(utterance, clean)[:frames * HOP_SAMPLES])
        articulation = curves(units, starts, ends, frames, loudness_gain(clean, frames))
        packed["articulation"].append(articulation.astype(np.float16))
        packed["units"].append(units_per_frame(units, ends, frames))
        packed["phones"].append([[int(u), round(float(s), 4), round(float(e), 4)]
                                 for u, s, e in zip(units, starts, ends)])
    part = config.packs_folder / f"{name}.part.npz"
    np.savez(part, audio=np.concatenate(packed["audio"]), articulation=np.concatenate(packed["articulation"]),
             units=np.concatenate(packed["units"]), phones=json.dumps(packed["phones"]), job=json.dumps(job),
             frame_offsets=np.cumsum([0] + [len(units) for units in packed["units"]]))
    part.rename(config.packs_folder / f"{name}.npz")
    print(f"{name}: {len(packed['units'])} utterances, unknown phones {dict(unknown.most_common(8))}", flush=True)


def prepare(config):
    """Packs every spoken job that has no pack yet."""
    for spoken in sorted(config.speech_folder.glob("*.npz")):
        name = spoken.stem
        if not name.endswith(".part") and not (config.packs_folder / f"{name}.npz").exists():
            prepare_job(name, config)
