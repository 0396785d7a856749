"""A spoken line as it would sound shouted: the first formant rises, the spectrum loses its tilt, the place answers.

The pitch stays: how high a shout is differs too much between people to be drawn apart from `speed`.
"""
import numpy as np
from scipy.ndimage import uniform_filter1d
from scipy.signal import istft, stft

from .augmentation import damage, reverberate
from .engines.common import SAMPLE_RATE_HZ
from .units import CHANNELS

WINDOW_SAMPLES = 512
ENVELOPE_BINS = 13  # about 400 Hz: wider than the harmonics, narrower than the formants
LARGEST_RISE = 0.4  # of the first formant
RISES_BELOW_HZ, STAYS_ABOVE_HZ = 1000, 2000
LARGEST_TILT_DB = 7.0  # per octave from 500 Hz to 4 kHz
WIDEST_JAW = 1.2  # a shout opens the mouth further
CLIPPED_SHARE, ECHOING_SHARE = 0.5, 0.5
_JAW = CHANNELS.index("jaw")


def strained(audio, effort):
    """The line with the spectrum of a voice under `effort`, 0..1; float32 of the same length."""
    hz, _, spectrum = stft(audio, SAMPLE_RATE_HZ, nperseg=WINDOW_SAMPLES)
    envelope = uniform_filter1d(np.log(np.abs(spectrum) + 1e-6), ENVELOPE_BINS, axis=0, mode="nearest")
    rise = 1 + LARGEST_RISE * effort * np.interp(hz, [RISES_BELOW_HZ, STAYS_ABOVE_HZ], [1, 0])
    source = np.arange(len(hz)) / rise
    low = np.minimum(source.astype(int), len(hz) - 2)
    share = (source - low)[:, None]
    raised = envelope[low] * (1 - share) + envelope[low + 1] * share
    tilt_db = LARGEST_TILT_DB * effort * np.log2(np.clip(hz, 500, 4000) / 500)
    gain = np.exp(raised - envelope) * 10 ** (tilt_db / 20)[:, None]
    changed = istft(spectrum * gain, SAMPLE_RATE_HZ, nperseg=WINDOW_SAMPLES)[1]
    return np.pad(changed, (0, max(0, len(audio) - len(changed))))[:len(audio)].astype(np.float32)


def shout(audio, articulation, effort, rng):
    """(audio, articulation) of the line shouted, often into a microphone that clips and a room that echoes."""
    audio = strained(audio, effort)
    if rng.random() < ECHOING_SHARE:
        audio = reverberate(audio, rng)
    if rng.random() < CLIPPED_SHARE:
        audio = damage(audio, rng)
    articulation = articulation.copy()
    articulation[:, _JAW] = np.minimum(1, articulation[:, _JAW] * (1 + (WIDEST_JAW - 1) * effort))
    return audio.astype(np.float32), articulation
