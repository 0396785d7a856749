"""Augmented training batches. Batch k depends on (seed, k) alone, so a resumed run continues with the same data."""
import numpy as np
import torch

from .augmentation import add_surroundings, to_level
from .coarticulation import FRAME_RATE_HZ
from .noises import NoiseBank
from .prepare import HOP_SAMPLES
from .shouting import shout
from .units import CHANNELS, SILENCE

WOBBLE_FRAMES = 25  # between the knots of the speed curve


def speed_curve(frames, settings, rng):
    """[frames + 1] speed factors: one for the crop, wobbling slowly around it as lively speech does."""
    low, high = settings["speed"]
    factor = np.exp(rng.uniform(np.log(low), np.log(high))) if rng.random() < settings["speed_chance"] else 1.0
    knots = rng.normal(0, settings["speed_wobble"] if rng.random() < 0.5 else 0, frames // WOBBLE_FRAMES + 2)
    wobble = np.interp(np.arange(frames + 1) / WOBBLE_FRAMES, np.arange(len(knots)), knots)
    return factor * np.exp(np.clip(wobble, -0.25, 0.25))


def play(audio, articulation, units, frame_times):
    """A crop played so that new frame k sounds as old frame frame_times[k]; pitch and voice size change with speed.

    frame_times has one more entry than the frames returned.
    """
    frames = len(frame_times) - 1
    at = np.interp(np.arange(frames * HOP_SAMPLES) / HOP_SAMPLES, np.arange(frames + 1), frame_times) * HOP_SAMPLES
    audio = np.interp(at, np.arange(len(audio)), audio).astype(np.float32)
    frame_times = frame_times[:frames]
    low = np.minimum(frame_times.astype(int), len(articulation) - 2)
    share = (frame_times - low)[:, None].astype(np.float32)
    articulation = articulation[low] * (1 - share) + articulation[low + 1] * share
    return audio, articulation, units[np.minimum((frame_times + 0.5).astype(int), len(units) - 1)]


class Batches(torch.utils.data.IterableDataset):
    """Yields (audio [B, samples], articulation [B, frames, 11], units [B, frames]) from batch `first` on."""

    def __init__(self, corpus, training, augmentation, first):
        self.corpus, self.training, self.augmentation, self.first = corpus, training, augmentation, first
        self.frames = int(training["crop_seconds"] * FRAME_RATE_HZ)
        self.samples = self.frames * HOP_SAMPLES

    def _silence(self, noises, rng):
        level_db = rng.uniform(*self.augmentation["silence_level_dbfs"])
        noise = noises.slice(self.samples, rng) * np.float32(10 ** (level_db / 20))
        if rng.random() < 0.3:  # noise that starts or stops
            at = int(rng.integers(self.samples))
            noise[:at] *= 0 if rng.random() < 0.5 else 0.1
        return noise

    def _speech(self, noises, rng):
        times = np.concatenate([[0], np.cumsum(speed_curve(self.frames, self.augmentation, rng))])[:self.frames + 1]
        audio, articulation, units = play(*self.corpus.crop(int(times[-1]) + 2, rng), times)

        def other_voice():
            return self.corpus.crop(self.frames, rng)[0]

        level_dbfs = self.augmentation["level_dbfs"]
        if rng.random() < self.augmentation["shout_chance"]:
            audio, articulation = shout(audio, articulation, rng.uniform(*self.augmentation["shout_effort"]), rng)
            level_dbfs = self.augmentation["shout_level_dbfs"]
        audio = add_surroundings(audio, self.augmentation, noises, other_voice, rng)
        audio = to_level(audio, rng.uniform(*level_dbfs))
        if rng.random() < 0.5:
            floor_db = rng.uniform(*self.augmentation["floor_dbfs"])
            audio = audio + rng.standard_normal(len(audio), dtype=np.float32) * np.float32(10 ** (floor_db / 20))
        return np.clip(audio, -1, 1), articulation, units

    def __iter__(self):
        torch.set_num_threads(1)
        noises = NoiseBank(np.random.default_rng([self.training["seed"], 0]))
        batch = self.first
        while True:
            rng = np.random.default_rng([self.training["seed"], 1 + batch])
            yield self._batch(noises, rng)
            batch += 1

    def _batch(self, noises, rng):
        size = self.training["batch"]
        audio = np.zeros((size, self.samples), np.float32)
        articulation = np.zeros((size, self.frames, len(CHANNELS)), np.float32)
        units = np.full((size, self.frames), SILENCE, np.int64)
        for item in range(size):
            if rng.random() < self.augmentation["silence_chance"]:
                audio[item] = self._silence(noises, rng)
            else:
                audio[item], articulation[item], units[item] = self._speech(noises, rng)
        return torch.from_numpy(audio), torch.from_numpy(articulation), torch.from_numpy(units)
