"""Festival: one process per batch of sentences, each saved as a wave and a segment file."""
import subprocess
import tempfile
from pathlib import Path

import soundfile

from .common import phones_from_end_times, to_corpus

BATCH = 60
DURATION_STRETCHES = (0.75, 0.85, 0.95, 1.0, 1.0, 1.1, 1.25)
LARGEST_MISMATCH_SECONDS = 0.3
SHORTEST_SECONDS = 0.25


def _script(voice, sentences, folder, rng):
    lines = [f"(voice_{voice})"]
    for index, sentence in enumerate(sentences):
        text = sentence.replace("\\", " ").replace('"', " ")
        lines.append(f"(Parameter.set 'Duration_Stretch {rng.choice(DURATION_STRETCHES)})")
        # unwind-protect keeps one unspeakable sentence from ending the batch
        lines.append(
            f"(unwind-protect (let ((u (eval (list 'Utterance 'Text \"{text}\")))) (utt.synth u)"
            f" (utt.save.wave u \"{folder}/{index}.wav\" 'riff) (utt.save.segs u \"{folder}/{index}.seg\")) nil)"
        )
    return "\n".join(lines)


def read_segments(text):
    """Festival's .seg text (`end_seconds number name` after a `#` line) -> phones."""
    rows = [line.split() for line in text.splitlines()]
    return phones_from_end_times([(row[2], float(row[0])) for row in rows if len(row) >= 3 and row[0] != "#"])


def speak(sentences, voice, encoding, rng):
    """Yields (samples, phones) for each sentence that Festival could speak."""
    for first in range(0, len(sentences), BATCH):
        batch = sentences[first:first + BATCH]
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            script = folder / "batch.scm"
            script.write_bytes(_script(voice, batch, folder, rng).encode(encoding, "ignore"))
            subprocess.run(["festival", "-b", str(script)], capture_output=True)
            for index in range(len(batch)):
                wave, segments = folder / f"{index}.wav", folder / f"{index}.seg"
                if not (wave.exists() and segments.exists()):
                    continue
                samples, sample_rate_hz = soundfile.read(wave)
                phones = read_segments(segments.read_text(encoding="latin1"))
                seconds = len(samples) / sample_rate_hz
                if seconds < SHORTEST_SECONDS or len(phones) < 3:
                    continue
                if abs(phones[-1][2] - seconds) <= LARGEST_MISMATCH_SECONDS:
                    yield to_corpus(samples, sample_rate_hz), phones
