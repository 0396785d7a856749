"""What game audio goes through: lossy codecs and low sample rates, by ffmpeg."""
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from .engines.common import SAMPLE_RATE_HZ

# (encoder arguments, container, sample rate of the coded file in Hz)
CODECS = (
    (("libmp3lame", "-b:a", "32k"), "mp3", 16000),
    (("libmp3lame", "-b:a", "64k"), "mp3", 22050),
    (("libopus", "-b:a", "14k"), "ogg", 16000),
    (("libvorbis", "-q:a", "0"), "ogg", 16000),
    (("wmav2", "-b:a", "32k"), "asf", 22050),
    (("adpcm_ima_wav",), "wav", 22050),
    (("adpcm_ima_wav",), "wav", 11025),
    (("adpcm_ms",), "wav", 11025),
    (("pcm_u8",), "wav", 8000),
    (("pcm_u8",), "wav", 11025),
    (("pcm_u8",), "wav", 22050),
    (("pcm_mulaw",), "wav", 8000),
    (("pcm_alaw",), "wav", 8000),
)
LARGEST_DELAY_SAMPLES = 1200
_GAP_SAMPLES = 3200  # keeps one utterance from ringing into the next
_SEARCH_SAMPLES = 1 << 19


def delay_samples(original, decoded):
    """The lag at which `decoded` fits `original` best, within +-1200 samples, by cross-correlation."""
    count = min(len(original), _SEARCH_SAMPLES)
    size = 2 * count
    spectrum = np.fft.rfft(decoded[:count].astype(np.float64), size)
    spectrum *= np.conj(np.fft.rfft(original[:count].astype(np.float64), size))
    correlation = np.fft.irfft(spectrum, size)
    lags = np.r_[0:LARGEST_DELAY_SAMPLES, -LARGEST_DELAY_SAMPLES:0]
    return int(lags[np.argmax(correlation[lags])])


def _ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-threads", "1", *map(str, arguments)], check=True)


def round_trip(utterances, codec):
    """int16 utterances through one codec and back, same lengths, the codec's delay removed."""
    encoder, container, sample_rate_hz = codec
    gap = np.zeros(_GAP_SAMPLES, np.int16)
    joined = np.concatenate([part for utterance in utterances for part in (utterance, gap)])
    raw = ("-f", "s16le", "-ar", SAMPLE_RATE_HZ, "-ac", 1)
    with tempfile.TemporaryDirectory() as name:
        source, coded, back = (Path(name) / file for file in ("source.raw", f"coded.{container}", "back.raw"))
        joined.tofile(source)
        _ffmpeg(*raw, "-i", source, "-ar", sample_rate_hz, "-c:a", *encoder, coded)
        _ffmpeg("-i", coded, *raw, back)
        decoded = np.fromfile(back, np.int16)
    decoded = np.pad(decoded, (0, max(0, len(joined) - len(decoded))))[:len(joined)]
    decoded = np.roll(decoded, -delay_samples(joined, decoded))
    starts = np.cumsum([0] + [len(utterance) + _GAP_SAMPLES for utterance in utterances])
    return [decoded[start:start + len(utterance)] for start, utterance in zip(starts, utterances)]
