"""Phone units: what the mouth does for each sound, whatever the language.

The 44 units are the sounds that look different or are heard apart reliably; every engine's phones are folded onto them
in phone_maps.py. Amplitudes are weights 0..1, chosen by us from descriptions of English articulation and from lip
geometry of the ARKit reference face; they are artistic targets, not measurements.
"""
import numpy as np

CHANNELS = "jaw close press tuck pucker funnel stretch upper lower shrug tongue".split()
VISEMES = "sil PP FF TH DD kk CH SS nn RR aa E ih oh ou".split()  # order used by Oculus and VRChat

# unit, viseme, kind, dominance over its neighbours (jaw, lips, tongue), then the channels that are not at rest
_TABLE = """
sil  sil  silence    0.5 0.9 0.5
p    PP   stop       0.9 0.12 0.1    jaw=0.06 close=1.00 press=0.45
b    PP   stop       0.9 0.12 0.1    jaw=0.07 close=1.00 press=0.35
m    PP   nasal      0.9 0.12 0.1    jaw=0.06 close=1.00 press=0.28
f    FF   fricative  1 0.7 0.1       jaw=0.08 tuck=0.85 upper=0.18
v    FF   fricative  1 0.6 0.1       jaw=0.09 tuck=0.75 upper=0.15
th   TH   fricative  0.8 0.3 1.5     jaw=0.15 stretch=0.10 upper=0.08 lower=0.18 tongue=0.50
dh   TH   fricative  0.6 0.2 1.2     jaw=0.15 stretch=0.08 upper=0.06 lower=0.15 tongue=0.38
t    DD   stop       0.7 0.15 0.6    jaw=0.09 stretch=0.12 upper=0.06 lower=0.14
d    DD   stop       0.7 0.15 0.6    jaw=0.10 stretch=0.10 upper=0.06 lower=0.14
n    nn   nasal      0.6 0.12 0.6    jaw=0.11 stretch=0.08 upper=0.05 lower=0.12
l    nn   sonorant   0.5 0.15 0.8    jaw=0.18 stretch=0.05 upper=0.06 lower=0.15 tongue=0.10
r    RR   sonorant   0.5 0.75 0.4    jaw=0.13 pucker=0.28 funnel=0.32
rr   RR   sonorant   0.5 0.15 0.6    jaw=0.15 stretch=0.05 lower=0.12
s    SS   fricative  1.3 0.45 0.7    jaw=0.05 stretch=0.28 upper=0.12 lower=0.26
z    SS   fricative  1.2 0.4 0.7     jaw=0.06 stretch=0.25 upper=0.10 lower=0.24
sh   CH   fricative  1.2 1.1 0.6     jaw=0.08 pucker=0.32 funnel=0.48 upper=0.08 lower=0.10 shrug=0.18
zh   CH   fricative  1.1 1 0.6       jaw=0.09 pucker=0.28 funnel=0.44 upper=0.08 lower=0.10 shrug=0.15
ch   CH   fricative  1.1 1 0.6       jaw=0.08 pucker=0.30 funnel=0.46 upper=0.08 lower=0.10 shrug=0.18
jh   CH   fricative  1.1 0.9 0.6     jaw=0.09 pucker=0.27 funnel=0.42 upper=0.07 lower=0.09 shrug=0.15
k    kk   stop       0.35 0.1 0.3    jaw=0.15 lower=0.10
g    kk   stop       0.35 0.1 0.3    jaw=0.15 lower=0.10
ng   kk   nasal      0.35 0.1 0.3    jaw=0.14 lower=0.08
x    kk   fricative  0.4 0.12 0.3    jaw=0.18 lower=0.12
h    kk   fricative  0.1 0.04 0.1    jaw=0.24 lower=0.12
y    ih   sonorant   0.6 0.5 0.4     jaw=0.11 stretch=0.42 upper=0.10 lower=0.16
w    ou   sonorant   0.8 1.6 0.3     jaw=0.09 pucker=0.85 funnel=0.22
iy   ih   vowel      0.9 0.8 0.4     jaw=0.13 stretch=0.55 upper=0.15 lower=0.20
ih   ih   vowel      0.8 0.6 0.4     jaw=0.20 stretch=0.34 upper=0.13 lower=0.20
ey   E    vowel      0.9 0.7 0.4     jaw=0.26 stretch=0.44 upper=0.16 lower=0.25
eh   E    vowel      1 0.7 0.4       jaw=0.35 stretch=0.33 upper=0.18 lower=0.30
ae   aa   vowel      1.1 0.7 0.4     jaw=0.46 stretch=0.36 upper=0.24 lower=0.36
aa   aa   vowel      1.2 0.8 0.4     jaw=0.56 funnel=0.05 stretch=0.06 upper=0.18 lower=0.34
ah   aa   vowel      1 0.6 0.4       jaw=0.38 stretch=0.08 upper=0.14 lower=0.26
ax   E    vowel      0.5 0.3 0.3     jaw=0.22 stretch=0.08 upper=0.08 lower=0.14
ix   ih   vowel      0.5 0.4 0.3     jaw=0.17 stretch=0.20 upper=0.08 lower=0.15
er   RR   vowel      0.8 0.8 0.4     jaw=0.22 pucker=0.22 funnel=0.32 lower=0.10
ao   oh   vowel      1.1 1.1 0.4     jaw=0.42 pucker=0.22 funnel=0.46
ow   oh   vowel      1 1.2 0.4       jaw=0.30 pucker=0.48 funnel=0.44
uh   ou   vowel      0.8 1 0.4       jaw=0.18 pucker=0.42 funnel=0.30
uw   ou   vowel      0.9 1.4 0.4     jaw=0.11 pucker=0.76 funnel=0.30
yy   ou   vowel      0.9 1.3 0.4     jaw=0.11 pucker=0.66 funnel=0.36
oe   oh   vowel      1 1.1 0.4       jaw=0.28 pucker=0.42 funnel=0.42
q    kk   stop       0.05 0.02 0.05  jaw=0.15
"""

UNITS, KINDS = [], []
_visemes, _dominances, _targets = [], [], []
for _line in _TABLE.strip().splitlines():
    _name, _viseme, _kind, *_rest = _line.split()
    _amplitudes = dict(item.split("=") for item in _rest[3:])
    UNITS.append(_name)
    KINDS.append(_kind)
    _visemes.append(VISEMES.index(_viseme))
    _dominances.append([float(value) for value in _rest[:3]])
    _targets.append([float(_amplitudes.pop(channel, 0)) for channel in CHANNELS])
    if _amplitudes:
        raise ValueError(f"unit {_name}: unknown channels {sorted(_amplitudes)}")

UNIT_INDEX = {name: index for index, name in enumerate(UNITS)}
VISEME_OF_UNIT = np.array(_visemes)  # [units]
DOMINANCE = np.array(_dominances, np.float32)  # [units, 3]
TARGETS = np.array(_targets, np.float32)  # [units, channels]
IS_VOWEL = np.array([kind == "vowel" for kind in KINDS])
SILENCE = UNIT_INDEX["sil"]
BILABIALS = [UNIT_INDEX[name] for name in ("p", "b", "m")]
LABIODENTALS = [UNIT_INDEX[name] for name in ("f", "v")]
