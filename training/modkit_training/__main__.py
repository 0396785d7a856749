"""Command line of the trainer; run it from training/."""
import argparse
import os

# OpenMP threads that spin while they wait starve each other on a shared machine (steps became ten times slower).
os.environ.setdefault("GOMP_SPINCOUNT", "3000")

from .config import Config  # noqa: E402
from .finetuning import arguments as finetuning  # noqa: E402


def _parser():
    parser = argparse.ArgumentParser(prog="modkit_training", description=__doc__)
    parser.add_argument("--config", help="configuration file (default: config.toml)")
    parser.add_argument("--data", help="data folder (default: data)")
    stages = parser.add_subparsers(dest="stage", required=True)
    make = stages.add_parser("make", help="all that follows, from nothing to the bundles, with the minutes of each stage")
    make.add_argument("--out", help="folder of the bundles (default: core/Inference/Bundles)")
    make.add_argument("--recordings", help="folder of recordings with phone times, for figures of a2f eval in the cards")
    make.add_argument("--until-stage", help="stop after this stage")
    stage = stages.add_parser("synthesise", help="1. speak the corpus")
    stage.add_argument("jobs", nargs="*", help="job names (default: all that are missing)")
    stages.add_parser("prepare", help="2. pack the audio with its articulation curves")
    train = stages.add_parser("train", help="3. train the network; continues a run that was stopped")
    train.add_argument("--until", type=int, help="stop after this step (default: the last of cycle_ends)")
    align = stages.add_parser("align", help="times recordings of people by a run; then prepare and train again")
    evaluate = stages.add_parser("evaluate", help="4. measure a run on the held-out voices, or write curves of recordings")
    evaluate.add_argument("--audio", help="folder of 16 kHz wave files to write curves for, instead of measuring")
    evaluate.add_argument("--out", help="folder for the curves (CSV)")
    evaluate.add_argument("--fps", type=float, default=60, help="frame rate of the curves")
    evaluate.add_argument("--gain-db", type=float, default=0, help="change of the recordings' level")
    evaluate.add_argument("--recordings", help="measure with a2f eval on this folder of recordings with phone times")
    evaluate.add_argument("--lsq", action="store_true", help="measure with a2f eval on voices that were not learned from")
    robustness = stages.add_parser("robustness", help="measure with a2f eval what damage to recordings costs")
    robustness.add_argument("folder", help="recordings with phone times, as a2f eval takes them, 16 kHz")
    robustness.add_argument("--bundle", help="measure this bundle folder instead of a run")
    robustness.add_argument("--clean-sound", action="store_true", help="as a2f eval --clean-sound")
    export = stages.add_parser("export", help="5. write the bundle folder")
    export.add_argument("folder")
    card = stages.add_parser("card", help="6. write the model card of a bundle folder, in JSON and Markdown")
    card.add_argument("folder")
    finetune = stages.add_parser("finetune", help="teaches a person's style or a language from your own recordings (docs/fine-tuning.md)")
    finetuning.add_arguments(finetune)
    for stage in (train, evaluate, robustness, export, card):
        stage.add_argument("--network", default="standard", help="which of config.toml's networks (default: standard)")
    align.set_defaults(network="standard")  # the one that hears best
    for stage in (train, align, evaluate, robustness, export, card):
        stage.add_argument("--run", help="name of the run (default: the network's name)")
    return parser


def main():
    arguments = _parser().parse_args()
    config = Config(arguments.config, arguments.data)
    network = getattr(arguments, "network", None)
    run = getattr(arguments, "run", None) or network
    if arguments.stage == "make":
        from .make import make
        make(config, arguments.out, arguments.recordings, arguments.until_stage)
    elif arguments.stage == "synthesise":
        from .synthesise import synthesise
        synthesise(config, arguments.jobs)
    elif arguments.stage == "prepare":
        from .prepare import prepare
        prepare(config)
    elif arguments.stage == "train":
        from .train import Trainer
        Trainer(config, run, network).run(arguments.until)
    elif arguments.stage == "align":
        from .recordings import align_recordings
        align_recordings(config, run)
    elif arguments.stage == "card":
        from .card import write_card
        write_card(config, run, network, arguments.folder)
    elif arguments.stage == "robustness":
        from .robustness import measure_robustness
        measure_robustness(config, run, network, arguments.folder, arguments.bundle, arguments.clean_sound)
    elif arguments.stage == "export":
        from .export import export
        export(config, run, arguments.folder, network)
    elif arguments.stage == "finetune":
        from .finetuning.command import finetune
        finetune(config, arguments)
    elif arguments.audio:
        from .evaluate import write_curves
        write_curves(config, run, network, arguments.audio, arguments.out, arguments.fps, arguments.gain_db)
    elif arguments.lsq:
        from .lsq import measure_held_out
        measure_held_out(config, run, network)
    elif arguments.recordings:
        from .lsq import measure_recordings
        measure_recordings(config, run, network, arguments.recordings)
    else:
        from .evaluate import evaluate_held_out
        evaluate_held_out(config, run, network)


if __name__ == "__main__":
    main()
