"""Waveform -> articulation, visemes, ARKit and tongue weights: convolutions alone, with a fixed look-ahead.

Log-mel front end, levelled inside the network over its own past, so that no caller normalises anything and a stream
equals the whole file. Outside the audio the network assumes endless digital silence, not zero activations (see
Convolution.rest), so no frame depends on how much silence a caller puts before or after the clip.
"""
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .arkit import CLOSE, CLOSE_GATE, DECODER, JAW_OPEN, MOUTH_CLOSE, TUCK, TUCK_GATE, decided
from .tongue import SMOOTHING_FRAMES, TONGUE_NAMES, TONGUE_OF_UNIT
from .units import CHANNELS, UNITS, VISEME_OF_UNIT, VISEMES

SAMPLE_RATE_HZ, HOP_SAMPLES, WINDOW_SAMPLES, TRANSFORM_SAMPLES = 16000, 160, 400, 512
MEL_BANDS, LOWEST_HZ, HIGHEST_HZ = 64, 60.0, 7600.0
LEVEL_FRAMES = 160  # the level is taken over this many frames up to now
LEVEL_FLOOR = 3e-7  # mean band power of white noise at -65 dBFS
BAND_FLOOR = 3e-5  # of the level
FRAMES_PER_STEP = 2  # the trunk runs at half the frame rate


def mel_matrix():
    """[bands, bins] triangles on the mel scale 2595 log10(1 + f/700) (O'Shaughnessy 1987), each row summing to 1."""
    bins_hz = np.arange(TRANSFORM_SAMPLES // 2 + 1) * SAMPLE_RATE_HZ / TRANSFORM_SAMPLES
    mels = np.linspace(*(2595 * np.log10(1 + hz / 700) for hz in (LOWEST_HZ, HIGHEST_HZ)), MEL_BANDS + 2)
    edges_hz = 700 * (10 ** (mels / 2595) - 1)
    matrix = np.zeros((MEL_BANDS, len(bins_hz)), np.float32)
    for band, (low, centre, high) in enumerate(zip(edges_hz, edges_hz[1:], edges_hz[2:])):
        matrix[band] = np.clip(np.minimum((bins_hz - low) / (centre - low), (high - bins_hz) / (high - centre)), 0, None)
        if not matrix[band].any():  # the lowest triangles can fall between two bins
            matrix[band, round(centre / SAMPLE_RATE_HZ * TRANSFORM_SAMPLES)] = 1
    return matrix / matrix.sum(axis=1, keepdims=True)


class Spectrum(nn.Module):
    """audio [B, samples] -> power [B, 257, frames]; frame i is centred on sample 160 i, zeros outside the audio."""

    def __init__(self):
        super().__init__()
        window = np.hanning(WINDOW_SAMPLES + 1)[:-1]
        window /= np.sqrt((window ** 2).sum())
        phase = 2 * np.pi * np.outer(np.arange(TRANSFORM_SAMPLES // 2 + 1), np.arange(WINDOW_SAMPLES)) / TRANSFORM_SAMPLES
        basis = np.concatenate([np.cos(phase) * window, -np.sin(phase) * window])
        self.register_buffer("window", torch.tensor(window, dtype=torch.float32), persistent=False)
        self.register_buffer("basis", torch.tensor(basis[:, None], dtype=torch.float32), persistent=False)
        self.as_convolution = False  # the exported graph has no FFT; training does, being faster

    def forward(self, audio):
        padded = F.pad(audio, (WINDOW_SAMPLES // 2, WINDOW_SAMPLES // 2))
        if self.as_convolution:
            parts = F.conv1d(padded[:, None], self.basis, stride=HOP_SAMPLES)[:, :, :-1] ** 2
            bins = TRANSFORM_SAMPLES // 2 + 1
            return parts[:, :bins] + parts[:, bins:]
        frames = padded.unfold(1, WINDOW_SAMPLES, HOP_SAMPLES)[:, :audio.shape[1] // HOP_SAMPLES] * self.window
        transform = torch.fft.rfft(frames, TRANSFORM_SAMPLES)
        return (transform.real ** 2 + transform.imag ** 2).transpose(1, 2)


class LevelledMel(nn.Module):
    """power [B, 257, frames] -> [B, 65, frames]: log-mel relative to the recent level, and that level."""

    def __init__(self):
        super().__init__()
        self.register_buffer("mel", torch.tensor(mel_matrix()[:, :, None]), persistent=False)
        self.register_buffer("past", torch.full((1, 1, LEVEL_FRAMES), 1.0 / LEVEL_FRAMES), persistent=False)

    def forward(self, power):
        mel = F.conv1d(power, self.mel)
        loudness = mel.mean(dim=1, keepdim=True) ** 2  # squared: loud frames count, pauses hardly do
        level = torch.sqrt(F.conv1d(F.pad(loudness, (LEVEL_FRAMES - 1, 0)), self.past) + LEVEL_FLOOR ** 2)
        return torch.cat([(torch.log(mel / level + BAND_FLOOR) + 5.5) / 3, (torch.log(level) + 9) / 3], dim=1)


class Convolution(nn.Module):
    """Convolution, batch norm and ReLU, optionally added to its input; `right` taps look ahead.

    In use (not in training) the input is padded with its own value in endless silence, `rest`.
    """

    def __init__(self, channels_in, channels_out, kernel, dilation=1, right=None, stride=1, residual=True):
        super().__init__()
        span = (kernel - 1) * dilation
        self.right = span // 2 if right is None else right * dilation
        self.left = span - self.right
        self.residual = residual
        self.convolution = nn.Conv1d(channels_in, channels_out, kernel, dilation=dilation, stride=stride, bias=False)
        self.norm = nn.BatchNorm1d(channels_out)
        self.register_buffer("rest", torch.zeros(1, channels_in, 1), persistent=False)

    def forward(self, x):
        if self.training:
            y = self.convolution(F.pad(x, (self.left, self.right)))
        else:
            y = self.convolution(F.pad(x - self.rest, (self.left, self.right)) + self.rest)
        y = F.relu(self.norm(y))
        return x + y if self.residual else y


class Network(nn.Module):
    def __init__(self, settings):
        super().__init__()
        front, channels, upsampled = (settings[k] for k in ("front_channels", "channels", "upsampled_channels"))
        blocks = settings["blocks"]
        self.spectrum, self.features = Spectrum(), LevelledMel()
        self.trunk = nn.Sequential(
            Convolution(MEL_BANDS + 1, front, 5, residual=False),
            Convolution(front, channels, 4, right=2, stride=FRAMES_PER_STEP, residual=False),
            *[Convolution(channels, channels, kernel, dilation, right) for kernel, dilation, right in blocks],
        )
        self.upsample = Convolution(channels, FRAMES_PER_STEP * upsampled, 3, residual=False)
        self.articulation_head = nn.Conv1d(upsampled, len(CHANNELS), 1)
        self.unit_head = nn.Conv1d(upsampled, len(UNITS), 1)
        step = FRAMES_PER_STEP * HOP_SAMPLES
        future_steps = sum(right * dilation for _, dilation, right in blocks)
        past_steps = sum((kernel - 1 - right) * dilation for kernel, dilation, right in blocks)
        # the front kernel 5 reaches 2 frames either way, the strided kernel 4 one back and two ahead of an even frame,
        # the upsampling kernel 3 one step either way; an odd frame sees one frame more of the past, the tongue some more
        self.look_ahead_samples = WINDOW_SAMPLES // 2 + (2 + 2) * HOP_SAMPLES + (future_steps + 1) * step
        past_frames = 2 + 1 + 1 + LEVEL_FRAMES - 1 + SMOOTHING_FRAMES - 1
        self.left_context_samples = WINDOW_SAMPLES // 2 + past_frames * HOP_SAMPLES + (past_steps + 1) * step
        self.padded_look_ahead_samples, self.padded_left_context_samples = (
            -(-samples // step) * step for samples in (self.look_ahead_samples, self.left_context_samples))
        visemes = np.zeros((len(UNITS), len(VISEMES)), np.float32)
        visemes[np.arange(len(UNITS)), VISEME_OF_UNIT] = 1
        smoothing = np.full((len(TONGUE_NAMES), 1, SMOOTHING_FRAMES), 1 / SMOOTHING_FRAMES, np.float32)
        for name, values in (("decoder", DECODER), ("close_gate", CLOSE_GATE), ("tuck_gate", TUCK_GATE),
                             ("viseme_of_unit", visemes), ("tongue_of_unit", TONGUE_OF_UNIT), ("tongue_smoothing", smoothing)):
            self.register_buffer(name, torch.tensor(values), persistent=False)

    def estimate(self, power):
        """power [B, 257, T] -> articulation [B, T, 11] in 0..1 and unit logits [B, T, units]."""
        return self.read_out(self.trunk(self.features(power)))

    def read_out(self, hidden):
        """What the trunk gives [B, channels, steps] -> as of estimate."""
        hidden = self.upsample(hidden)
        batch, channels, steps = hidden.shape
        hidden = hidden.reshape(batch, FRAMES_PER_STEP, channels // FRAMES_PER_STEP, steps).permute(0, 2, 3, 1)
        hidden = hidden.reshape(batch, channels // FRAMES_PER_STEP, FRAMES_PER_STEP * steps)
        articulation = torch.sigmoid(self.articulation_head(hidden))
        return articulation.transpose(1, 2), self.unit_head(hidden).transpose(1, 2)

    def decode(self, articulation):
        """The torch twin of arkit.decode."""
        close, tuck = decided(articulation[:, :, CLOSE:CLOSE + 1]), articulation[:, :, TUCK:TUCK + 1]
        weights = torch.matmul(articulation * (1 - self.close_gate * close) * (1 - self.tuck_gate * tuck), self.decoder)
        mouth_close = weights[:, :, JAW_OPEN:JAW_OPEN + 1] * close
        return torch.clamp(torch.cat([weights[:, :, :MOUTH_CLOSE], mouth_close, weights[:, :, MOUTH_CLOSE + 1:]], 2), 0, 1)

    def tongue(self, units):
        """Unit probabilities [B, T, units] -> tongue weights [B, T, 16]: their mean position over the last frames."""
        positions = torch.matmul(units, self.tongue_of_unit).transpose(1, 2)
        positions = F.pad(positions, (SMOOTHING_FRAMES - 1, 0))
        return F.conv1d(positions, self.tongue_smoothing, groups=len(TONGUE_NAMES)).transpose(1, 2)

    def forward(self, audio):
        """audio [B, samples] -> blendshapes [B, T, 52], visemes [B, T, 15], articulation [B, T, 11], tongue [B, T, 16]."""
        # The silence next to the clip is computed, not assumed: the look-ahead lets sound reach back into the silence
        # before it, and its level lingers in the silence after it.
        margin = self.padded_look_ahead_samples
        articulation, logits = self.estimate(self.spectrum(F.pad(audio, (margin, margin))))
        inside = slice(margin // HOP_SAMPLES, -margin // HOP_SAMPLES)
        units, articulation = torch.softmax(logits, -1), articulation[:, inside]
        visemes = torch.matmul(units[:, inside], self.viseme_of_unit)
        return self.decode(articulation), visemes, articulation, self.tongue(units)[:, inside]

    @torch.no_grad()
    def settle(self):
        """Learns every layer's input in endless silence; call after loading weights, before use."""
        self.eval()
        convolutions = [module for module in self.modules() if isinstance(module, Convolution)]
        for convolution in convolutions:
            convolution.rest.zero_()
        middle = {}
        hooks = [c.register_forward_pre_hook(lambda module, inputs: middle.__setitem__(module, inputs[0]))
                 for c in convolutions]
        for convolution in convolutions:  # each pass fixes one more layer exactly
            self(torch.zeros(1, 64 * HOP_SAMPLES, device=self.decoder.device))
            x = middle[convolution]
            convolution.rest.copy_(x[:, :, x.shape[2] // 2:x.shape[2] // 2 + 1])
        for hook in hooks:
            hook.remove()
        return self
