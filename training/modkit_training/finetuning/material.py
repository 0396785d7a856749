"""A folder of recordings with partner files -> recordings in memory, and everything that is wrong with them."""
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from ..coarticulation import FRAME_RATE_HZ
from ..engines.common import SAMPLE_RATE_HZ
from . import curve_files, label_files, sound_files
from .findings import ERROR, WARNING, Finding, UnusableFile

STYLE, LANGUAGE = "style", "language"
LENGTH_TOLERANCE_SECONDS = 0.25
FEW_MINUTES = 5.0
SAME_SOUND = 0.999  # correlation of the samples


@dataclass
class Recording:
    """A sound with its partner; what the stages add stands beside it."""
    name: str
    sound_name: str
    sound: sound_files.Sound
    partner: object  # Curves or Labels
    partner_name: str
    weights: np.ndarray = None  # [frames, 52], a style's wanted weights, in time with the sound
    lateness: object = None  # of the curves against the sound
    phones: list = field(default_factory=list)  # a language's [[unit name, start_seconds, end_seconds], ...]

    @property
    def seconds(self):
        return len(self.sound.samples) / SAMPLE_RATE_HZ

    @property
    def frames(self):
        return len(self.sound.samples) // (SAMPLE_RATE_HZ // FRAME_RATE_HZ)


def _by_stem(folder, extensions):
    found = defaultdict(list)
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in extensions and path.is_file() and not path.name.startswith("."):
            found[path.stem].append(path)
    return found


def find(folder):
    """(kind of teaching, {name: (sound path, partner path)}, findings) of a folder."""
    if not folder.is_dir():
        raise SystemExit(f"{folder}: no such folder")
    sounds = _by_stem(folder, sound_files.EXTENSIONS)
    curves, labels = _by_stem(folder, curve_files.EXTENSIONS), _by_stem(folder, label_files.EXTENSIONS)
    if not sounds:
        raise SystemExit(f"{folder}: no recordings (.wav, .flac or .ogg)")
    has_curves, has_labels = (any(name in sounds for name in partners) for partners in (curves, labels))
    kind = STYLE if has_curves or not has_labels else LANGUAGE
    partners, wanted = (curves, "a curve file (.csv or .json)") if kind == STYLE else (labels, "phone times or a transcript (.tsv, .TextGrid or .txt)")
    pairs, findings = {}, []
    for name, paths in sounds.items():
        if len(paths) > 1:
            findings.append(Finding(ERROR, paths[1].name, f"is there beside {paths[0].name}", "keep one of them"))
        if name not in partners:
            findings.append(Finding(ERROR, paths[0].name, f"has no partner: {wanted} called {name}", "add it, or remove the recording"))
        else:
            if len(partners[name]) > 1:
                findings.append(Finding(ERROR, partners[name][1].name, f"is there beside {partners[name][0].name}", "keep one of them"))
            pairs[name] = paths[0], partners[name][0]
    for name in sorted(set(partners) - set(sounds)):
        findings.append(Finding(ERROR, partners[name][0].name, f"has no recording called {name}.wav", "add it, or remove this file"))
    if kind == STYLE and has_labels:
        findings.append(Finding(WARNING, "", "there are curves and also phone times or transcripts; the curves are learnt, the others are not read",
                                "teach the language first, from a folder without curves"))
    return kind, pairs, findings


def read(kind, pairs):
    """(recordings, findings) of the pairs that can be read."""
    read_partner = curve_files.read_curves if kind == STYLE else label_files.read_labels
    recordings, findings = [], []
    for name, (sound_path, partner_path) in pairs.items():
        try:
            recording = Recording(name, sound_path.name, sound_files.read_sound(sound_path), read_partner(partner_path), partner_path.name)
        except UnusableFile as error:
            findings.append(error.finding)
            continue
        findings += sound_files.check_sound(sound_path.name, recording.sound)
        recordings.append(recording)
    return recordings, findings + duplicates(recordings)


def duplicates(recordings):
    """Recordings whose sound is that of another: they would stand on both sides of the split."""
    by_length, findings = defaultdict(list), []
    for recording in recordings:
        samples = recording.sound.samples / (np.linalg.norm(recording.sound.samples) + 1e-9)
        copied = next((name for name, other in by_length[len(samples)] if samples @ other > SAME_SOUND), None)
        if copied:
            findings.append(Finding(ERROR, recording.sound_name, f"has the same sound as {copied}", "remove one of them"))
        else:
            by_length[len(samples)].append((recording.sound_name, samples))
    return findings


def length_finding(recording, end_seconds):
    """A partner that ends elsewhere than its sound, or None."""
    difference = end_seconds - recording.seconds
    if abs(difference) <= LENGTH_TOLERANCE_SECONDS:
        return None
    how = "longer" if difference > 0 else "shorter"
    return Finding(ERROR, recording.partner_name, f"is {abs(difference):.2f} s {how} than its sound ({end_seconds:.2f} s, {recording.seconds:.2f} s)",
                   "cut both to the same part; curves of the right take that only begin elsewhere: --align-curves")


def amount_findings(recordings, least_minutes):
    """Whether it is enough material."""
    minutes = sum(recording.seconds for recording in recordings) / 60
    if minutes < least_minutes:
        return [Finding(ERROR, "", f"{minutes:.1f} minutes are too little to learn from", f"bring {least_minutes:g} minutes or more; 10 are good")]
    if minutes < FEW_MINUTES:
        return [Finding(WARNING, "", f"{minutes:.1f} minutes are little; the held-back figures will be coarse", f"bring {FEW_MINUTES:g} or more")]
    return []
