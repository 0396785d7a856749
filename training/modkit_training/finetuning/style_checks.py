"""Curves against their sound: do they move, are they weights, do they fit, how late are they. Puts them on the network's frames."""
import numpy as np

from ..arkit import ARKIT_NAMES, JAW_OPEN
from ..coarticulation import FRAME_RATE_HZ
from ..inference import infer
from .curve_files import at_frame_rate
from .findings import ERROR, NOTE, WARNING, Finding
from .material import length_finding
from .offsets import find_lateness

STILL = 0.01  # standard deviation of jawOpen
SLACK, PER_CENT = 0.02, 1.5
SEARCHED_SECONDS, SEARCHED_WHEN_ASKED_SECONDS = 1.0, 5.0
IN_TIME_SECONDS = 0.06  # a lazy jaw is as late as this
UNRELATED = 0.35  # correlation of jawOpen with the base's at the best lag
TELLING_SECONDS = 4.0  # shorter recordings correlate with anything


def check_curves(recording, network, align_curves):
    """Findings of one recording; compares its jaw with the one the base model hears."""
    curves, place = recording.partner, recording.partner_name
    findings = []
    if curves.unknown:
        some = ", ".join(curves.unknown[:6]) + (" and others" if len(curves.unknown) > 6 else "")
        findings.append(Finding(WARNING, place, f"has columns that are no ARKit channels: {some}", "they are not learnt; rename them if they should be"))
    lowest, highest = float(curves.weights.min()), float(curves.weights.max())
    if highest > PER_CENT:
        return [*findings, Finding(ERROR, place, f"has weights up to {highest:.4g}", "weights go from 0 to 1: divide by 100 if these are per cent")]
    if lowest < -SLACK or highest > 1 + SLACK:
        findings.append(Finding(WARNING, place, f"has weights from {lowest:.2f} to {highest:.2f}; they are cut to 0..1", "look at the capture's calibration"))
        np.clip(curves.weights, 0, 1, out=curves.weights)
    if "jawOpen" not in curves.present:
        return [*findings, Finding(ERROR, place, "has no jawOpen", "capture it: without it nothing tells whether curves and sound belong together")]
    if curves.weights[:, JAW_OPEN].std() < STILL:
        return [*findings, Finding(ERROR, place, "does not move: jawOpen stays the same", "capture it again, or remove the recording")]
    length = None if align_curves else length_finding(recording, curves.end_seconds)
    if length:
        return [*findings, length]
    return findings + _compare(recording, network, align_curves)


def _compare(recording, network, align_curves):
    """Findings; sets the recording's lateness where it follows its sound."""
    jaw = infer(network, recording.sound.samples)[0][:, JAW_OPEN]
    searched = min(SEARCHED_WHEN_ASKED_SECONDS, recording.seconds / 2) if align_curves else min(SEARCHED_SECONDS, recording.seconds / 6)
    frames = max(recording.frames, int(recording.partner.end_seconds * FRAME_RATE_HZ))
    taught = at_frame_rate(recording.partner, frames, FRAME_RATE_HZ)[:, JAW_OPEN]
    lateness = find_lateness(jaw, taught, FRAME_RATE_HZ, searched)
    if lateness.correlation < UNRELATED and recording.seconds >= TELLING_SECONDS:
        text = f"does not follow its sound: jawOpen correlates {lateness.correlation:.2f} at best with what the base model hears"
        return [Finding(ERROR, recording.partner_name, text, "check that it is this recording's take; remove it if nobody speaks in it")]
    recording.lateness = lateness
    return []


def put_in_time(recordings, align_curves):
    """Findings; sets the weights of all recordings that were compared.

    A take is moved by what it is late more than the takes that are in time: a lateness that all of them share is the person's.
    """
    compared = [recording for recording in recordings if recording.lateness]
    in_time = [recording.lateness.seconds for recording in compared if abs(recording.lateness.seconds) <= IN_TIME_SECONDS]
    own_seconds = float(np.median(in_time)) if in_time else 0.0
    findings = []
    for recording in compared:
        late, move = recording.lateness, 0.0
        how = f"{abs(late.seconds) * 1000:.0f} ms {'late' if late.seconds > 0 else 'early'} against its sound"
        fit = f"correlation {late.correlation:.2f} there, {late.unmoved_correlation:.2f} as it is"
        if abs(late.seconds) > IN_TIME_SECONDS and (late.is_clear or align_curves):
            move = late.seconds - own_seconds
            findings.append(Finding(NOTE, recording.partner_name, f"is {how} and was moved ({fit})"))
        elif abs(late.seconds) > IN_TIME_SECONDS:
            findings.append(Finding(WARNING, recording.partner_name, f"seems {how}, but not clearly ({fit}); it was not moved", "look at it; --align-curves moves it"))
        recording.weights = np.clip(at_frame_rate(recording.partner, recording.frames, FRAME_RATE_HZ, move), 0, 1)
    return findings


def _in_all(recordings):
    """Names of the channels that every recording has."""
    return set.intersection(*(set(recording.partner.present) for recording in recordings)) if recordings else set()


def missing_channels(recordings):
    """A warning about channels that only some of the recordings have, or nothing."""
    some = set().union(*(recording.partner.present for recording in recordings)) - _in_all(recordings)
    if not some:
        return []
    names = ", ".join(name for name in ARKIT_NAMES if name in some)
    return [Finding(WARNING, "", f"only some of the recordings have {names}: not learnt", "export all takes with the same channels")]


def channels_that_move(recordings):
    """ARKit indices that all recordings have and whose curves move at all."""
    everything, present = np.concatenate([recording.weights for recording in recordings]), _in_all(recordings)
    return [index for index, name in enumerate(ARKIT_NAMES) if name in present and everything[:, index].std() >= STILL]
