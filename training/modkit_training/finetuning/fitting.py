"""Training that goes on until a validation no longer improves; resumable. What is validated, and comes out, is a moving average."""
import time

import torch

GRADIENT_LIMIT = 2.0
BETTER = 0.999  # a validation counts as better below this share of the best


class Fit:
    """Trains `module`; `settings` are a section of config.toml, `fingerprint` says of what material and settings."""

    def __init__(self, module, settings, checkpoint, fingerprint):
        self.module, self.settings, self.checkpoint, self.fingerprint = module, settings, checkpoint, fingerprint
        self.optimiser = torch.optim.AdamW(module.parameters(), lr=settings["learning_rate"], weight_decay=settings["weight_decay"])
        self.step, self.best, self.bad, self.cuts, self.best_step = 0, float("inf"), 0, 0, 0
        self.best_state, self.average = self._state(), self._state()
        if checkpoint.exists():
            self._load()

    def _state(self):
        return {name: value.detach().clone() for name, value in self.module.state_dict().items()}

    def _load(self):
        saved = torch.load(self.checkpoint, map_location="cpu")
        if saved["fingerprint"] != self.fingerprint:
            print("material or settings are not those of the run that was stopped: beginning anew", flush=True)
            return
        self.module.load_state_dict(saved["module"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.step, self.best, self.bad, self.cuts, self.best_step = saved["progress"]
        device = next(self.module.parameters()).device
        self.best_state, self.average = ({name: value.to(device) for name, value in saved[key].items()} for key in ("best_state", "average"))
        print(f"going on from step {self.step}", flush=True)

    def _save(self):
        self.checkpoint.parent.mkdir(parents=True, exist_ok=True)
        part = self.checkpoint.with_suffix(".part")
        torch.save({"fingerprint": self.fingerprint, "module": self.module.state_dict(), "optimiser": self.optimiser.state_dict(),
                    "progress": (self.step, self.best, self.bad, self.cuts, self.best_step), "best_state": self.best_state, "average": self.average}, part)
        part.replace(self.checkpoint)

    @torch.no_grad()
    def _update_average(self):
        for name, value in self.module.state_dict().items():
            if value.dtype.is_floating_point:
                self.average[name].lerp_(value, 1 - self.settings["average_decay"])
            else:
                self.average[name].copy_(value)

    @property
    def is_over(self):
        return self.step >= self.settings["most_steps"] or self.cuts > self.settings["rate_cuts"]

    def run(self, loss, validate):
        """`loss(step)` gives a step's loss, `validate()` a number, the smaller the better; leaves the best weights in the module."""
        started = time.time()
        if self.step == 0:
            self._judge(validate(), started)
        while not self.is_over:
            value = loss(self.step)
            self.optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(self.module.parameters(), GRADIENT_LIMIT)
            self.optimiser.step()
            self.step += 1
            self._update_average()
            if self.step % self.settings["validate_steps"] == 0:
                trained = self._state()
                self.module.load_state_dict(self.average)
                began_again = self._judge(validate(), started)
                self.module.load_state_dict(self.average if began_again else trained)
                self._save()
        self.module.load_state_dict(self.best_state)
        print(f"best at step {self.best_step} of {self.step}", flush=True)

    def _judge(self, figure, started):
        """Keeps the best; True when patience is at an end and training begins again at the best, more slowly."""
        print(f"step {self.step}, {(time.time() - started) / 60:.1f} min: validation {figure:.4f}", flush=True)
        if figure < BETTER * self.best:
            self.best, self.bad, self.best_step, self.best_state = figure, 0, self.step, self._state()
            return False
        self.bad += 1
        if self.bad < self.settings["patience"]:
            return False
        self.bad, self.cuts = 0, self.cuts + 1
        self.average = {name: value.clone() for name, value in self.best_state.items()}
        for group in self.optimiser.param_groups:
            group["lr"] /= 3
        return True
