"""Recordings as the network takes them, and what is wrong with their sound."""
from dataclasses import dataclass
from math import gcd

import numpy as np
import soundfile
from scipy.signal import resample_poly

from ..augmentation import active_rms
from ..engines.common import SAMPLE_RATE_HZ
from .findings import ERROR, WARNING, Finding, UnusableFile

EXTENSIONS = (".wav", ".flac", ".ogg")
LEAST_RATE_HZ = 8000
SHORTEST_SECONDS = 0.5
CLIPPED_LEVEL, CLIPPED_RUN_SAMPLES = 0.999, 3  # of the recording's own peak: also what was turned down after it was clipped
MUCH_CLIPPED, SOME_CLIPPED = 0.01, 0.001  # share of the samples
SILENT_DBFS, QUIET_DBFS = -65.0, -50.0


@dataclass
class Sound:
    samples: np.ndarray  # float32, mono, 16 kHz
    rate_hz: int  # of the file
    clipped_share: float  # of the file's samples


def read_sound(path):
    """The sound of a file; raises UnusableFile."""
    try:
        samples, rate_hz = soundfile.read(str(path), dtype="float32", always_2d=True)
    except (RuntimeError, OSError):
        raise UnusableFile(path.name, "cannot be read as sound", "convert it to a 16-bit WAV file") from None
    mono = samples.mean(axis=1)
    if not np.isfinite(mono).all():
        raise UnusableFile(path.name, "has samples that are no numbers", "convert it to a 16-bit WAV file")
    clipped = clipped_share(mono)
    if rate_hz != SAMPLE_RATE_HZ:
        divisor = gcd(SAMPLE_RATE_HZ, rate_hz)
        mono = resample_poly(mono, SAMPLE_RATE_HZ // divisor, rate_hz // divisor).astype(np.float32)
    return Sound(mono, rate_hz, clipped)


def clipped_share(samples):
    """The share of samples in runs of CLIPPED_RUN_SAMPLES or more at the peak, where a converter cut the wave flat."""
    peak = float(np.abs(samples).max()) if len(samples) else 0.0
    if peak < 0.05:
        return 0.0
    flat = (np.abs(samples) >= CLIPPED_LEVEL * peak).astype(np.int8)
    edges = np.diff(np.concatenate([[0], flat, [0]]))
    runs = np.nonzero(edges == -1)[0] - np.nonzero(edges == 1)[0]
    return float(runs[runs >= CLIPPED_RUN_SAMPLES].sum()) / len(samples)


def check_sound(name, sound):
    """Findings about one recording's sound."""
    if len(sound.samples) < SHORTEST_SECONDS * SAMPLE_RATE_HZ:
        return [Finding(ERROR, name, f"is shorter than {SHORTEST_SECONDS} s", "remove it, or join it with others")]
    findings = []
    level_dbfs = 20 * np.log10(active_rms(sound.samples) + 1e-9)
    if level_dbfs < SILENT_DBFS:
        return [Finding(ERROR, name, f"is silent ({level_dbfs:.0f} dBFS)", "record it again, or choose the channel with the voice")]
    if level_dbfs < QUIET_DBFS:
        findings.append(Finding(WARNING, name, f"is very quiet ({level_dbfs:.0f} dBFS)", "raise its level if there is less noise in the original"))
    clipped = sound.clipped_share
    if clipped > MUCH_CLIPPED:
        findings.append(Finding(ERROR, name, f"is clipped ({clipped:.1%} of its samples are cut flat)", "record it again at a lower level"))
    elif clipped > SOME_CLIPPED:
        findings.append(Finding(WARNING, name, f"is clipped here and there ({clipped:.2%} of its samples)", "use the original if it is better"))
    if sound.rate_hz < LEAST_RATE_HZ:
        findings.append(Finding(WARNING, name, f"has {sound.rate_hz} samples a second, too few to tell s from f", f"use {SAMPLE_RATE_HZ} or more"))
    return findings
