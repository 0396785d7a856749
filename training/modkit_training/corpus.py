"""Training crops: utterances of one voice chained with pauses, cut from the packs."""
import json

import numpy as np

from .coarticulation import FRAME_RATE_HZ
from .prepare import HOP_SAMPLES
from .units import CHANNELS, SILENCE

PAUSES_FRAMES = (0, 0, 5, 20, 60, 120)
SHORTEST_TAIL_FRAMES = 20
UTTERANCE_GAIN_DB = 4.0  # standard deviation between utterances of one crop


class Pack:
    def __init__(self, path):
        data = np.load(path)
        self.audio, self.articulation, self.units = data["audio"], data["articulation"], data["units"]
        self.frame_offsets = data["frame_offsets"]
        self.job = json.loads(str(data["job"]))
        self.phones_json = str(data["phones"])

    def utterances(self):
        """Yields (audio int16, articulation, units, phones) of each utterance."""
        for phones, first, last in zip(json.loads(self.phones_json), self.frame_offsets, self.frame_offsets[1:]):
            yield (self.audio[first * HOP_SAMPLES:last * HOP_SAMPLES], self.articulation[first:last],
                   self.units[first:last], phones)

    def crop(self, frames, rng):
        """(audio float32 [frames * 160], articulation [frames, 11], units [frames]); pauses are silence at rest."""
        audio = np.zeros(frames * HOP_SAMPLES, np.float32)
        articulation = np.zeros((frames, len(CHANNELS)), np.float32)
        units = np.full(frames, SILENCE, np.uint8)
        at = 0 if rng.random() < 0.8 else int(rng.integers(0, 100))
        into = rng.random() < 0.7  # begin inside the first utterance
        while at < frames - SHORTEST_TAIL_FRAMES:
            utterance = int(rng.integers(len(self.frame_offsets) - 1))
            first, last = self.frame_offsets[utterance:utterance + 2]
            if into:
                first += int(rng.integers(max(1, last - first - 40)))
                into = False
            count = min(last - first, frames - at)
            gain = 10 ** (rng.normal(0, UTTERANCE_GAIN_DB) / 20) / 32768
            audio[at * HOP_SAMPLES:(at + count) * HOP_SAMPLES] = (
                self.audio[first * HOP_SAMPLES:(first + count) * HOP_SAMPLES] * np.float32(gain))
            articulation[at:at + count] = self.articulation[first:first + count]
            units[at:at + count] = self.units[first:first + count]
            at += count + int(rng.choice(PAUSES_FRAMES))
        return audio, articulation, units


class Corpus:
    """All packs that are not held out, drawn in proportion to minutes x the weight of their engine."""

    def __init__(self, folder, engine_weights):
        self.packs, weights = [], []
        for path in sorted(folder.glob("*.npz")):
            pack = Pack(path)
            if not pack.job.get("held_out"):
                self.packs.append(pack)
                weights.append(len(pack.units) * engine_weights[pack.job["engine"]])
        self.weights = np.array(weights) / sum(weights)

    @property
    def minutes(self):
        return sum(len(pack.units) for pack in self.packs) / FRAME_RATE_HZ / 60

    def crop(self, frames, rng):
        return self.packs[rng.choice(len(self.packs), p=self.weights)].crop(frames, rng)


def held_out_packs(folder):
    packs = [Pack(path) for path in sorted(folder.glob("held_*.npz"))]
    return [pack for pack in packs if pack.job.get("held_out")]
