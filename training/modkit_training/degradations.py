"""How game sound is damaged, to measure with; apart from the augmentation on purpose: a model is not judged by what taught it.

Each takes float32 samples at 16 kHz, other recordings of the set and a random generator, and gives as many samples at the same times.
"""
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from scipy.signal import butter, fftconvolve, sosfilt

RATE_HZ = 16000
VOICES_OF_BABBLE = 6


def _through(samples, encoder, suffix, rate_hz):
    """Encoded and decoded by ffmpeg."""
    raw = ["-f", "f32le", "-ar", str(RATE_HZ), "-ac", "1"]
    quiet = ["ffmpeg", "-v", "error", "-y"]
    with tempfile.TemporaryDirectory() as folder:
        coded = Path(folder) / f"coded.{suffix}"
        subprocess.run([*quiet, *raw, "-i", "-", "-ar", str(rate_hz), "-c:a", *encoder, str(coded)],
                       input=samples.astype("<f4").tobytes(), check=True)
        decoded = subprocess.run([*quiet, "-i", str(coded), *raw, "-"], capture_output=True, check=True).stdout
    return _fit(np.frombuffer(decoded, "<f4"), len(samples))


def _fit(samples, count):
    return np.pad(samples, (0, max(0, count - len(samples))))[:count]


def _level(samples):
    """RMS over the whole recording, pauses included, as signal-to-noise ratios are usually given."""
    return float(np.sqrt((samples.astype(np.float64) ** 2).mean())) + 1e-9


def _mixed(samples, noise, snr_db):
    return samples + noise * (_level(samples) / _level(noise) * 10 ** (-snr_db / 20))


def babble(count, others, rng):
    """Other recordings of the set, played backwards, all at once."""
    mixed = np.zeros(count)
    for index in rng.choice(len(others), min(VOICES_OF_BABBLE, len(others)), replace=False):
        voice = np.roll(np.resize(others[index][::-1], count), int(rng.integers(count)))
        mixed += voice / _level(voice)
    return mixed


def speech_noise(count, others, rng):
    """Noise with the spectrum of the other recordings, swelling four times a second: a crowd in which nobody is heard alone."""
    frames = np.lib.stride_tricks.sliding_window_view(np.concatenate(others), 512)[::256] * np.hanning(512)
    amplitude = np.sqrt((np.abs(np.fft.rfft(frames, axis=1)) ** 2).mean(axis=0))
    spectrum = np.fft.rfft(rng.standard_normal(count))
    spectrum *= np.interp(np.linspace(0, 1, len(spectrum)), np.linspace(0, 1, len(amplitude)), amplitude)
    swell = 1 + 0.4 * np.sin(2 * np.pi * 4 * np.arange(count) / RATE_HZ + rng.uniform(0, 2 * np.pi))
    return np.fft.irfft(spectrum, count) * swell


def chord(count, rng):
    """Five held notes of five harmonics each, swelling twice a second."""
    seconds = np.arange(count) / RATE_HZ
    notes_hz = 110 * 2 ** (rng.integers(0, 30, 5) / 12)
    held = sum(np.sin(2 * np.pi * hz * h * seconds + rng.uniform(0, 2 * np.pi)) / h for hz in notes_hz for h in range(1, 6))
    return held * (1 + 0.5 * np.sin(2 * np.pi * 2 * seconds))


def music(count, rng):
    """A slow saw-tooth chord through a low-pass, an arpeggio of bells over it, and a hi-hat."""
    seconds = np.arange(count) / RATE_HZ
    chord_hz = 110 * 2 ** (rng.integers(12) / 12) * np.array([1, 1.189, 1.498, 2])  # minor
    pad = sum(2 * ((hz * (1 + detune) * seconds + rng.random()) % 1) - 1 for hz in chord_hz for detune in (-0.003, 0.003))
    pad = sosfilt(butter(2, 1800, fs=RATE_HZ, output="sos"), pad)
    bells, hat = np.zeros(count), np.zeros(count)
    for at in range(0, count, RATE_HZ // 5):  # five notes a second
        length = min(RATE_HZ // 2, count - at)
        time, hz = seconds[:length], 4 * rng.choice(chord_hz)
        bells[at:at + length] += np.sin(2 * np.pi * hz * time + 3 * np.exp(-time / 0.1) * np.sin(2 * np.pi * 1.4 * hz * time)) * np.exp(-time / 0.2)
        hat[at:at + length] += rng.standard_normal(length) * np.exp(-time / 0.02)
    return pad / 4 + bells + 0.3 * hat


def reverberated(samples, rng, decay_seconds=0.6):
    """A room whose echo falls by 60 dB in `decay_seconds` and is as strong as the direct sound."""
    time = np.arange(int(decay_seconds * RATE_HZ)) / RATE_HZ
    echo = rng.standard_normal(len(time)) * 10 ** (-3 * time / decay_seconds) * (time > 0.004)
    echo /= np.sqrt((echo ** 2).sum())
    echo[0] = 1
    return fftconvolve(samples, echo)[:len(samples)] * 0.7


DEGRADATIONS = {
    "8 kHz mu-law": lambda samples, others, rng: _through(samples, ["pcm_mulaw"], "wav", 8000),
    "11 kHz 8-bit": lambda samples, others, rng: _through(samples, ["pcm_u8"], "wav", 11025),
    "IMA ADPCM": lambda samples, others, rng: _through(samples, ["adpcm_ima_wav"], "wav", RATE_HZ),
    "mp3 32k": lambda samples, others, rng: _through(samples, ["libmp3lame", "-b:a", "32k"], "mp3", RATE_HZ),
    "babble at 10 dB": lambda samples, others, rng: _mixed(samples, babble(len(samples), others, rng), 10),
    "speech-like noise at 10 dB": lambda samples, others, rng: _mixed(samples, speech_noise(len(samples), others, rng), 10),
    "held chord at 5 dB": lambda samples, others, rng: _mixed(samples, chord(len(samples), rng), 5),
    "music at 5 dB": lambda samples, others, rng: _mixed(samples, music(len(samples), rng), 5),
    "reverb 0.6 s": lambda samples, others, rng: reverberated(samples, rng),
    "12 dB louder": lambda samples, others, rng: samples * 10 ** (12 / 20),
    "12 dB quieter": lambda samples, others, rng: samples * 10 ** (-12 / 20),
}
