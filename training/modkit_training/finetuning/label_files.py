"""Files that say what sounds when: tables of start, end and phone, Praat's TextGrids (phones or words), transcripts."""
import re
from dataclasses import dataclass

from ..phone_maps import arpabet, ipa
from .findings import UnusableFile

EXTENSIONS = (".tsv", ".textgrid", ".txt")
PHONE_TIERS, WORD_TIERS = ("phones", "phone", "phonemes", "mau"), ("words", "word", "ort-mau")
_SILENCES = {"", "sil", "sp", "spn", "pau", "_", "#", "h#", "<p:>", "<eps>", "<sil>", "bh#"}
_HEADINGS = ("start", "begin", "onset", "tmin", "xmin")
_APPROXIMANT = {"bh": ["v"]}  # the development set's Spanish b between vowels: lips near, not shut


@dataclass
class Labels:
    """What a file says: `kind` is phones, words or text; rows are [label, start_seconds, end_seconds]; a text has no rows."""
    kind: str
    rows: list
    text: str = ""


def read_labels(path):
    """Labels of a file; raises UnusableFile."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UnusableFile(path.name, "cannot be read as text", "save it as UTF-8") from None
    if "ooTextFile" in text[:200]:
        return _read_textgrid(path.name, text)
    if path.suffix.lower() == ".tsv":
        return Labels("phones", _checked(path.name, list(_table(path.name, text))))
    spoken = " ".join(text.split())
    if not spoken:
        raise UnusableFile(path.name, "is empty", "write down what is said in the recording")
    return Labels("text", [], spoken)


def _table(place, text):
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.split()
        if not cells or line.startswith("\\") or (number == 1 and cells[0].lower() in _HEADINGS):
            continue
        try:
            yield [cells[2] if len(cells) > 2 else "", float(cells[0]), float(cells[1])]
        except (ValueError, IndexError):
            raise UnusableFile(f"{place}:{number}", "is not a start, an end and a phone", "write seconds, seconds and a phone, with tabs between") from None


def _read_textgrid(place, text):
    """Long and short text files alike: quoted texts and numbers that stand by themselves, in this order (Praat's manual)."""
    tokens = iter(re.findall(r'"((?:[^"]|"")*)"|(?:^|(?<=\s))(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?=\s|$)', text, re.M))

    def take(is_text):
        quoted, number = next(tokens)
        if is_text == bool(number):
            raise ValueError
        return quoted.replace('""', '"') if is_text else float(number)

    tiers = {}
    try:
        take(True), take(True), take(False), take(False)
        for _ in range(int(take(False))):
            kind, name = take(True), take(True)
            take(False), take(False)
            rows = []
            for _ in range(int(take(False))):
                start = take(False)
                end = take(False) if kind == "IntervalTier" else start
                rows.append([take(True), start, end])
            if kind == "IntervalTier":
                tiers[name] = rows
    except (StopIteration, ValueError):
        raise UnusableFile(place, "breaks off or is no TextGrid in text form", "save it in Praat as a text file") from None
    for kind, endings in (("phones", PHONE_TIERS), ("words", WORD_TIERS)):
        for name, rows in tiers.items():
            if name.lower().endswith(endings):
                return Labels(kind, _checked(place, rows))
    raise UnusableFile(place, f"has no interval tier called phones or words (it has {', '.join(tiers) or 'none'})", "rename the tier in Praat")


def _checked(place, rows):
    for (_, _, end), (label, start, _) in zip(rows, rows[1:]):
        if start < end - 1e-3:
            raise UnusableFile(place, f"'{label}' at {start:.2f} s begins before the row above ends", "mend the times")
    if not any(is_sound(label) for label, _, _ in rows):
        raise UnusableFile(place, "has no sound, only pauses", "label it, or remove it and its recording")
    return rows


def is_sound(label):
    return label.strip().lower() not in _SILENCES


def phone_mapping(labels):
    """The mapping (units_of_phone) of a collection's phone labels: CMUdict's when they all are, else IPA."""
    def cmudict(label):
        return ["sil"] if not is_sound(label) else _APPROXIMANT.get(label.lower()) or arpabet(label)

    def by_ipa(label):
        return ["sil"] if not is_sound(label) else ipa(label)

    return cmudict if all(cmudict(label) for label in labels) else by_ipa
