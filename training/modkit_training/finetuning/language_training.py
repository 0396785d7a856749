"""Teaches a language: the whole network goes on learning from people's phones, near what it was."""
import copy
import json
import warnings

import numpy as np
import torch

from .. import spectral_augmentation
from ..augmentation import to_level
from ..batches import Batches
from ..coarticulation import curves, timed_units
from ..corpus import Pack
from ..engines.common import to_corpus
from ..evaluate import LEVEL_DBFS, measure, overall
from ..network import FRAMES_PER_STEP, HOP_SAMPLES, SAMPLE_RATE_HZ
from ..prepare import loudness_gain, units_per_frame
from ..train import CHANNEL_WEIGHTS, losses
from .fitting import Fit


class OwnPack(Pack):
    """Pieces of recordings as the corpus has its voices; in memory."""

    def __init__(self, pieces):
        audio, articulation, units, phones, self.frame_offsets = [], [], [], [], [0]
        for recording, first, end in pieces:
            samples = to_corpus(recording.sound.samples, SAMPLE_RATE_HZ)[first * HOP_SAMPLES:end * HOP_SAMPLES]
            start, stop = first * HOP_SAMPLES / SAMPLE_RATE_HZ, end * HOP_SAMPLES / SAMPLE_RATE_HZ
            timed = [[name, max(a, start) - start, min(b, stop) - start] for name, a, b in recording.phones if a < stop and b > start]
            indices, starts, ends = timed_units(timed, lambda name: [name])
            if len(indices) < 2:
                continue
            frames = end - first
            audio.append(samples)
            articulation.append(curves(indices, starts, ends, frames, loudness_gain(samples, frames)))
            units.append(units_per_frame(indices, ends, frames))
            phones.append([[int(unit), float(a), float(b)] for unit, a, b in zip(indices, starts, ends)])
            self.frame_offsets.append(self.frame_offsets[-1] + frames)
        if not audio:
            raise SystemExit("a part of the split has no speech -> bring more recordings, or cut out the long pauses")
        self.audio, self.articulation, self.units = (np.concatenate(values) for values in (audio, articulation, units))
        self.phones_json = json.dumps(phones)


class LanguageTrainer:
    """`pieces` are {part: [(recording, first_frame, end_frame), ...]} with the parts of splits.py."""

    def __init__(self, network, pieces, config, checkpoint, fingerprint):
        self.network, self.base, self.config = network, copy.deepcopy(network), config
        self.settings, self.training = config["finetuning"]["language"], config["training"]
        self.packs = {part: OwnPack(part_pieces) for part, part_pieces in pieces.items()}
        self.fit = Fit(network, self.settings, checkpoint, fingerprint)
        seeds = {**self.training, "seed": config["finetuning"]["seed"], **{key: self.settings[key] for key in ("batch", "crop_seconds")}}
        batches = Batches(self.packs["training"], seeds, config["augmentation"], self.fit.step)
        self.batches = iter(torch.utils.data.DataLoader(batches, batch_size=None, num_workers=self.training["workers"]))

    def loss(self, step):
        """The trainer's loss, and the distance from what the base hears in the same sound."""
        device = self.network.decoder.device
        audio, wanted, units = next(self.batches)
        generator = torch.Generator().manual_seed(self.config["finetuning"]["seed"] * 1_000_003 + step)
        with torch.no_grad():
            power = spectral_augmentation.augment(self.network.spectrum(audio.to(device)).cpu(), self.config["augmentation"], generator).to(device)
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=self.training["bfloat16"]):
            articulation, logits = self.network.estimate(power)
            with torch.no_grad():
                base_articulation, base_logits = self.base.estimate(power)
        heard = (articulation, logits, base_articulation, base_logits)
        articulation, logits, base_articulation, base_logits = (values.float().cpu() for values in heard)
        parts = losses(articulation, logits, wanted, units)
        loss = sum(weight * part for weight, part in zip(self.training["loss_weights"], parts))
        kept = 2 * ((articulation - base_articulation) ** 2 * CHANNEL_WEIGHTS).mean() * self.training["loss_weights"][0]
        surprise = torch.nn.functional.kl_div(logits.log_softmax(-1), base_logits.log_softmax(-1), log_target=True, reduction="none").sum(-1).mean()
        return loss + self.settings["loyalty"] * (kept + self.training["loss_weights"][2] * surprise)

    @torch.no_grad()
    def validate(self):
        """The trainer's loss on the validation part, as recorded."""
        self.network.settle()
        device, total, frames = self.network.decoder.device, 0.0, 0
        for audio, wanted, units, _ in self.packs["validation"].utterances():
            count = len(units) // FRAMES_PER_STEP * FRAMES_PER_STEP
            samples = to_level(audio[:count * HOP_SAMPLES].astype(np.float32) / 32768, LEVEL_DBFS)
            power = self.network.spectrum(torch.from_numpy(samples)[None].to(device))
            articulation, logits = (values.cpu() for values in self.network.estimate(power))
            parts = losses(articulation, logits, torch.from_numpy(wanted[None, :count]).float(), torch.from_numpy(units[None, :count].astype(np.int64)))
            total += count * float(sum(weight * part for weight, part in zip(self.training["loss_weights"], parts)))
            frames += count
        return total / frames

    def run(self):
        self.fit.run(self.loss, self.validate)
        self._step_back()
        self.network.settle()

    @torch.no_grad()
    def _step_back(self):
        """To between the base and what was learnt: weights half way have most of the gain and forget little of other languages."""
        for learnt, base in zip(self.network.parameters(), self.base.parameters()):
            learnt.lerp_(base, 1 - self.settings["share"])


def figures(network, base, pieces):
    """{before, after: figures of evaluate, with their overall} on the held-back pieces; None where these do not tell a figure."""
    pack = OwnPack(pieces)
    found = {}
    for name, judged in (("before", base), ("after", network)):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # means of nothing
            row = measure(judged, pack)
        row["overall"] = overall(row)
        found[name] = {key: None if np.isnan(value) else float(value) for key, value in row.items()}
    return found
