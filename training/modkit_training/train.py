"""Stage 3: trains the network; resumable, with a moving average of the weights, which is what ships."""
import time

import torch
import torch.nn.functional as F

from . import spectral_augmentation
from .batches import Batches
from .corpus import Corpus
from .network import Network
from .units import BILABIALS, CHANNELS, UNITS
from .warm_start import load_start

_CLOSE, _PRESS, _TUCK = (CHANNELS.index(name) for name in ("close", "press", "tuck"))
CHANNEL_WEIGHTS = torch.tensor([3.0, 2.2, 1.5, 1.6, 2.2, 2.0, 1.6, 1.2, 1.2, 0.8, 1.0])
VELOCITY_FRAMES = 3
FALSE_CLOSURE_LIMIT, MISSED_CLOSURE_LIMIT = 0.25, 0.85
GRADIENT_LIMIT = 2.0


def losses(articulation, logits, wanted, units):
    """The four parts of the loss: pose, velocity, unit and closure margin (see README.md for their weights)."""
    frame_weights = torch.ones_like(wanted) * CHANNEL_WEIGHTS
    shut = wanted[:, :, _CLOSE] > 0.5
    frame_weights[:, :, _CLOSE] *= 1 + 2.0 * shut
    frame_weights[:, :, _PRESS] *= 1 + 1.0 * shut
    frame_weights[:, :, _TUCK] *= 1 + 1.5 * (wanted[:, :, _TUCK] > 0.4)
    error = articulation - wanted
    pose = ((0.5 * error.abs() + 2 * error ** 2) * frame_weights).mean()
    velocity = error[:, VELOCITY_FRAMES:] - error[:, :-VELOCITY_FRAMES]
    unit = F.cross_entropy(logits.reshape(-1, len(UNITS)), units.reshape(-1))
    close = articulation[:, :, _CLOSE]
    is_bilabial = sum(units == bilabial for bilabial in BILABIALS).bool()
    false_closure = F.relu(close - FALSE_CLOSURE_LIMIT) ** 2 * (~is_bilabial & (wanted[:, :, _CLOSE] < 0.02))
    missed_closure = F.relu(MISSED_CLOSURE_LIMIT - close) ** 2 * (wanted[:, :, _CLOSE] > 0.95)
    return pose, (velocity ** 2 * CHANNEL_WEIGHTS).mean(), unit, (false_closure + missed_closure).mean()


def rate(step, training):
    """Learning rate: warm-up, then in each cycle constant and finally linearly to zero over the cool-down."""
    end = next((end for end in training["cycle_ends"] if step < end), training["cycle_ends"][-1])
    cool_down = training["cool_down_share"] * end
    share = min(1.0, (step + 1) / training["warm_up_steps"], max(0.0, (end - step) / cool_down))
    return training["learning_rate"] * share


class Trainer:
    def __init__(self, config, run, network_name="standard"):
        self.config, self.training = config, config.training(network_name)
        torch.manual_seed(self.training["seed"])
        torch.set_num_threads(self.training["threads"])
        self.network = Network(config.network(network_name))
        self.checkpoint = config.run_folder(run) / "checkpoint.pt"
        self.averages = config.run_folder(run) / "average.pt"
        if not self.checkpoint.exists():
            load_start(self.network, config, network_name)
        self.optimiser = torch.optim.AdamW(self.network.parameters(), weight_decay=self.training["weight_decay"])
        self.average = {name: value.clone() for name, value in self.network.state_dict().items()}
        self.step = 0
        if self.checkpoint.exists():
            self._load()

    def _load(self):
        state = torch.load(self.checkpoint)
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average, self.step = state["average"], state["step"]

    def _save(self):
        state = {"network": self.network.state_dict(), "optimiser": self.optimiser.state_dict(),
                 "average": self.average, "step": self.step}
        # the checkpoint last: with it the step counts as done, and what was saved before is saved again
        for value, path in ((self.average, self.averages), (state, self.checkpoint)):
            part = path.with_suffix(".part")
            torch.save(value, part)
            part.rename(path)

    @torch.no_grad()
    def _update_average(self):
        decay = min(self.training["average_decay"], (self.step + 1) / (self.step + 10))
        for name, value in self.network.state_dict().items():
            if value.dtype.is_floating_point:
                self.average[name].mul_(decay).add_(value, alpha=1 - decay)
            else:
                self.average[name].copy_(value)

    def train_step(self, audio, wanted, units):
        generator = torch.Generator().manual_seed(self.training["seed"] * 1_000_003 + self.step)
        with torch.no_grad():
            power = self.network.spectrum(audio)
            power = spectral_augmentation.augment(power, self.config["augmentation"], generator)
        with torch.cpu.amp.autocast(enabled=self.training["bfloat16"], dtype=torch.bfloat16):
            articulation, logits = self.network.estimate(power)
        parts = losses(articulation.float(), logits.float(), wanted, units)
        loss = sum(weight * part for weight, part in zip(self.training["loss_weights"], parts))
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), GRADIENT_LIMIT)
        for group in self.optimiser.param_groups:
            group["lr"] = rate(self.step, self.training)
        self.optimiser.step()
        self._update_average()
        self.step += 1
        return torch.tensor([part.item() for part in parts])

    def run(self, until=None):
        until = until or self.training["cycle_ends"][-1]
        corpus = Corpus(self.config.packs_folder, self.training["engine_weights"])
        print(f"{len(corpus.packs)} packs, {corpus.minutes:.0f} minutes, "
              f"{sum(p.numel() for p in self.network.parameters())} parameters, from step {self.step}", flush=True)
        batches = Batches(corpus, self.training, self.config["augmentation"], self.step)
        loader = iter(torch.utils.data.DataLoader(batches, batch_size=None, num_workers=self.training["workers"],
                                                  prefetch_factor=8))
        self.network.train()
        started, waited, parts = time.time(), 0.0, torch.zeros(4)
        while self.step < until:
            asked = time.time()
            batch = next(loader)
            waited += time.time() - asked
            parts += self.train_step(*batch)
            if self.step % 100 == 0:
                elapsed = time.time() - started
                print(f"step {self.step} {elapsed / 60:.1f} min, waited {100 * waited / elapsed:.0f} %, "
                      "pose {:.4f} velocity {:.5f} unit {:.3f} closure {:.5f}".format(*(parts / 100).tolist()), flush=True)
                parts.zero_()
            if self.step % self.training["checkpoint_steps"] == 0 or self.step == until:
                self._save()
