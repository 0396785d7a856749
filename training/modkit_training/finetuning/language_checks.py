"""Phone times, word times or transcripts -> when each of our units sounds; and what is wrong with them."""
from collections import Counter

import numpy as np

from ..align import align, is_sound as is_believable, log_probabilities, phones as phones_of_segments
from ..coarticulation import FRAME_RATE_HZ, timed_units
from ..recordings import units_of_text
from ..units import SILENCE, UNITS
from .findings import ERROR, WARNING, Finding
from .label_files import is_sound, phone_mapping
from .material import LENGTH_TOLERANCE_SECONDS, length_finding

MANY_UNKNOWN = 0.05  # share of a collection's labels
LONGEST_TRANSCRIPT_SECONDS = 60.0  # the search's table grows with the square


def check_labels(recordings, network, language):
    """Findings; sets every usable recording's phones. `language` is espeak-ng's voice, needed for words and transcripts."""
    findings = []
    labels = [row[0] for recording in recordings if recording.partner.kind == "phones" for row in recording.partner.rows]
    units_of_phone = phone_mapping(set(labels))
    unknown = Counter(label for label in labels if units_of_phone(label) is None)
    if unknown:
        share = sum(unknown.values()) / len(labels)
        some = ", ".join(f"{label} ({count})" for label, count in unknown.most_common(8))
        findings.append(Finding(ERROR if share > MANY_UNKNOWN else WARNING, "", f"{share:.1%} of the phone labels are unknown: {some}",
                                "label in CMUdict's phones or in IPA; unknown ones are learnt as a neutral vowel"))
    spoken = [recording for recording in recordings if recording.partner.kind != "phones"]
    if spoken and not language:
        findings.append(Finding(ERROR, spoken[0].partner_name, "has words without phones", "say the language: --language hr (espeak-ng --voices lists them)"))
        spoken = []
    engine = _engine(language) if spoken else None
    for recording in recordings:
        ends = [end for _, _, end in recording.partner.rows]
        if ends and max(ends) > recording.seconds + LENGTH_TOLERANCE_SECONDS:
            findings.append(length_finding(recording, max(ends)))
        elif recording.partner.kind == "phones":
            units, starts, ends = timed_units(recording.partner.rows, units_of_phone)
            recording.phones = [[UNITS[unit], float(start), float(end)] for unit, start, end in zip(units, starts, ends)]
        elif recording in spoken:
            problem = _align(recording, network, engine, language)
            if problem:
                findings.append(Finding(ERROR, recording.partner_name, problem, "mend the text, or remove it and its recording"))
    return findings


def _engine(language):
    from ..engines.espeak import Espeak
    try:
        engine = Espeak()
    except OSError:
        raise SystemExit("espeak-ng is not installed; it says what sounds the words have (see training/setup)") from None
    if engine.say("a", language, 160, 50, 50) is None:
        raise SystemExit(f"--language {language}: espeak-ng has no such voice; espeak-ng --voices lists them")
    return engine


def _align(recording, network, engine, language):
    """Times the units of a transcript or of each word; what hinders it, or None."""
    heard = log_probabilities(network, recording.sound.samples)
    if recording.partner.kind == "text":
        if recording.seconds > LONGEST_TRANSCRIPT_SECONDS:
            return f"belongs to {recording.seconds:.0f} s of sound; transcripts are timed in recordings up to {LONGEST_TRANSCRIPT_SECONDS:.0f} s"
        units = units_of_text(engine, recording.partner.text, language)
        segments = align(heard, units) if any(unit != SILENCE for unit in units) else None
    else:
        segments = _words(recording.partner.rows, heard, engine, language)
    if not segments or not is_believable(segments, heard):
        return "does not fit what is heard (another text, or a voice or language the base model does not understand yet)"
    recording.phones = phones_of_segments(segments)
    return None


def _words(rows, heard, engine, language):
    """Segments of words timed by hand: the search runs inside each word; a word too short for its sounds is shared out evenly."""
    segments, at = [], 0
    for word, start, end in rows:
        first, last = (min(round(time * FRAME_RATE_HZ), len(heard)) for time in (start, end))
        units = [unit for unit in units_of_text(engine, word, language) if unit != SILENCE] if is_sound(word) else []
        if not units or last - first < len(units):
            continue
        if first > at:
            segments.append((SILENCE, at, first))
        found = align(heard[first:last], units)
        if found is None:
            edges = np.linspace(0, last - first, len(units) + 1).astype(int)
            found = list(zip(units, edges, edges[1:]))
        segments += [(unit, first + a, first + b) for unit, a, b in found]
        at = last
    if at < len(heard):
        segments.append((SILENCE, at, len(heard)))
    return segments
