"""The verb finetune: checks a folder, splits it, teaches the base model, measures before and after, writes a bundle."""
from pathlib import Path

import torch

from ..bundle_weights import load_bundle
from ..config import PACKAGE_ROOT
from . import material
from .findings import ERROR
from .language_checks import check_labels
from .style_checks import check_curves

SHIPPED = {"standard": "Default", "low-latency": "LowLatency"}


def base_folder(arguments):
    if arguments.base:
        return Path(arguments.base)
    return PACKAGE_ROOT.parent / "core" / "Inference" / "Bundles" / SHIPPED[arguments.network]


def gather(arguments, config, network):
    """(kind, recordings, findings) of the folder; after errors only with --leave-out, and then without what has them."""
    kind, pairs, findings = material.find(Path(arguments.folder))
    recordings, more = material.read(kind, pairs)
    findings += more
    if kind == material.STYLE:
        for recording in recordings:
            findings += check_curves(recording, network, arguments.align_curves)
        sound = [recording for recording in recordings if recording.weights is not None]
    else:
        findings += check_labels(recordings, network, arguments.language)
        sound = [recording for recording in recordings if recording.phones]
    faulty = {finding.place.split(":")[0].rsplit(".", 1)[0] for finding in findings if finding.level == ERROR}
    sound = [recording for recording in sound if recording.name not in faulty]
    return kind, sound, findings + material.amount_findings(sound, config["finetuning"]["least_minutes"])


def report(kind, recordings, findings):
    """Prints the findings, errors first."""
    for finding in sorted(findings, key=lambda finding: finding.level):
        print(finding, flush=True)
    minutes = sum(recording.seconds for recording in recordings) / 60
    rates = sorted({recording.sound.rate_hz for recording in recordings} - {16000})
    resampled = f"; resampled to 16000 Hz from {', '.join(map(str, rates))}" if rates else ""
    print(f"{kind}: {len(recordings)} recordings, {minutes:.1f} minutes{resampled}", flush=True)


def finetune(config, arguments):
    torch.set_num_threads(config["training"]["threads"])
    if not arguments.check and not arguments.out:
        raise SystemExit("--out BUNDLE is missing: the folder to write (or --check to only check)")
    base = base_folder(arguments)
    network = load_bundle(base, config.network(arguments.network))
    kind, recordings, findings = gather(arguments, config, network)
    report(kind, recordings, findings)
    hopeless = [finding for finding in findings if finding.level == ERROR and (not finding.place or not arguments.leave_out)]
    if hopeless:
        raise SystemExit(f"{len(hopeless)} errors: mend them{'' if arguments.leave_out else ', or go on without those recordings: --leave-out'}")
    if arguments.check:
        return
    raise SystemExit("teaching is not built yet")
