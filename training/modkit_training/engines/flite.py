"""Flite: one process per sentence; it prints the end time of every phone (`-psdur`)."""
import subprocess
import tempfile
from pathlib import Path

import soundfile

from .common import phones_from_end_times, to_corpus

DURATION_STRETCHES = (0.7, 0.8, 0.9, 1.0, 1.0, 1.1, 1.25)
DIPHONE_PITCHES_HZ = (80, 95, 110, 125, 150, 180)
LARGEST_MISMATCH_SECONDS = 0.25


def speak(sentences, voice, rng):
    """Yields (samples, phones) for each sentence that Flite could speak."""
    with tempfile.TemporaryDirectory() as folder:
        wave = Path(folder) / "line.wav"
        for sentence in sentences:
            command = ["flite", "-voice", voice, "--setf", f"duration_stretch={rng.choice(DURATION_STRETCHES)}"]
            if voice.startswith("kal"):
                command += ["--setf", f"int_f0_target_mean={rng.choice(DIPHONE_PITCHES_HZ)}"]
            command += ["-psdur", "-t", sentence, "-o", str(wave)]
            printed = subprocess.run(command, capture_output=True, text=True).stdout.split()
            if not printed:
                continue
            names_and_ends = [(item.rsplit(":", 1)[0], float(item.rsplit(":", 1)[1])) for item in printed]
            samples, sample_rate_hz = soundfile.read(wave)
            mismatch_seconds = abs(names_and_ends[-1][1] - len(samples) / sample_rate_hz)
            if len(samples) and mismatch_seconds <= LARGEST_MISMATCH_SECONDS:
                yield to_corpus(samples, sample_rate_hz), phones_from_end_times(names_and_ends)
