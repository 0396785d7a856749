"""From nothing to the shipped bundles: every stage in order, each a command line of its own that can be stopped at any time."""
import signal
import sys
from pathlib import Path

from .config import PACKAGE_ROOT
from .setup_check import missing_setup
from .stages import Ledger, Stage, locked

BUNDLES = PACKAGE_ROOT.parent / "core" / "Inference" / "Bundles"
ALIGNING_NETWORK = "standard"  # the one that hears best


def plan(config, out, people=None):
    """The stages from nothing to bundle folders in `out`, in order; with measurements on a folder of recordings of people."""
    jobs = [job["name"] for job in config["synthesis"]["jobs"]]
    recordings = [job["name"] for job in config.recordings]
    speech, packs = config.speech_folder, config.packs_folder
    stages = [Stage("synthesise", ("synthesise",), tuple(speech / f"{name}.npz" for name in jobs)),
              Stage("prepare", ("prepare",), tuple(packs / f"{name}.npz" for name in jobs))]

    def average(network):
        return (config.run_folder(network) / "average.pt",)

    if recordings:
        first = str(config["training"]["align_after_step"])
        stages += [
            Stage("train-first", ("train", "--network", ALIGNING_NETWORK, "--until", first), average(ALIGNING_NETWORK)),
            Stage("align", ("align",), tuple(speech / f"{name}.npz" for name in recordings)),
            Stage("prepare-recordings", ("prepare",), tuple(packs / f"{name}.npz" for name in recordings)),
        ]
    for network in config["networks"]:
        last = str(config.training(network)["cycle_ends"][-1])
        stages.append(Stage(f"train-{network}", ("train", "--network", network, "--until", last), average(network)))
    for network in config["networks"]:
        stages.append(Stage(f"evaluate-{network}", ("evaluate", "--network", network),
                            (config.figures_folder(network) / "held_out.json",)))
        if people:
            stages += _measurements(config, network, people)
    for network, settings in config["networks"].items():
        folder = Path(out) / settings["bundle_folder"]
        stages += [Stage(f"export-{network}", ("export", str(folder), "--network", network), (folder / "network.onnx",)),
                   Stage(f"card-{network}", ("card", str(folder), "--network", network), (folder / "MODEL_CARD.md",))]
    return stages


def _measurements(config, network, people):
    """What the program's ruler says of a network; it takes .NET, so it is done when asked for."""
    figures, of_network = config.figures_folder(network), ("--network", network)
    return [Stage(f"lsq-{network}", ("evaluate", "--lsq", *of_network), (figures / "held_out_lsq.json",)),
            Stage(f"recordings-{network}", ("evaluate", "--recordings", str(people), *of_network), (figures / "recordings.json",)),
            Stage(f"robustness-{network}", ("robustness", str(people), *of_network), (figures / "robustness.json",))]


def make(config, out=None, people=None, until_stage=None):
    """Runs what is not done yet and prints how long every stage took."""
    stages = plan(config, Path(out or BUNDLES).resolve(), Path(people).resolve() if people else None)
    names = [stage.name for stage in stages]
    if until_stage and until_stage not in names:
        raise SystemExit(f"no stage '{until_stage}'; stages: {' '.join(names)}")
    missing = missing_setup(config)
    if missing:
        raise SystemExit(f"not installed: {', '.join(missing)}; run training/setup as root")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped; the same command goes on from here"))
    wanted = stages[:names.index(until_stage) + 1] if until_stage else stages
    with locked(config.data) as lock:
        ledger = Ledger(config.data)
        for index, stage in enumerate(wanted):
            if ledger.is_done(stage):
                continue
            print(f"== {stage.name}", flush=True)
            command = [sys.executable, "-m", "modkit_training", "--config", str(config.path), "--data", str(config.data)]
            ledger.run(stage, stages[index + 1:], command + list(stage.arguments), lock)
        print(ledger.table(stages))
