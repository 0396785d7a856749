"""Makes synthetic voices sound like many people in many places: changes of the waveform, on numpy arrays at 16 kHz.

What can be done on the power spectrum (voice size, microphone colour, whisper) is in spectral_augmentation.py.
"""
import numpy as np
from scipy import fft

from .engines.common import SAMPLE_RATE_HZ

NOISE_KINDS = ("white", "pink", "brown", "wind", "hum", "tones", "chord", "crackle", "babble-band")
BANK_SECONDS = 20.0  # per kind and copy
BANK_COPIES = 3


def rms(audio):
    return float(np.sqrt(np.mean(np.square(audio, dtype=np.float64))))


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


def make_noise(kind, samples, rng):
    """float32 noise of RMS 1."""
    hz = fft.rfftfreq(samples, 1 / SAMPLE_RATE_HZ) + 20
    seconds = np.arange(samples) / SAMPLE_RATE_HZ
    spectrum = rng.standard_normal(len(hz)) + 1j * rng.standard_normal(len(hz))
    if kind == "white":
        noise = fft.irfft(spectrum, samples)
    elif kind == "pink":
        noise = fft.irfft(spectrum / np.sqrt(hz), samples)
    elif kind == "brown":
        noise = fft.irfft(spectrum / hz, samples)
    elif kind == "babble-band":  # the long-term band of speech, without its rhythm
        noise = fft.irfft(spectrum * (hz > 100) / (1 + (hz / 600) ** 2), samples)
    elif kind == "wind":
        gusts = 1 + 0.8 * np.sin(2 * np.pi * rng.uniform(0.2, 2) * seconds)
        noise = fft.irfft(spectrum / (1 + (hz / 200) ** 2), samples) * gusts
    elif kind == "hum":
        mains = rng.choice([50, 60, 100, 120, 180])
        fall = rng.uniform(0.5, 2)
        noise = sum(np.sin(2 * np.pi * mains * h * seconds + rng.uniform(0, 6)) / h ** fall for h in range(1, 9))
    elif kind == "crackle":
        clicks = np.zeros(samples)
        where = rng.integers(0, samples, max(3, samples // 3000))
        clicks[where] = rng.standard_normal(len(where))
        noise = np.convolve(clicks, np.exp(-np.arange(200) / rng.uniform(5, 60)), "same")
    else:
        noise = _music(samples, (1,) if kind == "tones" else (1, 1.26, 1.5), rng)
    return (noise / (rms(noise) + 1e-15)).astype(np.float32)


def _music(samples, intervals, rng):
    """Plucked notes or chords one after another."""
    music, at = np.zeros(samples), 0
    while at < samples:
        count = min(int(rng.uniform(0.15, 0.8) * SAMPLE_RATE_HZ), samples - at)
        seconds = np.arange(count) / SAMPLE_RATE_HZ
        root_hz, decay = rng.uniform(90, 900), np.exp(-seconds / rng.uniform(0.1, 0.6))
        for interval in intervals:
            for harmonic in range(1, 6):
                tone = np.sin(2 * np.pi * root_hz * interval * harmonic * seconds)
                music[at:at + count] += decay * tone / harmonic ** 1.3
        at += count
    return music


class NoiseBank:
    """Noises made once; slices of them are cheap."""

    def __init__(self, rng):
        samples = int(BANK_SECONDS * SAMPLE_RATE_HZ)
        self._noises = [make_noise(kind, samples, rng) for kind in NOISE_KINDS for _ in range(BANK_COPIES)]

    def slice(self, samples, rng):
        noise = self._noises[rng.integers(len(self._noises))]
        first = rng.integers(len(noise) - samples)
        part = noise[first:first + samples]
        return part / np.float32(rms(part) + 1e-6)


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
