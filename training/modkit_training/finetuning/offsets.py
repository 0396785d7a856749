"""How late a take's curves are against its sound: where its jaw fits best the jaw the base model sees in the sound."""
from dataclasses import dataclass

import numpy as np

SMOOTH_SECONDS = 0.05
LEAST_CORRELATION = 0.5  # from here on an offset counts as clear,
LEAST_LEAD = 0.05  # when it also beats every lag away from its own hill by this much
HILL_SECONDS = 0.25
LEAST_OVERLAP_FRAMES = 30


def lagged_correlations(reference, curve, longest):
    """[2 * longest + 1] correlations of reference[k] with curve[k + lag], lag -longest..longest; 0 where hardly anything overlaps."""
    found = np.zeros(2 * longest + 1)
    for lag in range(-longest, longest + 1):
        first, last = max(0, -lag), min(len(reference), len(curve) - lag)
        if last - first < LEAST_OVERLAP_FRAMES:
            continue
        a, b = reference[first:last], curve[first + lag:last + lag]
        if a.std() > 1e-4 and b.std() > 1e-4:
            found[lag + longest] = np.corrcoef(a, b)[0, 1]
    return found


def smooth(curve, rate_hz):
    window = np.hanning(2 * int(SMOOTH_SECONDS * rate_hz) + 1)
    return np.convolve(np.pad(curve, len(window) // 2, "edge"), window / window.sum(), "valid")


@dataclass(frozen=True)
class Lateness:
    seconds: float  # by which the curve is late
    correlation: float  # there
    unmoved_correlation: float
    is_clear: bool


def find_lateness(reference, curve, rate_hz, most_seconds):
    """How late `curve` is, up to most_seconds either way."""
    longest = int(most_seconds * rate_hz)
    found = lagged_correlations(smooth(reference, rate_hz), smooth(curve, rate_hz), longest)
    best = int(np.argmax(found))
    hill = int(HILL_SECONDS * rate_hz)
    elsewhere = np.concatenate([found[:max(0, best - hill)], found[best + hill + 1:], [0]]).max()
    is_clear = found[best] >= LEAST_CORRELATION and found[best] >= elsewhere + LEAST_LEAD
    return Lateness((best - longest) / rate_hz, float(found[best]), float(found[longest]), bool(is_clear))
