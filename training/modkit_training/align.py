"""Forced alignment: when each sound of a known text is heard in a recording, by the network's own unit probabilities.

espeak-ng says which sounds the text has; a Viterbi search gives each of them a stretch of frames, with pauses wherever
the recording has one. So people's recordings with a transcript become training speech like the synthesisers'.
"""
import numpy as np
import torch

from .augmentation import to_level
from .coarticulation import FRAME_RATE_HZ
from .units import SILENCE, UNITS

LEVEL_DBFS = -20.0
PROBABILITY_FLOOR = 2e-3  # a unit the network does not hear costs this much, not infinitely much
PAUSE_COST = 4.0  # of a pause where espeak has none, in nats
SHORTEST_FRAMES = 3
LONGEST_SECONDS = 0.45
LEAST_PROBABILITY = 0.12  # geometric mean over the frames of speech


@torch.no_grad()
def log_probabilities(network, samples):
    """float samples at 16 kHz -> [frames, units] at 100 a second."""
    padded = np.pad(to_level(samples, LEVEL_DBFS), (0, -len(samples) % 320)).astype(np.float32)
    logits = network.estimate(network.spectrum(torch.from_numpy(padded)[None]))[1][0]
    probabilities = torch.softmax(logits, dim=1).numpy()
    return np.log(np.maximum(probabilities, PROBABILITY_FLOOR))


def align(log_probability, units):
    """[frames, units] and the units in order -> [(unit, first_frame, end_frame), ...] covering all frames, or None.

    Every unit keeps SHORTEST_FRAMES; a pause may stand before, after and between any two, at PAUSE_COST unless it is
    one of the units.
    """
    sequence, optional = [SILENCE], [True]
    for unit in units:
        if unit == SILENCE:
            continue
        sequence += [unit, SILENCE]
        optional += [False, True]
    # states: every unit as a chain of SHORTEST_FRAMES, the last of which may stay; a pause is a chain of one
    owner, stays, enters = [], [], []
    for index, unit in enumerate(sequence):
        length = 1 if optional[index] else SHORTEST_FRAMES
        for step in range(length):
            owner.append(index)
            stays.append(step == length - 1)
            enters.append(step == 0)
    owner, stays, enters = map(np.array, (owner, stays, enters))
    states, frames = len(owner), len(log_probability)
    if frames < SHORTEST_FRAMES * len(units):
        return None
    emission = log_probability[:, np.array(sequence)[owner]]
    is_pause = np.array(optional)[owner]
    entry_cost = np.where(is_pause & (owner > 0) & (owner < len(sequence) - 1), PAUSE_COST, 0.0)
    # a unit can be entered from the pause before it, or from the end of the unit before that
    over_pause = np.where(enters & ~is_pause & (owner >= 2), np.arange(states) - 2, -1)
    score = np.full(states, -np.inf)
    score[0] = emission[0, 0]
    if states > 1:
        score[1] = emission[0, 1]
    back = np.zeros((frames, states), np.int32)
    everything = np.arange(states)
    for frame in range(1, frames):
        best, source = np.where(stays, score, -np.inf), everything.copy()
        step = np.concatenate([[-np.inf], score[:-1]]) - entry_cost
        better = step > best
        best, source = np.where(better, step, best), np.where(better, everything - 1, source)
        skip = np.where(over_pause >= 0, score[np.maximum(over_pause, 0)], -np.inf)
        better = skip > best
        best, source = np.where(better, skip, best), np.where(better, over_pause, source)
        score, back[frame] = best + emission[frame], source
    state = states - 1 if score[-1] >= score[-2] else states - 2
    if not np.isfinite(score[state]):
        return None
    path = np.empty(frames, np.int32)
    for frame in range(frames - 1, -1, -1):
        path[frame] = owner[state]
        state = back[frame, state]
    edges = np.concatenate([[0], np.nonzero(np.diff(path))[0] + 1, [frames]])
    return [(sequence[path[first]], int(first), int(end)) for first, end in zip(edges, edges[1:])]


def is_sound(segments, log_probability):
    """Whether an alignment can be believed: no sound drawn out, and most of it heard."""
    spoken = [(unit, first, end) for unit, first, end in segments if unit != SILENCE]
    if not spoken or max(end - first for _, first, end in spoken) > LONGEST_SECONDS * FRAME_RATE_HZ:
        return False
    heard = np.concatenate([log_probability[first:end, unit] for unit, first, end in spoken])
    return heard.mean() > np.log(LEAST_PROBABILITY)


def phones(segments):
    """Segments -> [[unit name, start_seconds, end_seconds], ...] as in the files of data/speech."""
    return [[UNITS[unit], first / FRAME_RATE_HZ, end / FRAME_RATE_HZ] for unit, first, end in segments]
