"""Makes synthetic voices sound like many people in many places: changes of the waveform, on numpy arrays at 16 kHz.

What can be done on the power spectrum (voice size, microphone colour, whisper) is in spectral_augmentation.py.
"""
import numpy as np
from scipy import fft

from .engines.common import SAMPLE_RATE_HZ
from .noises import rms


def active_rms(audio):
    """RMS over the 25 ms blocks above 10 % of the loud level; 0 for silence."""
    blocks = audio[:len(audio) // 400 * 400].reshape(-1, 400)
    levels = np.sqrt((blocks.astype(np.float64) ** 2).mean(axis=1))
    active = levels[levels > 0.1 * np.percentile(levels, 95)]
    return float(np.sqrt((active ** 2).mean())) if len(active) else 0.0


def to_level(audio, level_dbfs):
    """Scales so that the active level is level_dbfs; silence stays silence."""
    level = active_rms(audio)
    return audio * np.float32(10 ** (level_dbfs / 20) / level) if level > 1e-7 else audio


def reverberate(audio, rng):
    """A room: direct sound, a few early reflections and an exponential tail, RT60 0.08-1.1 s."""
    decay_seconds = np.exp(rng.uniform(np.log(0.08), np.log(1.1)))
    count = int(decay_seconds * SAMPLE_RATE_HZ)
    envelope = np.exp(-6.9 * np.arange(count) / count)  # -60 dB at the end
    tail = rng.standard_normal(count) * envelope
    tail[:int(rng.uniform(0.001, 0.012) * SAMPLE_RATE_HZ)] = 0
    tail *= 10 ** (-rng.uniform(-3, 18) / 20) / (np.sqrt((tail ** 2).sum()) + 1e-9)
    for _ in range(rng.integers(0, 5)):
        at = rng.integers(16, min(count, 800))
        tail[at] += rng.uniform(-0.5, 0.5) * envelope[at]
    tail[0] = 1
    size = fft.next_fast_len(len(audio) + count, real=True)
    return fft.irfft(fft.rfft(audio, size) * fft.rfft(tail.astype(np.float32), size), size)[:len(audio)]


def damage(audio, rng):
    """Overdriven or coarsely quantised recordings; the level stays."""
    level, peak = rms(audio), float(np.abs(audio).max())
    if level < 1e-6:
        return audio
    if rng.random() < 0.6:
        audio = np.tanh(audio * np.float32(rng.uniform(2, 12) / peak))
    else:
        steps = 2.0 ** rng.choice([5, 6, 7])
        audio = np.round(audio / peak * steps) / steps
    return (audio * (level / (rms(audio) + 1e-9))).astype(np.float32)


def add_surroundings(audio, settings, noises, other_voice, rng):
    """Room, damage, noise and a distant second voice, each by its own chance."""
    if rng.random() < settings["reverb_chance"]:
        audio = reverberate(audio, rng)
    if rng.random() < settings["damage_chance"]:
        audio = damage(audio, rng)
    level = active_rms(audio)
    if rng.random() < settings["noise_chance"]:
        snr_db = rng.uniform(*settings["noise_snr_db"])
        audio = audio + noises.slice(len(audio), rng) * np.float32(level * 10 ** (-snr_db / 20))
    if rng.random() < settings["second_voice_chance"]:
        second = reverberate(other_voice(), rng)
        snr_db = rng.uniform(*settings["second_voice_snr_db"])
        audio = audio + second * np.float32(level / (active_rms(second) + 1e-6) * 10 ** (-snr_db / 20))
    return audio.astype(np.float32)
