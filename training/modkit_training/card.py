"""The model card as data: model_card.json, put together from the configuration, the data folder and what was measured."""
import json
import platform
import tomllib
from pathlib import Path

import numpy as np
import torch

from .card_text import render
from .coarticulation import FRAME_RATE_HZ
from .codecs import CODECS
from .config import PACKAGE_ROOT
from .files import read_json, write_json, write_text
from .network import SAMPLE_RATE_HZ, Network
from .setup_check import package_of, package_version
from .stages import Ledger

FIGURES = ("held_out", "held_out_lsq", "recordings", "robustness")  # files in data/figures/<run>


def facts():
    """card.toml."""
    with (PACKAGE_ROOT / "card.toml").open("rb") as file:
        return tomllib.load(file)


def voices(config, packages, permissive):
    """What was learned from and what was held back, a row per pack; SystemExit where a voice has no licence that allows it."""
    rows = []
    for job in [*config["synthesis"]["jobs"], *config.recordings]:
        pack, package = config.packs_folder / f"{job['name']}.npz", package_of(job)
        if packages.get(package, {}).get("licence") not in permissive:
            raise SystemExit(f"{job['name']}: card.toml has no licence of the package {package} that allows to learn from it")
        with np.load(pack) as data:
            minutes = len(data["units"]) / FRAME_RATE_HZ / 60
            utterances = len(data["frame_offsets"]) - 1
        rows.append({
            "name": job["name"], "engine": job["engine"], "voice": job["voice"], "language": job["text"],
            "minutes": round(minutes, 1), "utterances": utterances, "heldOut": bool(job.get("held_out")),
            "recorded": job["engine"] == "recorded", "package": package, "packageVersion": package_version(package),
            **{key: " ".join(packages[package][key].split()) for key in ("holder", "licence", "note") if key in packages[package]},
        })
    return rows


def build(config, run, network_name, bundle):
    """The card of a bundle folder that export has written."""
    settings, training, text = config.network(network_name), config["training"], facts()
    info = read_json(Path(bundle) / "network_info.json")
    network, params = Network(settings), info["params"]
    state = torch.load(config.run_folder(run) / "checkpoint.pt", map_location="cpu")
    rows = voices(config, text["packages"], text["permissive"])
    trained = [row for row in rows if not row["heldOut"]]
    hours = state["step"] * training["batch"] * training["crop_seconds"] / 3600
    figures = {name: read_json(config.figures_folder(run) / f"{name}.json") for name in FIGURES}
    return {
        "name": info["id"]["networkName"],
        "version": info["id"]["networkVersion"],
        "licence": info["id"]["licence"],
        "summary": " ".join(text["summary"].split()),
        "intendedUse": " ".join(text["intended_use"].split()),
        "limits": text["limits"],
        "network": {
            "name": network_name,
            "parameters": sum(parameter.numel() for parameter in network.parameters()),
            "bytes": (Path(bundle) / "network.onnx").stat().st_size,
            "lookAheadMs": round(1000 * network.look_ahead_samples / SAMPLE_RATE_HZ, 1),
            "lookAheadSamples": params["lookAheadSamples"],
            "leftContextSamples": params["leftContextSamples"],
            "sampleRateHz": params["sampleRateHz"],
            "frameRateHz": params["frameRateHz"],
            "inputMultipleSamples": params["inputMultipleSamples"],
            "columns": {name: len(info[name]) for name in ("channels", "visemes", "articulation", "tongue") if name in info},
        },
        "trainingData": {
            "syntheticMinutes": round(sum(row["minutes"] for row in trained if not row["recorded"]), 1),
            "recordedMinutes": round(sum(row["minutes"] for row in trained if row["recorded"]), 1),
            "heldOutMinutes": round(sum(row["minutes"] for row in rows if row["heldOut"]), 1),
            "texts": text["texts"],
            "leftOut": " ".join(text["left_out"].split()),
            "codecShare": config["preparation"]["codec_share"],
            "codecs": [f"{encoder[0]} {' '.join(encoder[1:])} {rate_hz} Hz".replace("  ", " ") for encoder, _, rate_hz in CODECS],
            "voices": rows,
        },
        "training": {
            "startsFrom": settings.get("starts_from"), "steps": state["step"], "batch": training["batch"], "cropSeconds": training["crop_seconds"],
            "augmentedHours": round(hours, 1),
            "seeds": {"synthesis": config["synthesis"]["seed"], "preparation": config["preparation"]["seed"], "training": training["seed"]},
            "torch": torch.__version__, "machine": platform.machine(), "threads": training["threads"],
            # without the arguments: they name folders of the machine it was made on
            "stages": [{"name": name, **{key: entry[key] for key in ("started", "minutes", "runs", "load")}}
                       for name, entry in Ledger(config.data).stages.items() if entry["done"]],
        },
        "figures": {name: value for name, value in figures.items() if value},
    }


def write_card(config, run, network_name, bundle):
    """Writes model_card.json and MODEL_CARD.md into a bundle folder."""
    card = build(config, run, network_name, bundle)
    write_json(Path(bundle) / "model_card.json", card)
    write_text(Path(bundle) / "MODEL_CARD.md", render(json.loads(json.dumps(card))))
    print(f"{bundle}: model_card.json, MODEL_CARD.md")
