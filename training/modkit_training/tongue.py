"""Where the tongue is for each sound: the 16 tongue channels of Audio2Face, in its order.

Weights 0..1 from descriptions of articulation, chosen by us: which part of the tongue meets what, and how a vowel's
place front or back, high or low draws its body. No sound needs a tongue that lies to one side. ARKit's tongueOut, one of
the 52, is not drawn here. Sounds made without the tongue (lips, glottis) leave it at rest, as silence does.
"""
import numpy as np

from .units import UNIT_INDEX, UNITS

TONGUE_NAMES = (
    "tongueTipUp tongueTipDown tongueTipLeft tongueTipRight tongueRollUp tongueRollDown tongueRollLeft tongueRollRight "
    "tongueUp tongueDown tongueLeft tongueRight tongueIn tongueStretch tongueWide tongueNarrow"
).split()
# A tongue takes about this long from one sound to the next; the units change within 10 or 20 ms. Past frames alone
# are averaged, so that the look-ahead stays: the tongue is 15 ms late, as much as the mouth is early.
SMOOTHING_FRAMES = 4

_TABLE = """
th    TipUp=0.10 Stretch=0.50 Wide=0.35
dh    TipUp=0.10 Stretch=0.40 Wide=0.30
t     TipUp=0.80 Up=0.20
d     TipUp=0.75 Up=0.20
n     TipUp=0.75 Up=0.20
l     TipUp=0.90 Stretch=0.10 Narrow=0.30
r     TipUp=0.25 RollUp=0.30 Up=0.15 In=0.30
rr    TipUp=0.65 Up=0.10
s z   TipUp=0.30 Up=0.25 Narrow=0.35
sh zh TipUp=0.25 Up=0.40 In=0.20 Narrow=0.20
ch jh TipUp=0.50 Up=0.40 In=0.15 Narrow=0.10
k g ng  TipDown=0.30 Up=0.70 In=0.35
x     TipDown=0.25 Up=0.50 In=0.35
h     Down=0.10
y     TipDown=0.25 Up=0.50 Stretch=0.15 Wide=0.20
w     TipDown=0.15 Up=0.40 In=0.35
iy    TipDown=0.25 Up=0.45 Stretch=0.15 Wide=0.25
ih ey TipDown=0.20 Up=0.30 Stretch=0.10 Wide=0.20
eh    TipDown=0.15 Up=0.10 Stretch=0.10 Wide=0.15
ae    TipDown=0.15 Down=0.20 Stretch=0.10 Wide=0.20
aa    Down=0.40 In=0.25
ah    Down=0.25 In=0.10
ax    Down=0.05
ix    TipDown=0.10 Up=0.20
er    TipUp=0.20 Up=0.20 In=0.20
ao    Down=0.25 In=0.35
ow    Up=0.10 In=0.35
uh    Up=0.25 In=0.30
uw    TipDown=0.15 Up=0.40 In=0.35
yy    TipDown=0.20 Up=0.40 Stretch=0.10
oe    TipDown=0.15 Up=0.15 Stretch=0.10
"""


def _table():
    table = np.zeros((len(UNITS), len(TONGUE_NAMES)), np.float32)
    for line in _TABLE.strip().splitlines():
        words = line.split()
        amplitudes = [word.split("=") for word in words if "=" in word]
        for unit in words[:len(words) - len(amplitudes)]:
            for name, weight in amplitudes:
                table[UNIT_INDEX[unit], TONGUE_NAMES.index("tongue" + name)] = float(weight)
    return table


TONGUE_OF_UNIT = _table()  # [units, 16]
