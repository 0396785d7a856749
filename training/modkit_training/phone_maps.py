"""Each engine's phone names -> units of units.py. A diphthong or affricate becomes several units."""
import re
import unicodedata

from .units import UNIT_INDEX

DIPHTHONGS = {"ay": ["aa", "ih"], "aw": ["aa", "uh"], "oy": ["ao", "ih"], "ey": ["ey", "ih"], "ow": ["ow", "uh"]}
_SILENCES = set("pau sil h# # sp spn ssil brth _ epi".split()) | {""}
_ARPABET = {"hh": "h", "hv": "h", "axr": "er", "el": "l", "en": "n", "em": "m", "dx": "d", "nx": "n", "ux": "uw",
            "ax-h": "ax", "bcl": "b", "pcl": "b", "dcl": "d", "tcl": "d", "gcl": "g", "kcl": "g"}


def arpabet(phone):
    """Units of an ARPAbet or Radio phone (flite, festival's English voices); None when unknown."""
    phone = re.sub(r"\d", "", phone.lower())
    if phone in _SILENCES:
        return ["sil"]
    if phone in DIPHTHONGS:
        return DIPHTHONGS[phone]
    phone = _ARPABET.get(phone, phone)
    return [phone] if phone in UNIT_INDEX else None


_IPA_GROUPS = {
    "p": "p", "b": "bβɓ", "m": "mɱ", "f": "fɸ", "v": "vʋⱱ", "th": "θ", "dh": "ð", "t": "tʈ", "d": "dɖɗ", "n": "nɳɲ",
    "l": "lɫɭʎɬʟ", "r": "ɹɻ", "rr": "rɾɽɺ", "x": "ʀʁxχɣçɰ", "s": "s", "z": "z", "sh": "ʃʂɕ", "zh": "ʒʐʑ", "k": "kcq",
    "g": "gɡɟɢɠʄ", "ng": "ŋɴ", "h": "hɦħ", "q": "ʕʔ", "y": "jʝ", "w": "ɥwʍ", "iy": "i", "ih": "ɪ", "ey": "e", "eh": "ɛε",
    "ae": "æ", "aa": "aɑ", "ah": "ɐʌɤ", "ax": "əɘ", "er": "ɚɝɜ", "ao": "ɒɔ", "ow": "o", "uh": "ʊɵ", "uw": "uʉ",
    "yy": "yʏ", "oe": "øœɞɶ", "ix": "ɨɯᵻ",
}
_IPA = {letter: unit for unit, letters in _IPA_GROUPS.items() for letter in letters}
_IPA_AFFRICATES = {("t", "sh"): ["ch"], ("d", "zh"): ["jh"]}


def ipa(phone):
    """Units of one espeak-ng phone in IPA (length, stress and tone marks are ignored); None when unknown."""
    if phone.strip(" _:|") == "":
        return ["sil"]
    # ç would decompose to c and a cedilla
    letters = unicodedata.normalize("NFD", "j" if phone == "ʲ" else phone.replace("ç", "x"))
    units = [_IPA[letter] for letter in letters if letter in _IPA]
    if "ʷ" in phone and units:
        units.append("w")
    return _IPA_AFFRICATES.get(tuple(units[:2]), units)[:3] or None


_RUSSIAN = {  # phone set of msu_ru_nsh_clunits: doubled letters are stressed vowels or soft consonants
    "a": "aa", "aa": "aa", "ae": "ax", "e": "eh", "ee": "eh", "i": "iy", "ii": "iy", "y": "ix", "yy": "ix", "o": "ao",
    "oo": "ao", "u": "uw", "uu": "uw", "ur": "uh", "ay": "ax", "zh": "zh", "sh": "sh", "ch": "ch", "sch": "sh",
    "c": "t s", "h": "x", "hh": "x", "j": "y", "r": "rr", "rr": "rr",
    **{letter * count: letter for letter in "bvgdzklmnpstf" for count in (1, 2)},
}


def russian(phone):
    """Units of a phone of festvox-ru; None when unknown."""
    if phone in _SILENCES:
        return ["sil"]
    return _RUSSIAN[phone].split() if phone in _RUSSIAN else None


_SAMPA = {  # festival's Italian, Catalan and Finnish voices
    "a": "aa", "e": "ey", "E": "eh", "i": "iy", "o": "ow", "O": "ao", "u": "uw", "y": "yy", "@": "ax", "ax": "ax", "7": "oe", "{": "ae",
    "j": "y", "J": "n", "L": "l", "N": "ng", "ng": "ng", "nf": "v", "r": "rr", "rr": "rr", "S": "sh", "Z": "zh", "T": "th", "D": "dh",
    "tS": "ch", "dZ": "jh", "ts": "t s", "dz": "d z", **{letter: letter for letter in "pbmfvtdnlszkghw"},
}


def sampa(phone):
    """Units of a phone in the SAMPA of festival's voices, whose case counts; stress digits and length marks do not."""
    phone = phone.rstrip("12:")
    if phone in _SILENCES or phone == "##":
        return ["sil"]
    return _SAMPA[phone].split() if phone in _SAMPA else None


_TELUGU = {  # phone set of festival-te; capitals are retroflex, an h after a stop is breath, th and dh are dental stops
    "a": "ah", "aa": "aa", "ih": "ih", "iy": "iy", "uh": "uh", "uw": "uw", "eh": "eh", "ee": "ey", "ay": "aa ih", "oh": "ao", "oo": "ow",
    "aw": "aa uh", "@": "ax", "T": "t", "td": "t", "th": "t", "tth": "t", "D": "d", "dh": "d", "ddh": "d", "N": "n", "L": "l", "R": "rr", "r": "rr",
    "bh": "b", "kh": "k", "gh": "g", "ch": "ch", "j": "jh", "sh": "sh", "zh": "zh", "ksh": "k sh", "sri": "s rr iy",
    **{letter: letter for letter in "pbmfvwnlskghy"},
}


def telugu(phone):
    """Units of a phone of festival-te, whose case counts."""
    if phone in _SILENCES:
        return ["sil"]
    return _TELUGU[phone].split() if phone in _TELUGU else None


_FESTIVAL_MAPS = {"ru": russian, "te": telugu, "it": sampa, "ca": sampa, "fi": sampa}


def units_of_job(job):
    """The phone mapping of a job; recordings are aligned in units already."""
    if job["engine"] == "recorded":
        return lambda unit: [unit]
    if job["engine"] == "espeak-ng":
        return ipa
    return _FESTIVAL_MAPS.get(job["text"], arpabet)
