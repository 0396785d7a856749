"""Noises under a voice, made by us: rooms, machines, weather, music, crowds and combat. float arrays at 16 kHz."""
import numpy as np
from scipy import fft
from scipy.signal import lfilter

from .engines.common import SAMPLE_RATE_HZ

BANK_SECONDS = 20.0  # per kind and copy
BANK_COPIES = 3  # of each kind; what is most like speech, and so costs most, is heard more often:
MORE_COPIES = {"crowd": 9, "band": 6}
SEMITONE = 2 ** (1 / 12)


def rms(audio):
    return float(np.sqrt(np.mean(np.square(audio, dtype=np.float64))))


def _shaped(shape, samples, rng):
    """Noise whose amplitude spectrum is shape(Hz)."""
    hz = fft.rfftfreq(samples, 1 / SAMPLE_RATE_HZ) + 20
    return fft.irfft((rng.standard_normal(len(hz)) + 1j * rng.standard_normal(len(hz))) * shape(hz), samples)


def _seconds(samples):
    return np.arange(samples) / SAMPLE_RATE_HZ


def _place(noise, event, at):
    """Adds an event where it begins; what lies beyond the end is lost."""
    count = min(len(event), len(noise) - at)
    noise[at:at + count] += event[:count]


def _wind(samples, rng):
    gusts = 1 + 0.8 * np.sin(2 * np.pi * rng.uniform(0.2, 2) * _seconds(samples))
    return _shaped(lambda hz: 1 / (1 + (hz / 200) ** 2), samples, rng) * gusts


def _hum(samples, rng):
    mains, fall = rng.choice([50, 60, 100, 120, 180]), rng.uniform(0.5, 2)
    return sum(np.sin(2 * np.pi * mains * h * _seconds(samples) + rng.uniform(0, 6)) / h ** fall for h in range(1, 9))


def _crackle(samples, rng):
    clicks = np.zeros(samples)
    where = rng.integers(0, samples, max(3, samples // 3000))
    clicks[where] = rng.standard_normal(len(where))
    return np.convolve(clicks, np.exp(-np.arange(200) / rng.uniform(5, 60)), "same")


def _plucked(samples, intervals, rng):
    """Plucked notes or chords one after another."""
    music, at = np.zeros(samples), 0
    while at < samples:
        count = min(int(rng.uniform(0.15, 0.8) * SAMPLE_RATE_HZ), samples - at)
        seconds = _seconds(count)
        root_hz, decay = rng.uniform(90, 900), np.exp(-seconds / rng.uniform(0.1, 0.6))
        for interval in intervals:
            for harmonic in range(1, 6):
                tone = np.sin(2 * np.pi * root_hz * interval * harmonic * seconds)
                music[at:at + count] += decay * tone / harmonic ** 1.3
        at += count
    return music


def _band(samples, rng):
    """A score for a fight or a tavern: held chords, a bass and drums in one beat."""
    music, at, beat = np.zeros(samples), 0, int(rng.uniform(0.3, 0.6) * SAMPLE_RATE_HZ)
    key_hz, pad, drums = rng.uniform(55, 110), rng.uniform(0.3, 1), rng.uniform(0.2, 1.5)
    seconds = _seconds(4 * beat)
    while at < samples:  # one bar of four beats
        root_hz = key_hz * SEMITONE ** rng.choice([0, 3, 5, 7, 8, 10])
        swell = np.minimum(1, seconds / 0.1) * np.minimum(1, (seconds[-1] - seconds) / 0.1)
        for interval in (1, SEMITONE ** rng.choice([3, 4]), SEMITONE ** 7, 2):
            vibrato = 1 + 0.004 * np.sin(2 * np.pi * rng.uniform(4, 6) * seconds)
            phase = 2 * np.pi * 4 * root_hz * interval * np.cumsum(vibrato) / SAMPLE_RATE_HZ
            _place(music, pad * swell * sum(np.sin(h * phase + rng.uniform(0, 6)) / h for h in range(1, 7)), at)
        for index in range(4):
            time, first = seconds[:beat], at + index * beat
            if first >= samples:
                break
            _place(music, 2 * np.exp(-time / 0.25) * np.sin(2 * np.pi * root_hz * time), first)
            kick = np.exp(-time / 0.06) * np.sin(2 * np.pi * (45 * time + 3 * (1 - np.exp(-time / 0.02))))
            snare = np.exp(-time / 0.05) * rng.standard_normal(beat)
            _place(music, drums * (4 * kick if index % 2 == 0 else 2 * snare), first)
        at += 4 * beat
    return music


def _talker(samples, rng):
    """A voice of nobody: a gliding buzz through three wandering formants in syllables, with words of silence."""
    syllable = int(rng.uniform(0.14, 0.24) * SAMPLE_RATE_HZ)
    knots = samples // syllable + 2
    at = np.arange(samples) / syllable

    def glide(low, high):
        return np.interp(at, np.arange(knots), rng.uniform(low, high, knots))

    pitch_hz = rng.uniform(90, 240)
    phase = np.cumsum(glide(0.85, 1.2) * pitch_hz / SAMPLE_RATE_HZ)
    buzz = np.diff(np.floor(phase), prepend=0) + 0.02 * rng.standard_normal(samples)
    voice = np.zeros(samples)
    for low, high, gain in ((300, 850, 1.0), (900, 2300, 0.6), (2300, 3400, 0.3)):
        # two fixed resonances crossfaded by the syllables: cheaper than one that moves, and as busy
        share = np.round(glide(0, 1) * 4) / 4
        for weight, centre in ((share, rng.uniform(low, high)), (1 - share, rng.uniform(low, high))):
            radius = np.exp(-np.pi * 90 / SAMPLE_RATE_HZ)
            turn = 2 * np.pi * centre / SAMPLE_RATE_HZ
            voice += gain * weight * lfilter([1 - radius, radius - 1], [1, -2 * radius * np.cos(turn), radius ** 2], buzz)
    words = np.repeat(rng.random(knots) < 0.75, syllable)[:samples]
    return voice * words * (0.55 - 0.45 * np.cos(2 * np.pi * at))


def _crowd(samples, rng):
    return sum(_talker(samples, rng) * rng.uniform(0.3, 1) for _ in range(rng.integers(4, 9)))


def _shot(rng):
    """A crack, a thump and the echo of the place."""
    seconds = _seconds(int(0.6 * SAMPLE_RATE_HZ))
    noise = rng.standard_normal(len(seconds))
    crack = noise * np.exp(-seconds / rng.uniform(0.004, 0.02))
    thump = 2 * np.sin(2 * np.pi * rng.uniform(60, 140) * seconds) * np.exp(-seconds / 0.04)
    echo = lfilter([0.2], [1, -0.8], rng.standard_normal(len(seconds))) * np.exp(-seconds / rng.uniform(0.06, 0.2))
    return crack + thump + rng.uniform(0.1, 0.5) * echo


def _explosion(rng):
    seconds = _seconds(int(rng.uniform(1.0, 2.5) * SAMPLE_RATE_HZ))
    rumble = lfilter([0.04], [1, -0.96], rng.standard_normal(len(seconds)))
    shape = np.minimum(1, seconds / 0.01) * np.exp(-seconds / rng.uniform(0.2, 0.6))
    return 12 * rumble * shape * (1 + 0.5 * np.sin(2 * np.pi * rng.uniform(3, 9) * seconds))


def _clash(rng):
    """Steel on steel: partials in no harmonic order that ring on after a click."""
    seconds = _seconds(int(0.7 * SAMPLE_RATE_HZ))
    ring = sum(np.sin(2 * np.pi * hz * seconds) * np.exp(-seconds / rng.uniform(0.03, 0.25))
               for hz in rng.uniform(700, 7000, rng.integers(5, 12)))
    return 0.5 * ring + rng.standard_normal(len(seconds)) * np.exp(-seconds / 0.003)


def _combat(samples, rng):
    """A fight of one kind or mixed: bursts of gunfire, explosions, blades."""
    noise, at = np.zeros(samples), 0
    chances = rng.dirichlet([0.6, 0.6, 0.6])
    while at < samples:
        event, strength = rng.choice(3, p=chances), rng.uniform(0.2, 1)
        if event == 0:
            shot, apart = _shot(rng), rng.uniform(0.06, 0.2)
            for index in range(rng.integers(1, 9)):
                first = at + int(index * apart * SAMPLE_RATE_HZ)
                if first < samples:
                    _place(noise, strength * rng.uniform(0.8, 1) * shot, first)
        else:
            _place(noise, strength * (_explosion if event == 1 else _clash)(rng), at)
        at += int(rng.exponential(0.45) * SAMPLE_RATE_HZ) + 800
    return noise


KINDS = {
    "white": lambda samples, rng: _shaped(np.ones_like, samples, rng),
    "pink": lambda samples, rng: _shaped(lambda hz: hz ** -0.5, samples, rng),
    "brown": lambda samples, rng: _shaped(lambda hz: 1 / hz, samples, rng),
    # the long-term band of speech, without its rhythm
    "babble-band": lambda samples, rng: _shaped(lambda hz: (hz > 100) / (1 + (hz / 600) ** 2), samples, rng),
    "wind": _wind,
    "hum": _hum,
    "crackle": _crackle,
    "tones": lambda samples, rng: _plucked(samples, (1,), rng),
    "chord": lambda samples, rng: _plucked(samples, (1, 1.26, 1.5), rng),
    "band": _band,
    "crowd": _crowd,
    "combat": _combat,
}


def make_noise(kind, samples, rng):
    """float32 noise of RMS 1."""
    noise = KINDS[kind](samples, rng)
    return (noise / (rms(noise) + 1e-15)).astype(np.float32)


class NoiseBank:
    """Noises made once; slices of them are cheap."""

    def __init__(self, rng):
        samples = int(BANK_SECONDS * SAMPLE_RATE_HZ)
        self._noises = [make_noise(kind, samples, rng) for kind in KINDS for _ in range(MORE_COPIES.get(kind, BANK_COPIES))]

    def slice(self, samples, rng):
        noise = self._noises[rng.integers(len(self._noises))]
        first = rng.integers(len(noise) - samples)
        part = noise[first:first + samples]
        return part / np.float32(rms(part) + 1e-6)
