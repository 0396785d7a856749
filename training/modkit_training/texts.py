"""Sentences for the speech synthesisers, from Debian's fortune files and the translated names of iso-codes.

The texts are only spoken; none of them is stored in the model or shipped.
"""
import gettext
import random
import re
from pathlib import Path

FORTUNES_FOLDER = Path("/usr/share/games/fortunes")
LOCALE_FOLDER = Path("/usr/share/locale")

ENGLISH_FORTUNES = (
    "bofh-excuses computers debian definitions drugs education ethnic food fortunes goedel humorists kids knghtbrd law "
    "linux linuxcookie literature love magic medicine men-women miscellaneous news paradoxum people pets platitudes "
    "politics pratchett riddles science songs-poems sports startrek tao wisdom work zippy"
).split()
FORTUNE_PATTERNS = {
    "en": ENGLISH_FORTUNES,
    "it": ["it/*", "italia", "formiche", "leggi", "luttazzi"],
    "pt": ["brasil", "mario.*"],
    **{language: [f"{language}/*"] for language in ("cs", "de", "es", "pl", "ru", "eo")},
}
ISO_DOMAINS = ("iso_3166-1", "iso_639-2", "iso_4217", "iso_15924")
LOCALE_NAMES = {"cmn": "zh_CN", "pt": "pt_BR", "en": "en_GB"}
FEW_SENTENCES = 200  # below this the fortunes of a language are padded with lists of names

# Lines dense in the sounds that the lips must show, and short lines as games have them.
LIP_LINES = [
    "Please bring the map back before we move.",
    "My brave men jumped from the boat.",
    "Who moved the blue moon above the boom?",
    "Five fat vipers have been very fond of vivid foam.",
    "Show me the treasure chest, George.",
    "Thank you for both of these things.",
    "Maybe.", "Help me!", "Stop!", "Bob, move up!", "Over the bump.", "We warm the pub room.", "Who are you?", "Look out!",
]

_UNSPEAKABLE = re.compile(r"[\d\[\]<>{}|\\/=_@#^~`$&%*+]")


def split_fortunes(text, shortest_words=1, longest_words=18, longest_chars=130):
    """Cuts fortune-file text into single sentences that a synthesiser reads as written."""
    sentences = []
    for block in re.split(r"\n%+\n", text):
        block = re.sub(r"--.*$", "", re.sub(r"\s+", " ", block))
        for sentence in re.split(r"(?<=[.!?;:])\s+", block):
            sentence = sentence.strip(" \"'*-")
            speakable = len(sentence) < longest_chars and not _UNSPEAKABLE.search(sentence)
            if speakable and shortest_words <= len(sentence.split()) <= longest_words and len(sentence) > 3:
                sentences.append(sentence)
    return sentences


def fortunes(language):
    sentences = []
    for pattern in FORTUNE_PATTERNS.get(language, []):
        for path in sorted(FORTUNES_FOLDER.glob(pattern)):
            if path.is_file() and path.suffix not in (".dat", ".u8"):
                sentences += split_fortunes(path.read_text(encoding="utf-8", errors="ignore"))
    return sentences


def iso_names(language):
    """Names of countries, languages, currencies and scripts in `language`."""
    names = set()
    for domain in ISO_DOMAINS:
        path = LOCALE_FOLDER / LOCALE_NAMES.get(language, language) / "LC_MESSAGES" / f"{domain}.mo"
        if not path.exists():
            continue
        with path.open("rb") as file:
            catalogue = gettext.GNUTranslations(file)._catalog
        for original, translated in catalogue.items():
            if original and isinstance(translated, str) and translated != original:
                name = re.sub(r"[(\[;].*", "", translated).strip()
                if 1 < len(name) < 40 and not _UNSPEAKABLE.search(name):
                    names.add(name)
    return sorted(names)


def sentences(language, seed):
    """All sentences of a language, shuffled by `seed`; empty where Debian ships no text for it."""
    rng = random.Random(f"{language}/{seed}")
    found = sorted(set(fortunes(language)))
    if language == "en":
        found += LIP_LINES * 4
    if len(found) < FEW_SENTENCES:
        names = iso_names(language)
        if len(names) >= 40:
            found += [", ".join(rng.sample(names, rng.randint(1, 5))) + "." for _ in range(2500)]
    rng.shuffle(found)
    return found
