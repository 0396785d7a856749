"""Curves against their sound: do they move, are they weights, do they fit, how late are they. Puts them on the network's frames."""
import numpy as np

from ..arkit import ARKIT_NAMES, JAW_OPEN
from ..coarticulation import FRAME_RATE_HZ
from ..inference import infer
from .curve_files import at_frame_rate
from .findings import ERROR, NOTE, WARNING, Finding
from .material import length_finding
from .offsets import lateness

STILL = 0.01  # standard deviation of jawOpen
SLACK, PER_CENT = 0.02, 1.5
SEARCHED_SECONDS, SEARCHED_WHEN_ASKED_SECONDS = 1.0, 5.0
IN_TIME_SECONDS = 0.03
UNRELATED = 0.35  # correlation of jawOpen with the base's at the best lag


def check_curves(recording, network, align_curves):
    """Findings of one recording; sets its weights, moved in time where that is clear (or asked for)."""
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
    late = _moved(recording, network, align_curves, findings)
    recording.late_seconds = late
    recording.weights = np.clip(at_frame_rate(curves, recording.frames, FRAME_RATE_HZ, late), 0, 1)
    return findings


def _moved(recording, network, align_curves, findings):
    """Seconds the curves are late; what is said about them goes to `findings`."""
    place = recording.partner_name
    jaw = infer(network, recording.sound.samples)[0][:, JAW_OPEN]
    searched = SEARCHED_WHEN_ASKED_SECONDS if align_curves else SEARCHED_SECONDS
    frames = max(recording.frames, int(recording.partner.end_seconds * FRAME_RATE_HZ))
    taught = at_frame_rate(recording.partner, frames, FRAME_RATE_HZ)[:, JAW_OPEN]
    late, best, unmoved, is_clear = lateness(jaw, taught, FRAME_RATE_HZ, searched)
    if best < UNRELATED:
        findings.append(Finding(ERROR, place, f"does not follow its sound: jawOpen correlates {best:.2f} at best with what the base model hears",
                                "check that it is this recording's take; remove it if nobody speaks in it"))
        return 0.0
    if abs(late) <= IN_TIME_SECONDS:
        return 0.0
    how = f"{abs(late) * 1000:.0f} ms {'late' if late > 0 else 'early'}"
    fit = f"correlation {best:.2f} there, {unmoved:.2f} as it is"
    if is_clear or align_curves:
        findings.append(Finding(NOTE, place, f"is {how} against its sound and was moved ({fit})"))
        return late
    findings.append(Finding(WARNING, place, f"seems {how} against its sound, but not clearly ({fit}); it was not moved", "look at it; --align-curves moves it"))
    return 0.0


def channels_that_move(recordings):
    """ARKit indices whose taught curve moves at all over the material."""
    everything = np.concatenate([recording.weights for recording in recordings])
    return [index for index in range(len(ARKIT_NAMES)) if everything[:, index].std() >= STILL]
