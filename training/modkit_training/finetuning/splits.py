"""Which part of the material trains, which stops the training, and which is held back for the figures."""
import random

import numpy as np

from ..coarticulation import FRAME_RATE_HZ
from ..engines.common import SAMPLE_RATE_HZ

PARTS = TRAINING, VALIDATION, TEST = "training", "validation", "test"
FEWEST_RECORDINGS = 6  # with fewer, pieces of recordings are split instead of recordings
LONGEST_SECONDS, PIECE_SECONDS, SEARCHED_SECONDS = 40.0, 15.0, 4.0


def pieces(samples):
    """[(first_frame, end_frame), ...] of a recording: cut at its quietest places about every PIECE_SECONDS when it is long."""
    hop = SAMPLE_RATE_HZ // FRAME_RATE_HZ
    frames = len(samples) // hop
    if frames <= LONGEST_SECONDS * FRAME_RATE_HZ:
        return [(0, frames)]
    power = (samples[:frames * hop].reshape(frames, hop).astype(np.float64) ** 2).mean(axis=1)
    quiet = np.convolve(power, np.hanning(31), "same")
    edges, reach = [0], int(SEARCHED_SECONDS * FRAME_RATE_HZ)
    while frames - edges[-1] > 2 * PIECE_SECONDS * FRAME_RATE_HZ:
        about = edges[-1] + int(PIECE_SECONDS * FRAME_RATE_HZ)
        edges.append(about - reach + int(np.argmin(quiet[about - reach:about + reach])))
    return list(zip(edges, edges[1:] + [frames]))


def split(seconds, validation_share, test_share, seed):
    """{name: part} of {name: seconds}: names are shuffled by the seed; each share is of the seconds, and gets one at least."""
    names = sorted(seconds)
    random.Random(f"split/{seed}").shuffle(names)
    total, parts = sum(seconds.values()), {}
    for part, share in ((TEST, test_share), (VALIDATION, validation_share)):
        taken = 0.0
        while names and (taken == 0 or taken + seconds[names[-1]] / 2 < share * total) and len(names) > 1:
            parts[names[-1]] = part
            taken += seconds[names.pop()]
    return {**parts, **dict.fromkeys(names, TRAINING)}
