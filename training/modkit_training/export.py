"""Stage 5: the averaged network of a run -> bundle folder (network.onnx, model.json, network_info.json)."""
import json
from pathlib import Path

import onnx
import torch

from .arkit import ARKIT_NAMES
from .inference import INPUT_MULTIPLE_SAMPLES, load
from .network import HOP_SAMPLES, SAMPLE_RATE_HZ
from .tongue import TONGUE_NAMES
from .units import CHANNELS, VISEMES

OPSET = 15
OUTPUTS = ("blendshapes", "visemes", "articulation", "tongue")
LARGEST_BYTES = 8_000_000


def network_info(network, name, version, licence="MIT"):
    """What a reader of the bundle must know; sample counts are multiples of inputMultipleSamples."""
    return {
        "id": {"type": "blendshape", "networkName": name, "networkVersion": version, "licence": licence},
        "params": {
            "sampleRateHz": SAMPLE_RATE_HZ,
            "frameRateHz": SAMPLE_RATE_HZ // HOP_SAMPLES,
            "hopSamples": HOP_SAMPLES,
            "inputMultipleSamples": INPUT_MULTIPLE_SAMPLES,
            "lookAheadSamples": network.padded_look_ahead_samples,
            "leftContextSamples": network.padded_left_context_samples,
            "frameCentreSamples": 0,
            "input": "audio",
            **{name: name for name in OUTPUTS},
        },
        "channels": ARKIT_NAMES,
        "visemes": VISEMES,
        "articulation": CHANNELS,
        "tongue": TONGUE_NAMES,
    }


def export(config, run, folder, network_name="standard"):
    path = write_bundle(load(config, run, network_name), folder, config.network(network_name)["bundle_name"], config["export"]["version"])
    if path.stat().st_size >= LARGEST_BYTES:
        raise SystemExit(f"{path} has {path.stat().st_size} bytes, more than {LARGEST_BYTES}")


def write_bundle(network, folder, name, version, licence="MIT"):
    """Graph, links and description of a settled network; the cards are written by others. Gives the graph's path."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    network.spectrum.as_convolution = True
    axes = {"audio": {0: "batch", 1: "samples"}, **{name: {0: "batch", 1: "frames"} for name in OUTPUTS}}
    path = folder / "network.onnx"
    torch.onnx.export(network, torch.zeros(1, SAMPLE_RATE_HZ), str(path), opset_version=OPSET, input_names=["audio"],
                      output_names=list(OUTPUTS), dynamic_axes=axes, do_constant_folding=True)
    onnx.checker.check_model(onnx.load(str(path)))
    info = network_info(network, name, version, licence)
    (folder / "network_info.json").write_text(json.dumps(info, indent=2) + "\n")
    links = {"networkInfoPath": "./network_info.json", "networkPath": "./network.onnx", "modelCardPath": "./MODEL_CARD.md"}
    (folder / "model.json").write_text(json.dumps(links, indent=2) + "\n")
    print(f"{path}: {path.stat().st_size} bytes")
    return path
