"""What the engines share: the sample rate and level of the corpus."""
from math import gcd

import numpy as np
from scipy.signal import resample_poly

SAMPLE_RATE_HZ = 16000
PEAK = 0.7


def to_corpus(samples, sample_rate_hz):
    """Mono int16 at 16 kHz with its peak at 70 % of full scale, from samples of any scale."""
    samples = np.asarray(samples, np.float32)
    if samples.ndim > 1:
        samples = samples.mean(axis=1)
    if sample_rate_hz != SAMPLE_RATE_HZ:
        divisor = gcd(SAMPLE_RATE_HZ, sample_rate_hz)
        samples = resample_poly(samples, SAMPLE_RATE_HZ // divisor, sample_rate_hz // divisor)
    peak = np.abs(samples).max() + 1e-9
    return (samples / peak * PEAK * 32767).astype(np.int16)


def phones_from_end_times(names_and_ends):
    """[(name, end_seconds), ...] -> [[name, start_seconds, end_seconds], ...]."""
    phones, start = [], 0.0
    for name, end in names_and_ends:
        phones.append([name, round(start, 4), round(end, 4)])
        start = end
    return phones
