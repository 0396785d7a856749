"""The held-back part of a language as `a2f eval` takes it: 16 kHz wave files and phone times in CMUdict's phones."""
import soundfile

from ..network import HOP_SAMPLES, SAMPLE_RATE_HZ

# Units that CMUdict has no phone for: the nearest the ruler knows for lips and opening.
_NEAREST = {"sil": "SIL", "h": "HH", "rr": "D", "x": "K", "q": "HH", "yy": "UW", "oe": "UH"}


def write(pieces, folder, language):
    """NAME.wav and NAME.tsv for every piece; the language stands before the name, where eval looks for it."""
    folder.mkdir(parents=True, exist_ok=True)
    for recording, first, end in pieces:
        start = first * HOP_SAMPLES / SAMPLE_RATE_HZ
        stop = end * HOP_SAMPLES / SAMPLE_RATE_HZ
        name = f"{language}_{recording.name}" if language else recording.name
        if first:
            name += f"_{start:.0f}s"
        soundfile.write(str(folder / f"{name}.wav"), recording.sound.samples[first * HOP_SAMPLES:end * HOP_SAMPLES], SAMPLE_RATE_HZ)
        rows = [(max(a, start) - start, min(b, stop) - start, unit) for unit, a, b in recording.phones if a < stop and b > start]
        lines = [f"{a:.3f}\t{b:.3f}\t{_NEAREST.get(unit, unit.upper())}" for a, b, unit in rows]
        (folder / f"{name}.tsv").write_text("\n".join(["start\tend\tphone", *lines]) + "\n")
