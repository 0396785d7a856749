"""Articulation channels -> the 52 ARKit weights, as numbers that numpy and the network share."""
import numpy as np

from .units import CHANNELS

ARKIT_NAMES = (
    "eyeBlinkLeft eyeLookDownLeft eyeLookInLeft eyeLookOutLeft eyeLookUpLeft eyeSquintLeft eyeWideLeft eyeBlinkRight "
    "eyeLookDownRight eyeLookInRight eyeLookOutRight eyeLookUpRight eyeSquintRight eyeWideRight jawForward jawLeft "
    "jawRight jawOpen mouthClose mouthFunnel mouthPucker mouthLeft mouthRight mouthSmileLeft mouthSmileRight "
    "mouthFrownLeft mouthFrownRight mouthDimpleLeft mouthDimpleRight mouthStretchLeft mouthStretchRight "
    "mouthRollLower mouthRollUpper mouthShrugLower mouthShrugUpper mouthPressLeft mouthPressRight mouthLowerDownLeft "
    "mouthLowerDownRight mouthUpperUpLeft mouthUpperUpRight browDownLeft browDownRight browInnerUp browOuterUpLeft "
    "browOuterUpRight cheekPuff cheekSquintLeft cheekSquintRight noseSneerLeft noseSneerRight tongueOut"
).split()
ARKIT_INDEX = {name: index for index, name in enumerate(ARKIT_NAMES)}
JAW_OPEN, MOUTH_CLOSE = ARKIT_INDEX["jawOpen"], ARKIT_INDEX["mouthClose"]
# The network's closure is an expectation: where it is unsure it says "half", and half-shut lips look like no sound.
# Below the first value lips count as open, from the second on as shut; chosen on the held-out voices,
# then raised once after a look at the development recordings.
OPEN_BELOW, SHUT_FROM = 0.1, 0.6
CLOSE, TUCK = CHANNELS.index("close"), CHANNELS.index("tuck")

# A name ending in * stands for its Left and Right channel.
_DECODER = {
    "jaw": {"jawOpen": 1},
    "press": {"mouthPress*": 1, "mouthRollLower": 0.45, "mouthRollUpper": 0.35, "cheekPuff": 0.15},
    "tuck": {"mouthRollLower": 0.75, "mouthShrugLower": 0.10, "mouthFrown*": 0.05},
    "pucker": {"mouthPucker": 1},
    "funnel": {"mouthFunnel": 1},
    "stretch": {"mouthStretch*": 0.55, "mouthSmile*": 0.40, "mouthDimple*": 0.18},
    "upper": {"mouthUpperUp*": 1, "noseSneer*": 0.08},
    "lower": {"mouthLowerDown*": 1},
    "shrug": {"mouthShrugUpper": 1, "mouthShrugLower": 0.3, "jawForward": 0.25},
    "tongue": {"tongueOut": 1},
}
# How far shut lips (close) and a tucked lower lip (tuck) take the other channels back: channel *= 1 - gate * closure.
_CLOSE_GATE = {"jaw": 0.65, "upper": 0.6, "lower": 0.6, "stretch": 0.35, "funnel": 0.35, "tuck": 0.9, "tongue": 0.9}
_TUCK_GATE = {"jaw": 0.6, "lower": 0.8, "upper": 0.55, "stretch": 0.3}


def _decoder_matrix():
    matrix = np.zeros((len(CHANNELS), len(ARKIT_NAMES)), np.float32)
    for channel, weights in _DECODER.items():
        for name, weight in weights.items():
            for arkit in [name.replace("*", side) for side in ("Left", "Right")] if "*" in name else [name]:
                matrix[CHANNELS.index(channel), ARKIT_INDEX[arkit]] = weight
    return matrix


DECODER = _decoder_matrix()  # [channels, 52]
CLOSE_GATE = np.array([_CLOSE_GATE.get(channel, 0) for channel in CHANNELS], np.float32)
TUCK_GATE = np.array([_TUCK_GATE.get(channel, 0) for channel in CHANNELS], np.float32)


def decided(close):
    """Closure 0..1 as the network sees it -> closure 0..1 as the lips make it; numpy or torch."""
    share = ((close - OPEN_BELOW) / (SHUT_FROM - OPEN_BELOW)).clip(0, 1)
    return share * share * (3 - 2 * share)


def decode(articulation):
    """Articulation [..., 11] -> ARKit weights [..., 52], both 0..1.

    mouthClose follows jawOpen, so that the lips meet exactly however far the jaw is open.
    """
    close, tuck = decided(articulation[..., CLOSE:CLOSE + 1]), articulation[..., TUCK:TUCK + 1]
    weights = (articulation * (1 - CLOSE_GATE * close) * (1 - TUCK_GATE * tuck)) @ DECODER
    weights[..., MOUTH_CLOSE] = weights[..., JAW_OPEN] * close[..., 0]
    return np.clip(weights, 0, 1)
