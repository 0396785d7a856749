"""The base network with one person's way of moving the face on top; what it hears, and when it shuts the lips, stays the base's.

A style is two corrections of the base's ARKit weights: another decoder (how far each articulation channel moves each weight) and
layers of its own over what the trunk hears and the raw bands (timing, stress, asymmetry, brows). Lips that the base shuts stay shut
whatever was learnt: mouthClose is never learnt but follows the styled jaw, and takes back what the style opens elsewhere.
"""
import torch
import torch.nn.functional as F
from torch import nn

from ..arkit import ARKIT_INDEX, ARKIT_NAMES, CLOSE, JAW_OPEN, MOUTH_CLOSE, TUCK, decided
from ..bundle_weights import make_neutral
from ..evaluate import LIP_GAP
from ..network import FRAMES_PER_STEP, HOP_SAMPLES, MEL_BANDS, Convolution, Network
from ..units import CHANNELS

WIDTH = 64
LAYERS = [(5, 1, 1), (5, 4, 0), (5, 8, 0)]  # kernel, dilation, taps to the right
# A blink or a glance is not in the voice: its expectation would be half-shut lids. The lips' closing is the base's.
NOT_IN_THE_VOICE = ("eyeBlink", "eyeLook")
NEVER_TAUGHT = [index for name, index in ARKIT_INDEX.items() if name.startswith(NOT_IN_THE_VOICE)] + [MOUTH_CLOSE]


class Style(nn.Module):
    """What one person does differently; starts as no difference."""

    def __init__(self, channels):
        super().__init__()
        self.decoder_change = nn.Parameter(torch.zeros(len(CHANNELS), len(ARKIT_NAMES)))
        sizes = [channels + FRAMES_PER_STEP * (MEL_BANDS + 1)] + [WIDTH] * len(LAYERS)
        self.layers = nn.Sequential(*[Convolution(size, WIDTH, kernel, dilation, right, residual=size == WIDTH)
                                      for size, (kernel, dilation, right) in zip(sizes, LAYERS)])
        for layer in self.layers:
            make_neutral(layer.norm)
        self.head = nn.Conv1d(WIDTH, FRAMES_PER_STEP * len(ARKIT_NAMES), 1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)
        # what is heard comes to mean 0 and deviation 1 over the training part
        self.register_buffer("mean", torch.zeros(1, sizes[0], 1))
        self.register_buffer("deviation", torch.ones(1, sizes[0], 1))
        gap = torch.zeros(len(ARKIT_NAMES))
        for name, share in LIP_GAP.items():
            gap[ARKIT_INDEX[name]] = share
        gap[[JAW_OPEN, MOUTH_CLOSE]] = 0
        self.register_buffer("gap_beside_jaw", gap, persistent=False)
        taught = torch.ones(len(ARKIT_NAMES))
        taught[NEVER_TAUGHT] = 0
        self.register_buffer("taught", taught)

    def heard(self, features, hidden):
        """What the style listens to: [B, channels + 130, steps]."""
        batch, bands, frames = features.shape
        pairs = features.reshape(batch, bands, frames // FRAMES_PER_STEP, FRAMES_PER_STEP).permute(0, 3, 1, 2)
        return torch.cat([hidden, pairs.reshape(batch, FRAMES_PER_STEP * bands, frames // FRAMES_PER_STEP)], dim=1)

    def difference(self, heard):
        """[B, channels + 130, steps] -> [B, frames, 52] to be added to the base's weights."""
        moved = self.head(self.layers((heard - self.mean) / self.deviation))
        batch, _, steps = moved.shape
        moved = moved.reshape(batch, FRAMES_PER_STEP, len(ARKIT_NAMES), steps).permute(0, 3, 1, 2)
        return moved.reshape(batch, FRAMES_PER_STEP * steps, len(ARKIT_NAMES))

    def unclamped(self, base, moving, difference):
        """Styled weights before they are cut to 0..1; `moving` are the articulation channels as the decoder takes them."""
        return base + self.taught * (torch.matmul(moving, self.decoder_change) + difference)

    def lips(self, weights, base, close):
        """Cut to 0..1, with lips that are shut wherever the base shuts them."""
        weights = torch.clamp(weights, 0, 1)
        opened = F.relu(torch.matmul(weights - base, self.gap_beside_jaw))
        shut = close[:, :, 0] * (weights[:, :, JAW_OPEN] + opened)
        return torch.cat([weights[:, :, :MOUTH_CLOSE], torch.clamp(shut, 0, 1)[:, :, None], weights[:, :, MOUTH_CLOSE + 1:]], dim=2)


class StyledNetwork(Network):
    def __init__(self, settings):
        super().__init__(settings)
        self.style = Style(settings["channels"])
        # the style's one step ahead replaces the upsampling layer's; its past is longer than that layer's one step
        past_steps = sum((kernel - 1 - right) * dilation for kernel, dilation, right in LAYERS)
        self.left_context_samples += (past_steps - 1) * FRAMES_PER_STEP * HOP_SAMPLES
        self.padded_left_context_samples += (past_steps - 1) * FRAMES_PER_STEP * HOP_SAMPLES

    def estimate(self, power):
        """As of the base; what the style hears stays behind for forward."""
        features = self.features(power)
        hidden = self.trunk(features)
        self._heard = self.style.heard(features, hidden)
        return self.read_out(hidden)

    def moving(self, articulation):
        """(articulation channels as the decoder takes them, closure)."""
        close, tuck = decided(articulation[:, :, CLOSE:CLOSE + 1]), articulation[:, :, TUCK:TUCK + 1]
        return articulation * (1 - self.close_gate * close) * (1 - self.tuck_gate * tuck), close

    def forward(self, audio):
        base, visemes, articulation, *others = super().forward(audio)
        margin = self.padded_look_ahead_samples // HOP_SAMPLES
        difference = self.style.difference(self._heard)[:, margin:-margin]
        moving, close = self.moving(articulation)
        return (self.style.lips(self.style.unclamped(base, moving, difference), base, close), visemes, articulation, *others)


def styled(base, settings):
    """A network with an untaught style over the weights of a base."""
    network = StyledNetwork(settings)
    network.load_state_dict({**network.state_dict(), **base.state_dict()})
    return network.settle()
