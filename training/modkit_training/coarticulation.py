"""Phones with times -> articulation curves at 100 frames a second.

Dominance functions after Cohen and Massaro, "Modeling coarticulation in synthetic visual speech" (1993): a channel is
the average of all phones' targets, weighted by bells around the phones. Shut lips, a tucked lip and a visible tongue
are not averaged: they are reached by envelopes of their own, because half a closure is no closure.
"""
import numpy as np

from .units import (BILABIALS, CHANNELS, DOMINANCE, IS_VOWEL, KINDS, LABIODENTALS, SILENCE, TARGETS, UNIT_INDEX)

FRAME_RATE_HZ = 100
LEAD_SECONDS = 0.015  # the mouth is ahead of the sound it makes
REACH_SECONDS = 0.5  # a bell is 0 beyond this

_GROUP = dict.fromkeys(("jaw", "close", "press", "tuck"), 0) | {"tongue": 2}
_DOMINANCE_COLUMN = np.array([_GROUP.get(channel, 1) for channel in CHANNELS])
_BEFORE = {"pucker": 0.095, "funnel": 0.095, "stretch": 0.08, "shrug": 0.09, "close": 0.05, "press": 0.05,
           "tuck": 0.05, "tongue": 0.05}
_AFTER = {"shrug": 0.08, "close": 0.05, "press": 0.05, "tuck": 0.05, "tongue": 0.05}
_TAU_BEFORE = np.array([_BEFORE.get(channel, 0.075) for channel in CHANNELS], np.float32)  # seconds
_TAU_AFTER = np.array([_AFTER.get(channel, 0.075) for channel in CHANNELS], np.float32)
_JAW, _CLOSE, _PRESS, _TUCK = (CHANNELS.index(name) for name in ("jaw", "close", "press", "tuck"))
_UPPER, _LOWER, _TONGUE = (CHANNELS.index(name) for name in ("upper", "lower", "tongue"))
_DENTALS = [UNIT_INDEX["th"], UNIT_INDEX["dh"]]
_TONGUE_AVERAGED_LIMIT = 0.15


def smoothstep(x):
    x = np.clip(x, 0, 1)
    return x * x * (3 - 2 * x)


def _envelope(time, rise_start, rise_seconds, fall_end, fall_seconds):
    return smoothstep((time - rise_start) / rise_seconds) * smoothstep((fall_end - time) / fall_seconds)


def _core(unit, start, end):
    """The part of a phone in which its target holds fully."""
    duration = end - start
    kind = KINDS[unit]
    if kind == "stop":
        return start, start + 0.7 * duration
    if kind == "vowel":
        return start + 0.25 * duration, end - 0.25 * duration
    if kind == "silence":  # the mouth comes to rest after the last sound and opens before the next
        return start + min(0.10, 0.35 * duration), end - min(0.12, 0.4 * duration)
    return start + 0.15 * duration, end - 0.15 * duration


def _closed_lips(time, unit, start, end):
    shut_end = start + (0.92 if KINDS[unit] == "nasal" else 0.72) * (end - start)
    shut_end = max(shut_end, start + 0.034)
    return _envelope(time, start - 0.056, 0.055, shut_end + 0.055, 0.055)


def curves(units, starts, ends, frames, loudness_gain=None):
    """Unit indices with times in seconds -> articulation [frames, 11], 0..1.

    loudness_gain [frames] scales the opening channels (see prepare.loudness_gain).
    """
    time = np.arange(frames, dtype=np.float32) / FRAME_RATE_HZ + LEAD_SECONDS
    weighted = np.zeros((frames, len(CHANNELS)), np.float32)
    weights = np.full((frames, len(CHANNELS)), 1e-3, np.float32)
    close, press, tuck, tongue = np.zeros((4, frames), np.float32)
    for unit, start, end in zip(units, starts, ends):
        core_start, core_end = _core(unit, start, end)
        first = max(0, int((core_start - REACH_SECONDS - LEAD_SECONDS) * FRAME_RATE_HZ))
        last = min(frames, int((core_end + REACH_SECONDS) * FRAME_RATE_HZ) + 1)
        if last <= first:
            continue
        near, t = slice(first, last), time[first:last]
        before = np.maximum(core_start - t, 0)[:, None] / _TAU_BEFORE
        after = np.maximum(t - core_end, 0)[:, None] / _TAU_AFTER
        bell = np.exp(-before ** 1.5 - after ** 1.5) * DOMINANCE[unit][_DOMINANCE_COLUMN]
        if IS_VOWEL[unit]:  # short vowels undershoot
            bell *= 1.25 * min(1.0, 0.45 + (end - start) / 0.12)
        weighted[near] += bell * TARGETS[unit]
        weights[near] += bell
        if unit in BILABIALS:
            shut = _closed_lips(t, unit, start, end)
            close[near] = np.maximum(close[near], shut)
            press[near] = np.maximum(press[near], shut ** 2 * TARGETS[unit, _PRESS])
        elif unit in LABIODENTALS:
            bite = _envelope(t, start - 0.065, 0.065, end - 0.1 * (end - start) + 0.065, 0.065)
            tuck[near] = np.maximum(tuck[near], bite * TARGETS[unit, _TUCK])
        elif unit in _DENTALS:
            touch = _envelope(t, start - 0.05, 0.06, end + 0.05, 0.06)
            tongue[near] = np.maximum(tongue[near], touch * TARGETS[unit, _TONGUE])
    articulation = weighted / weights
    if loudness_gain is not None:
        articulation[:, _JAW] *= loudness_gain
        articulation[:, [_UPPER, _LOWER]] *= (0.5 + 0.5 * loudness_gain)[:, None]
    articulation[:, _CLOSE], articulation[:, _PRESS], articulation[:, _TUCK] = close, press, tuck
    articulation[:, _TONGUE] = np.maximum(tongue, np.minimum(articulation[:, _TONGUE], _TONGUE_AVERAGED_LIMIT))
    padded = np.pad(articulation, ((1, 1), (0, 0)), "edge")
    return np.clip(0.25 * padded[:-2] + 0.5 * padded[1:-1] + 0.25 * padded[2:], 0, 1)


def timed_units(phones, units_of_phone):
    """[[name, start, end], ...] -> unit indices, starts, ends (arrays); a phone's units share its time.

    A diphthong's first vowel gets 55 %; unknown phones count as a neutral vowel; neighbouring silences join.
    """
    units, starts, ends = [], [], []
    for name, start, end in phones:
        if end <= start:
            continue
        parts = [UNIT_INDEX[unit] for unit in units_of_phone(name) or ["ax"]]
        is_diphthong = len(parts) == 2 and IS_VOWEL[parts].all()
        shares = [0.55, 0.45] if is_diphthong else [1 / len(parts)] * len(parts)
        edges = start + (end - start) * np.cumsum([0] + shares)
        for unit, part_start, part_end in zip(parts, edges[:-1], edges[1:]):
            if units and unit == units[-1] == SILENCE:
                ends[-1] = part_end
            else:
                units.append(unit)
                starts.append(part_start)
                ends.append(part_end)
    return np.array(units), np.array(starts, np.float32), np.array(ends, np.float32)
