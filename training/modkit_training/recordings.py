"""Recordings of people with a transcript -> files like the synthesisers' in data/speech, timed by a run of our own.

A recording is kept when the alignment can be believed (align.is_sound): a transcript that is not what is said, or a
voice the network does not understand yet, drops out.
"""
import gzip
import json
import wave
from pathlib import Path

import numpy as np
import torch

from .align import align, is_sound, log_probabilities, phones
from .engines.common import SAMPLE_RATE_HZ, to_corpus
from .engines.espeak import Espeak
from .inference import load
from .phone_maps import ipa
from .units import SILENCE, UNIT_INDEX

_MARKS = "[(<"  # stage directions: [beep], (pause)


def transcript(path):
    """Yields (name of the sound, text) of a list with lines 'name: text'; ';' begins a comment."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            name, colon, text = line.partition(":")
            text = text.strip()
            if colon and text and not line.startswith(";") and not any(mark in text for mark in _MARKS):
                yield name.strip(), text


def units_of_text(engine, text, voice):
    """The units a text is made of, by espeak-ng's rules for a language; no unit twice in a row."""
    spoken = engine.say(text, voice, 160, 50, 50)
    units = []
    for _, phone in spoken[1] if spoken else ():
        for name in ipa(phone) or ():
            if not units or units[-1] != UNIT_INDEX[name]:
                units.append(UNIT_INDEX[name])
    return units


def read_wave(path):
    """(int16 samples, rate) of a mono PCM file."""
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2"), file.getframerate()


def align_recordings(config, run):
    """Writes data/speech/<name>.npz for every [[recordings]] of the configuration, and drops its old pack."""
    torch.set_num_threads(config["training"]["threads"])
    network, engine = load(config, run), Espeak()
    for job in config.recordings:
        audio, timed, refused = [], [], 0
        for name, text in transcript(Path(job["transcript"])):
            path = Path(job["sounds"]) / f"{name}.wav"
            units = units_of_text(engine, text, job["voice"]) if path.exists() else []
            if sum(unit != SILENCE for unit in units) < 2:
                continue
            samples = to_corpus(*read_wave(path))
            heard = log_probabilities(network, samples.astype(np.float32) / 32768)
            segments = align(heard, units)
            if segments is None or not is_sound(segments, heard):
                refused += 1
                continue
            audio.append(samples)
            timed.append(phones(segments))
        if not audio:
            raise SystemExit(f"{job['name']}: nothing in {job['sounds']} could be aligned; is it installed (see training/setup)?")
        part = config.speech_folder / f"{job['name']}.part.npz"
        np.savez(part, audio=np.concatenate(audio), offsets=np.cumsum([0] + [len(a) for a in audio]),
                 phones=json.dumps(timed), job=json.dumps(job))
        (config.packs_folder / f"{job['name']}.npz").unlink(missing_ok=True)
        part.rename(config.speech_folder / f"{job['name']}.npz")
        minutes = sum(map(len, audio)) / SAMPLE_RATE_HZ / 60
        print(f"{job['name']}: {len(audio)} recordings, {minutes:.1f} min; {refused} refused", flush=True)
