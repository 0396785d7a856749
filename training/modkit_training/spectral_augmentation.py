"""Augmentation on the power spectrum [batch, 257, frames], which is all that the network sees of the sound."""
import math

import torch
import torch.nn.functional as F

ENVELOPE_BINS = 13  # about 400 Hz: wider than the harmonics, narrower than the formants
BIN_HZ = 16000 / 512
DYNAMICS_FRAMES = 40  # between the knots of the gain curve
WANDER_BINS, WANDER_FRAMES = 16, 12  # between the knots of the gain field: 500 Hz, 120 ms


def envelope(power):
    """Log spectral envelope of [bins, frames]: the log power smoothed over frequency."""
    half = ENVELOPE_BINS // 2
    padded = F.pad(torch.log(power + 1e-10).t()[None], (half, half), mode="replicate")
    return F.avg_pool1d(padded, ENVELOPE_BINS, 1)[0].t()


def warp_formants(power, factor):
    """[bins, frames] of a voice whose vocal tract is `factor` times shorter; the pitch stays."""
    bins = power.shape[0]
    source = torch.clamp(torch.arange(bins) / factor, max=bins - 1.001)
    low = source.floor().long()
    share = (source - low)[:, None]
    log_envelope = envelope(power)
    warped = log_envelope[low] * (1 - share) + log_envelope[low + 1] * share
    return power * torch.exp(warped - log_envelope)


def whisper(power, generator):
    """The same mouth without a voice: the envelope filled with noise, the low end weaker."""
    noise = -torch.log(torch.rand(power.shape, generator=generator) + 1e-9)  # power of complex Gaussian noise
    hz = torch.arange(power.shape[0]) * BIN_HZ
    low_cut = 0.03 + 0.97 * torch.clamp(hz / 1500, max=1) ** 2
    return torch.exp(envelope(power)) * noise * low_cut[:, None]


def dynamics(frames, depth_db, generator):
    """[frames] power gain of a voice that gets louder and softer within the sentence."""
    knots = torch.randn(1, 1, frames // DYNAMICS_FRAMES + 2, generator=generator) * depth_db
    gain_db = F.interpolate(knots, size=frames, mode="linear", align_corners=True)[0, 0]
    return 10 ** (torch.clamp(gain_db, -12, 12) / 10)


def colour(bins, generator):
    """[bins] power gain of a random microphone and filter: tilt, bumps, low-pass, high-pass."""
    def uniform(low, high):
        return low + (high - low) * torch.rand((), generator=generator).item()

    hz = torch.arange(bins) * BIN_HZ
    octaves = torch.log2(torch.clamp(hz, min=60) / 1000)
    gain_db = uniform(-4, 4) * octaves
    for _ in range(int(uniform(0, 4))):
        gain_db = gain_db + uniform(-9, 9) * torch.exp(-((octaves - uniform(-3.5, 2.8)) / uniform(0.2, 0.9)) ** 2)
    gain = 10 ** (gain_db / 10)
    if uniform(0, 1) < 0.3:
        gain = gain / (1 + (hz / uniform(3300, 6500)) ** uniform(8, 40)) ** 2
    if uniform(0, 1) < 0.3:
        cut = (hz / uniform(80, 350)) ** 2
        gain = gain * (cut / (1 + cut)) ** 2
    return gain


def wander(bins, frames, depth_db, generator):
    """[bins, frames] power gain that wanders over pitch and time: no synthesiser's spectrum is to be relied on exactly."""
    knots = torch.randn(1, 1, bins // WANDER_BINS + 2, frames // WANDER_FRAMES + 2, generator=generator) * depth_db
    return 10 ** (F.interpolate(knots, size=(bins, frames), mode="bilinear", align_corners=True)[0, 0] / 10)


def lost_band(bins, generator):
    """[bins] power gain of a recording that has almost nothing in one band, 0.2 to 1.4 kHz wide: 10 to 40 dB less."""
    low, width, depth = torch.rand(3, generator=generator).tolist()
    gain = torch.ones(bins)
    first = int(low * 0.8 * bins)
    gain[first:first + int((200 + width * 1200) / BIN_HZ)] = 10 ** (-1 - 3 * depth)
    return gain


def augment(power, settings, generator):
    """Each item by its own chances; a formant warp is drawn log-uniformly within +-settings['formant_warp']."""
    reach = math.log(1 + settings["formant_warp"])
    for item in range(power.shape[0]):
        (warped, factor, whispered, breathy, breath, moving, coloured,
         wandering, depth, losing) = torch.rand(10, generator=generator).tolist()
        if warped < settings["formant_chance"]:
            power[item] = warp_formants(power[item], math.exp((2 * factor - 1) * reach))
        if whispered < settings["whisper_chance"]:
            power[item] = whisper(power[item], generator)
        elif breathy < settings["breath_chance"]:
            power[item] += breath ** 2 * (whisper(power[item], generator) - power[item])
        if moving < settings["dynamics_chance"]:
            power[item] *= dynamics(power.shape[2], settings["dynamics_db"], generator)
        if coloured < settings["colour_chance"]:
            power[item] *= colour(power.shape[1], generator)[:, None]
        if wandering < settings["wander_chance"]:
            power[item] *= wander(power.shape[1], power.shape[2], depth * settings["wander_db"], generator)
        if losing < settings["lost_band_chance"]:
            power[item] *= lost_band(power.shape[1], generator)[:, None]
    return power
