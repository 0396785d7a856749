"""Teaches a style: the base listens once to everything, then only the style's own layers are trained on what it heard."""
from dataclasses import dataclass

import numpy as np
import torch

from ..arkit import ARKIT_NAMES, CLOSE, decided
from ..augmentation import active_rms, to_level
from ..coarticulation import FRAME_RATE_HZ
from ..evaluate import SHUT_GAP, correlation, lip_gap
from ..inference import INPUT_MULTIPLE_SAMPLES, infer
from ..network import FRAMES_PER_STEP, HOP_SAMPLES, Network
from ..noises import NoiseBank
from .fitting import Fit
from .style_checks import STILL, channels_that_move
from .styled_network import LAYERS, NEVER_TAUGHT, NOT_IN_THE_VOICE

VELOCITY_FRAMES = 3
VELOCITY_WEIGHT = 3.0
LEAK = 0.1  # of the gradient where a weight is cut to 0..1
RIDGE = 1e-4  # per frame
LEAST_DEVIATION = 0.01  # of what is heard
LEAST_SCALE = 0.03  # a channel that moves less is not blown up to equal importance
LEAST_CORRELATION = 0.25  # on the validation part; below it a channel is not in the voice
NOISE_SNR_DB, LEVELS_DBFS = (8.0, 35.0), (-35.0, -12.0)
SILENCES, SILENCE_SECONDS, SILENCE_DBFS = 8, 6.0, (-90.0, -40.0)
STILL_ARTICULATION, FEWEST_STILL_FRAMES = 0.05, 50
MOUTH = [index for index, name in enumerate(ARKIT_NAMES) if name.startswith(("jaw", "mouth", "tongue", "cheekPuff"))]


@dataclass
class Heard:
    """What the base makes of a stretch of sound, and the face wanted with it."""
    heard: torch.Tensor  # [channels + 130, steps]
    base: torch.Tensor  # [frames, 52]
    moving: torch.Tensor  # [frames, 11]
    close: torch.Tensor  # [frames, 1]
    wanted: torch.Tensor  # [frames, 52]


@torch.no_grad()
def listen(network, samples, wanted):
    """The base's view of a whole recording; `wanted` [frames, 52]."""
    device = network.decoder.device
    padded = np.pad(samples.astype(np.float32), (0, -len(samples) % INPUT_MULTIPLE_SAMPLES))
    base, _, articulation, *_ = Network.forward(network, torch.from_numpy(padded)[None].to(device))
    margin = network.padded_look_ahead_samples // HOP_SAMPLES // FRAMES_PER_STEP
    moving, close = network.moving(articulation)
    frames = len(wanted) // FRAMES_PER_STEP * FRAMES_PER_STEP
    heard = network._heard[0, :, margin:-margin][:, :frames // FRAMES_PER_STEP]
    return Heard(heard, base[0, :frames], moving[0, :frames], close[0, :frames], torch.tensor(wanted[:frames], device=device))


def cut(heard, first, end):
    """Frames first..end of it (both even)."""
    steps = slice(first // FRAMES_PER_STEP, end // FRAMES_PER_STEP)
    frames = slice(steps.start * FRAMES_PER_STEP, steps.stop * FRAMES_PER_STEP)
    return Heard(heard.heard[:, steps], heard.base[frames], heard.moving[frames], heard.close[frames], heard.wanted[frames])


def disturbed(samples, noises, rng):
    """The recording at another level with noise; level and noise as games and bad microphones have them."""
    samples = to_level(samples, rng.uniform(*LEVELS_DBFS))
    long = np.tile(noises.slice(160000, rng), len(samples) // 160000 + 1)[:len(samples)]
    return samples + long * np.float32(active_rms(samples) * 10 ** (-rng.uniform(*NOISE_SNR_DB) / 20))


def rest_pose(pieces):
    """The face the person has while silent: the median over the frames in which the base's mouth rests; None when there are too few."""
    still = [piece.wanted[(piece.moving.amax(dim=1) < STILL_ARTICULATION) & (piece.close[:, 0] < STILL_ARTICULATION)] for piece in pieces]
    still = torch.cat(still)
    return still.median(dim=0).values.cpu().numpy() if len(still) >= FEWEST_STILL_FRAMES else None


class StyleTrainer:
    """`pieces` are {part: [(recording, first_frame, end_frame), ...]} with the parts of splits.py."""

    def __init__(self, network, pieces, config, checkpoint, fingerprint):
        self.network, self.style, self.settings = network, network.style, config["finetuning"]["style"]
        self.seed = config["finetuning"]["seed"]
        self.pieces = {part: self._listen(part_pieces, 1) for part, part_pieces in pieces.items()}
        training = self.pieces["training"]
        taught = [index for index in channels_that_move([recording for recording, _, _ in pieces["training"]]) if index not in NEVER_TAUGHT]
        self.style.taught.zero_()
        self.style.taught[taught] = 1
        heard = torch.cat([piece.heard for piece in training], dim=1)
        self.style.mean.copy_(heard.mean(dim=1)[None, :, None])
        self.style.deviation.copy_(heard.std(dim=1).clamp(min=LEAST_DEVIATION)[None, :, None])
        wanted = torch.cat([piece.wanted for piece in training])
        scale = wanted.std(dim=0).clamp(min=LEAST_SCALE)
        self.weights = self.style.taught / scale ** 2 / max(1, len(taught))
        self._fit_decoder(training)
        self.rest = rest_pose(training)
        rng = np.random.default_rng([self.seed, 0])
        noises = NoiseBank(rng)
        self.crops = training + self._listen(pieces["training"], self.settings["variants"] - 1, noises, rng) + self._silences(noises, rng)
        lengths = np.array([len(piece.base) for piece in self.crops], float)
        self.chances = lengths / lengths.sum()
        self.context_frames = sum((kernel - 1 - right) * dilation for kernel, dilation, right in LAYERS) * FRAMES_PER_STEP
        self.crop_frames = int(self.settings["crop_seconds"] * FRAME_RATE_HZ) // FRAMES_PER_STEP * FRAMES_PER_STEP
        self.fit = Fit(self.style, self.settings, checkpoint, fingerprint)

    @torch.no_grad()
    def _fit_decoder(self, pieces):
        """Begins with the decoder and the rest pose that suit the training part best, by ridge regression: the layers learn what is left."""
        moving = torch.cat([piece.moving for piece in pieces])
        wanted = torch.cat([piece.wanted - piece.base for piece in pieces])
        inputs = torch.cat([moving, torch.ones_like(moving[:, :1])], dim=1).double()
        square = inputs.T @ inputs + RIDGE * len(inputs) * torch.eye(inputs.shape[1], dtype=torch.double, device=inputs.device)
        solution = torch.linalg.solve(square, inputs.T @ wanted.double()).float()
        self.style.decoder_change.copy_(solution[:-1])
        self.style.head.bias.copy_(solution[-1].repeat(FRAMES_PER_STEP))

    def _listen(self, pieces, times, noises=None, rng=None):
        """Every piece `times` times; with a noise bank each time disturbed. A recording is heard whole, then cut."""
        by_name, cuts = {}, {}
        for recording, first, end in pieces:
            by_name[recording.name] = recording
            cuts.setdefault(recording.name, []).append((first, end))
        found = []
        for name, recording in by_name.items():
            for _ in range(times):
                samples = recording.sound.samples if noises is None else disturbed(recording.sound.samples, noises, rng)
                whole = listen(self.network, samples, recording.weights)
                found += [cut(whole, first, end) for first, end in cuts[name]]
        return found

    def _silences(self, noises, rng):
        """Noise without a voice, in which the face rests; what rest is the base says where the recordings do not."""
        samples = int(SILENCE_SECONDS * FRAME_RATE_HZ) * HOP_SAMPLES
        found = []
        for level_dbfs in rng.uniform(*SILENCE_DBFS, SILENCES):
            noise = noises.slice(samples, rng) * np.float32(10 ** (level_dbfs / 20))
            face = infer(self.network, noise)[0] if self.rest is None else np.tile(self.rest, (samples // HOP_SAMPLES, 1))
            found.append(listen(self.network, noise, face))
        return found

    def _batch(self, step):
        """Crops of one length, of (seed, step) alone; recordings shorter than a crop go on with other ones."""
        rng = np.random.default_rng([self.seed, 1 + step])
        crops = []
        for _ in range(self.settings["batch"]):
            parts, missing = [], self.context_frames + self.crop_frames
            while missing > 0:
                piece = self.crops[rng.choice(len(self.crops), p=self.chances)]
                first = int(rng.integers(max(1, len(piece.base) - missing + 1))) // FRAMES_PER_STEP * FRAMES_PER_STEP
                parts.append(cut(piece, first, min(len(piece.base), first + missing)))
                missing -= len(parts[-1].base)
            crops.append([torch.cat([getattr(part, name) for part in parts], dim=int(name == "heard")) for name in ("heard", "base", "moving", "wanted")])
        return [torch.stack(values) for values in zip(*crops)]

    def loss(self, step):
        heard, base, moving, wanted = self._batch(step)
        kept = torch.rand(*heard.shape[:2], 1, generator=torch.Generator().manual_seed(self.seed * 1_000_003 + step)).to(heard.device) >= self.settings["drop"]
        heard = torch.where(kept, heard, self.style.mean)
        raw = self.style.unclamped(base, moving, self.style.difference(heard))[:, self.context_frames:-FRAMES_PER_STEP]
        base, wanted = (values[:, self.context_frames:-FRAMES_PER_STEP] for values in (base, wanted))
        cut_to_range = raw.clamp(0, 1)
        weights = cut_to_range + LEAK * (raw - cut_to_range)
        error = weights - wanted
        velocity = error[:, VELOCITY_FRAMES:] - error[:, :-VELOCITY_FRAMES]
        pose = (error ** 2 * self.weights).sum(dim=2).mean() + VELOCITY_WEIGHT * (velocity ** 2 * self.weights).sum(dim=2).mean()
        return pose + self.settings["loyalty"] * ((weights - base) ** 2 * self.weights).sum(dim=2).mean()

    @torch.no_grad()
    def faces(self, part):
        """[(styled, base, wanted), ...] as arrays for every piece of a part."""
        found = []
        for piece in self.pieces[part]:
            raw = self.style.unclamped(piece.base[None], piece.moving[None], self.style.difference(piece.heard[None]))
            found.append([values.cpu().numpy() for values in (self.style.lips(raw, piece.base[None], piece.close[None])[0], piece.base, piece.wanted)])
        return found

    def validate(self):
        """Mean over the taught channels of the error's variance over the wanted curve's."""
        styled, _, wanted = (np.concatenate(side) for side in zip(*self.faces("validation")))
        return float((((styled - wanted) ** 2).mean(axis=0) * self.weights.cpu().numpy()).sum())

    def run(self):
        """Trains; then channels that the voice does not tell, or that the style draws no better than the base, go back to the base."""
        self.fit.run(self.loss, self.validate)
        styled, base, wanted = (np.concatenate(side) for side in zip(*self.faces("validation")))
        refused = []
        for index in np.nonzero(self.style.taught.cpu().numpy())[0]:
            better = ((styled - wanted)[:, index] ** 2).mean() < ((base - wanted)[:, index] ** 2).mean()
            if not better or correlation(styled[:, index], wanted[:, index]) < LEAST_CORRELATION:
                self.style.taught[index] = 0
                refused.append(ARKIT_NAMES[index])
        return refused


def figures(styled_network, base_network, pieces):
    """Correlation and RMSE before and after, per channel that moves in the recordings, and the share of shut lips that stay shut.

    Whole recordings go through the finished networks, as in use.
    """
    parts = []
    for recording, first, end in pieces:
        styled, base = (infer(network, recording.sound.samples) for network in (styled_network, base_network))
        close = decided(base[2][first:end, CLOSE])
        parts.append((styled[0][first:end], base[0][first:end], recording.weights[first:end], close))
    styled, base, wanted, close = (np.concatenate(side) for side in zip(*parts))
    channels = {}
    for index, name in enumerate(ARKIT_NAMES):
        if wanted[:, index].std() >= STILL and not name.startswith(NOT_IN_THE_VOICE):
            channels[name] = {
                "isMouth": index in MOUTH,
                "correlationBefore": correlation(base[:, index], wanted[:, index]),
                "correlationAfter": correlation(styled[:, index], wanted[:, index]),
                "rmseBefore": float(np.sqrt(((base - wanted)[:, index] ** 2).mean())),
                "rmseAfter": float(np.sqrt(((styled - wanted)[:, index] ** 2).mean())),
            }
    shut = (lip_gap(base) <= SHUT_GAP) & (close > 0.9)
    kept = float((lip_gap(styled) <= SHUT_GAP)[shut].mean()) if shut.any() else None
    mouth = [row for row in channels.values() if row["isMouth"]]
    means = {key: float(np.mean([row[key] for row in mouth])) for key in mouth[0] if key != "isMouth"} if mouth else {}
    return {"mouth": means, "closuresKept": kept, "channels": channels}
