"""espeak-ng through its C library, which reports every phone in IPA with its first sample.

espeak_Initialize must not be called twice in one process (it hangs), so a process speaks one job.
Voices are chosen by *file* name: British English is `en` and French is `fr`; `en-gb` and `fr-fr` are language tags
and are not found when a variant is appended.
"""
import ctypes

import numpy as np

from .common import to_corpus

_AUDIO_OUTPUT_RETRIEVAL = 1
_PHONEME_EVENTS_AS_IPA = 1 | 2
_EVENT_END, _EVENT_PHONEME = 0, 7
_RATE, _PITCH, _RANGE = 1, 3, 4
_CHARS_UTF8 = 1
_STOPS = tuple("pbtdkɡgcɟʈɖqʔ")
_LONGEST_CLOSURE_BLOCKS = 26  # of 5 ms


class _EventId(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):  # espeak_EVENT of speak_lib.h
    _fields_ = [("type", ctypes.c_int), ("uid", ctypes.c_uint), ("text_position", ctypes.c_int),
                ("length", ctypes.c_int), ("audio_position", ctypes.c_int), ("sample", ctypes.c_int),
                ("user", ctypes.c_void_p), ("id", _EventId)]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class Espeak:
    def __init__(self):
        self._library = ctypes.CDLL("libespeak-ng.so.1")
        self.sample_rate_hz = self._library.espeak_Initialize(_AUDIO_OUTPUT_RETRIEVAL, 200, None,
                                                             _PHONEME_EVENTS_AS_IPA)
        self._chunks, self._events = [], []
        self._callback = _Callback(self._receive)
        self._library.espeak_SetSynthCallback(self._callback)

    def _receive(self, wave, count, events):
        if wave and count > 0:
            self._chunks.append(np.ctypeslib.as_array(wave, (count,)).copy())
        index = 0
        while events[index].type != _EVENT_END:
            event = events[index]
            if event.type == _EVENT_PHONEME:
                self._events.append((event.sample, bytes(event.id.string).decode("utf-8", "ignore")))
            index += 1
        return 0

    def say(self, text, voice, words_per_minute, pitch, pitch_range):
        """(samples, [(first_sample, ipa), ...]), or None when the voice is unknown or nothing was spoken."""
        self._chunks, self._events = [], []
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            return None
        for parameter, value in ((_RATE, words_per_minute), (_PITCH, pitch), (_RANGE, pitch_range)):
            self._library.espeak_SetParameter(parameter, value, 0)
        encoded = text.encode("utf-8")
        self._library.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, _CHARS_UTF8, None, None)
        self._library.espeak_Synchronize()
        return (np.concatenate(self._chunks), self._events) if self._chunks else None


def phones_from_events(samples, sample_rate_hz, events):
    """Phones with the closure of each stop given back to it.

    espeak-ng reports a stop at its burst; the silent closure before it would count as the previous phone. The start
    moves back over the 5 ms blocks below 2 % of the loud level, or by 20 ms where there is no such gap.
    """
    block = max(1, sample_rate_hz // 200)
    blocks = len(samples) // block
    rms = np.sqrt((samples[:blocks * block].reshape(blocks, block).astype(np.float32) ** 2).mean(axis=1))
    quiet = rms < 0.02 * np.percentile(rms, 95)
    phones = []
    for index, (first_sample, name) in enumerate(events):
        start = first_sample / sample_rate_hz
        end = (events[index + 1][0] if index + 1 < len(events) else len(samples)) / sample_rate_hz
        if phones and name.lstrip("ˈˌ").startswith(_STOPS):
            burst = first = min(int(start * sample_rate_hz / block), blocks)
            while first > 0 and burst - first < _LONGEST_CLOSURE_BLOCKS and quiet[first - 1]:
                first -= 1
            closure = first * block / sample_rate_hz if burst - first >= 2 else start - 0.02
            start = min(start, max(closure, phones[-1][1] + 0.015))
            phones[-1][2] = round(start, 4)
        phones.append([name, round(start, 4), round(end, 4)])
    if phones and phones[0][1] > 0:
        phones.insert(0, ["", 0.0, phones[0][1]])
    return phones


def speak(sentences, language_file, variants, rng):
    """Yields (samples, phones), each sentence in a random voice variant, speed, pitch and pitch range."""
    engine = Espeak()
    for sentence in sentences:
        spoken = engine.say(sentence, f"{language_file}+{rng.choice(variants)}", rng.randint(115, 225),
                            rng.randint(15, 85), rng.randint(15, 85))
        if spoken is None:
            continue
        samples, events = spoken
        if len(samples) > 0.3 * engine.sample_rate_hz and np.abs(samples).max() > 500 and len(events) > 1:
            yield (to_corpus(samples, engine.sample_rate_hz),
                   phones_from_events(samples, engine.sample_rate_hz, events))
