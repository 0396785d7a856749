"""What is wrong with material: where, what, how to mend it."""
from dataclasses import dataclass

LEVELS = ERROR, WARNING, NOTE = "error", "warning", "note"


@dataclass(frozen=True)
class Finding:
    level: str  # ERROR: the recording cannot be used; WARNING: it can, but look; NOTE: what was done about it
    place: str  # file name, with a line where there is one; empty for the whole folder
    text: str
    mend: str = ""

    def __str__(self):
        place = f"{self.place}: " if self.place else ""
        return f"{self.level}: {place}{self.text}{' -> ' + self.mend if self.mend else ''}"


class UnusableFile(Exception):
    """A file that cannot be read; carries the finding."""

    def __init__(self, place, text, mend):
        super().__init__(text)
        self.finding = Finding(ERROR, place, text, mend)
