"""Files of ARKit curves: tables of Live Link Face, tables with seconds (NIM's, ours), JSON exports of Audio2Face."""
import csv
import io
import json
import re
from dataclasses import dataclass, field

import numpy as np

from ..arkit import ARKIT_INDEX, ARKIT_NAMES
from .findings import UnusableFile

EXTENSIONS = (".csv", ".json")
USUAL_RATES_HZ = (24, 25, 30, 48, 50, 60, 90, 100, 120, 240)
APP_RATE_HZ = 60  # of the Live Link Face app; taken for a take too short to tell
DAY_SECONDS = 86400
_BY_LOWER_NAME = {name.lower(): index for name, index in ARKIT_INDEX.items()}
# Live Link Face's columns that are no ARKit weights
_KNOWN_OTHERS = {"blendshapecount", "index", *(side + axis for side in ("head", "lefteye", "righteye") for axis in ("yaw", "pitch", "roll"))}
_TIMECODE = re.compile(r"(\d{1,2}):([0-5]?\d):([0-5]?\d)[:;](\d{1,3})(\.\d+)?")


@dataclass
class Curves:
    """Weights at ascending times; channels that the file lacks are 0."""
    seconds: np.ndarray  # [frames]
    weights: np.ndarray  # [frames, 52]
    present: list  # ARKit names in the file
    unknown: list = field(default_factory=list)  # names in the file that are no ARKit names

    @property
    def end_seconds(self):
        """When the last frame ends."""
        return float(self.seconds[-1] + np.median(np.diff(self.seconds))) if len(self.seconds) > 1 else float(self.seconds[-1])


def channel(name):
    """Index of the ARKit channel a column names, or None; a prefix up to the last dot, letter case and _L, _R are allowed."""
    plain = name.rsplit(".", 1)[-1].strip().lower()
    plain = re.sub(r"_l$", "left", re.sub(r"_r$", "right", plain))
    return _BY_LOWER_NAME.get(plain)


def read_curves(path):
    """Curves of a file; raises UnusableFile."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UnusableFile(path.name, "cannot be read as UTF-8 text", "export it again") from None
    return _read_json(path.name, text) if path.suffix.lower() == ".json" else _read_table(path.name, text)


def _gather(place, names, rows, seconds):
    """Columns by name into the 52; a later column of the same channel is an error."""
    columns = {}
    for column, name in enumerate(names):
        index = channel(name)
        if index is None:
            continue
        if index in columns:
            raise UnusableFile(place, f"{ARKIT_NAMES[index]} is there twice", "remove one of the columns")
        columns[index] = column
    if not columns:
        raise UnusableFile(place, "no column is an ARKit channel", f"name them as ARKit does: {ARKIT_NAMES[17]}, {ARKIT_NAMES[20]} and so on")
    if not len(rows):
        raise UnusableFile(place, "has no frames", "export it again, or remove it and its sound")
    weights = np.zeros((len(rows), len(ARKIT_NAMES)), np.float32)
    values = np.asarray(rows, np.float32)
    for index, column in columns.items():
        weights[:, index] = values[:, column]
    if not np.isfinite(weights).all():
        raise UnusableFile(place, "has values that are no numbers", "export it again")
    unknown = [name for name in names if channel(name) is None and name.strip().lower() not in _KNOWN_OTHERS]
    return Curves(np.asarray(seconds, np.float64), weights, [ARKIT_NAMES[index] for index in sorted(columns)], unknown)


def _read_json(place, text):
    try:
        data = json.loads(text)
        names, rows, rate_hz = data["facsNames"], data["weightMat"], float(data["exportFps"])
        if rate_hz <= 0 or any(len(row) != len(names) for row in rows):
            raise ValueError
        return _gather(place, names, rows, np.arange(len(rows)) / rate_hz)
    except (ValueError, KeyError, TypeError):
        raise UnusableFile(place, "is no Audio2Face export (exportFps, facsNames, weightMat with as many numbers in each row as names)",
                           "export the blend shape weights as JSON again") from None


def _read_table(place, text):
    lines = list(csv.reader(io.StringIO(text)))
    header = [cell.strip() for cell in lines[0]] if lines else []
    lower = [name.lower() for name in header]
    time_column = next((lower.index(name) for name in ("timecode", "time") if name in lower), None)
    if time_column is None:
        raise UnusableFile(f"{place}:1", "no column is called Timecode, timeCode or time",
                           "export it as Live Link Face does, or with a column of seconds")
    times, rows = [], []
    values = [i for i, name in enumerate(header) if channel(name) is not None]
    for number, cells in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise UnusableFile(f"{place}:{number}", f"has {len(cells)} cells, the header {len(header)}", "export it again")
        row = np.zeros(len(header), np.float32)
        try:
            row[values] = [float(cells[i]) for i in values]
        except ValueError:
            raise UnusableFile(f"{place}:{number}", "has a cell that is no number", "export it again, decimals with a dot") from None
        times.append((number, cells[time_column].strip()))
        rows.append(row)
    seconds = _seconds(place, times) if times else []
    if len(seconds) and (np.diff(seconds) < 0).any():
        raise UnusableFile(f"{place}:{times[int(np.argmax(np.diff(seconds) < 0)) + 1][0]}", "its time is before that of the row above",
                           "export it again; a file holds one take")
    names = [name if i != time_column else "index" for i, name in enumerate(header)]
    return _gather(place, names, rows, seconds)


def _seconds(place, times):
    """Seconds as written, or of timecodes from the first on: those say the time of day, not where the sound begins."""
    parts = [_TIMECODE.fullmatch(text) for _, text in times]
    if not all(parts):
        try:
            return np.array([float(text) for _, text in times])
        except ValueError:
            number = next(n for (n, _), match in zip(times, parts) if not match)
            raise UnusableFile(f"{place}:{number}", "its time is neither HH:MM:SS:FF nor seconds", "export it again") from None
    clock = np.array([int(m[1]) * 3600 + int(m[2]) * 60 + int(m[3]) for m in parts], np.float64)
    frames = np.array([int(m[4]) + float(m[5] or 0) for m in parts])
    clock += DAY_SECONDS * np.cumsum(np.diff(clock, prepend=clock[0]) < -DAY_SECONDS / 2)  # over midnight
    highest = int(frames.max())
    lowest_hz = 0 if clock[-1] > clock[0] else APP_RATE_HZ
    rate_hz = next((rate for rate in USUAL_RATES_HZ if rate > highest and rate >= lowest_hz), None)
    if rate_hz is None:
        raise UnusableFile(place, f"its timecodes count up to frame {highest} in a second", "export it at 240 frames a second or fewer")
    seconds = clock + frames / rate_hz
    return seconds - seconds[0]


def at_frame_rate(curves, frames, rate_hz, offset_seconds=0.0):
    """[frames, 52] on an even grid that starts with the sound; frame k shows what the file has at k / rate_hz + offset_seconds.

    Where the grid is denser than the file, values lie on straight lines; where it is coarser, an average over the grid's step
    keeps what lies between.
    """
    grid = np.arange(frames) / rate_hz + offset_seconds
    seconds, weights = curves.seconds, curves.weights
    step = np.median(np.diff(seconds)) if len(seconds) > 1 else 1.0
    window = round(1 / rate_hz / step) - 1 | 1  # odd, so that nothing moves in time
    if window > 1:
        kernel = np.ones(window) / window
        padded = np.pad(weights, ((window // 2, window // 2), (0, 0)), "edge")
        weights = np.stack([np.convolve(column, kernel, "valid") for column in padded.T], axis=1)
    return np.stack([np.interp(grid, seconds, column) for column in weights.T], axis=1).astype(np.float32)
