"""The verb finetune: checks a folder, splits it, teaches the base model, measures before and after, writes a bundle."""
import copy
import hashlib
import json
import shutil
from pathlib import Path

import torch

from ..bundle_weights import load_bundle, read_info
from ..config import PACKAGE_ROOT
from ..export import write_bundle
from . import cards, held_back, language_training, material, splits, style_training
from .findings import ERROR, LEVELS
from .language_checks import check_labels
from .style_checks import check_curves, missing_channels, put_in_time
from .styled_network import styled

SHIPPED = {"standard": "Default", "low-latency": "LowLatency"}
VERSION = "1.0.0"


def _base_folder(arguments):
    if arguments.base:
        return Path(arguments.base)
    return PACKAGE_ROOT.parent / "core" / "Inference" / "Bundles" / SHIPPED.get(arguments.network, arguments.network)


def _gather(arguments, config, network):
    """(kind, usable recordings, findings) of the folder."""
    kind, pairs, findings = material.find(Path(arguments.folder))
    recordings, more = material.read(kind, pairs)
    findings += more
    if kind == material.STYLE:
        for recording in recordings:
            findings += check_curves(recording, network, arguments.align_curves)
        findings += put_in_time(recordings, arguments.align_curves)
        usable = [recording for recording in recordings if recording.weights is not None]
        findings += missing_channels(usable)
    else:
        findings += check_labels(recordings, network, arguments.language)
        usable = [recording for recording in recordings if recording.phones]
    faulty = {finding.place.split(":")[0] for finding in findings if finding.level == ERROR}
    usable = [recording for recording in usable if not faulty & {recording.sound_name, recording.partner_name}]
    return kind, usable, findings + material.amount_findings(usable, config["finetuning"]["least_minutes"])


def _report(kind, recordings, findings):
    """Prints the findings, errors first."""
    for finding in sorted(findings, key=lambda finding: LEVELS.index(finding.level)):
        print(finding, flush=True)
    minutes = sum(recording.seconds for recording in recordings) / 60
    rates = sorted({recording.sound.rate_hz for recording in recordings} - {16000})
    resampled = f"; resampled to 16000 Hz from {', '.join(map(str, rates))}" if rates else ""
    print(f"{kind}: {len(recordings)} usable recordings, {minutes:.1f} minutes{resampled}", flush=True)


def _divide(recordings, settings):
    """({part: [(recording, first_frame, end_frame), ...]}, what was split)."""
    whole = len(recordings) >= splits.FEWEST_RECORDINGS
    cut = [(recording, *edges) for recording in recordings for edges in splits.pieces(recording.sound.samples)]

    def key(piece):
        return piece[0].name if whole else f"{piece[0].name}#{piece[1]:08}"

    seconds = {}
    for piece in cut:
        seconds[key(piece)] = seconds.get(key(piece), 0) + (piece[2] - piece[1]) / 100
    if len(seconds) < 3:
        raise SystemExit("fewer than three recordings, and too short to cut: nothing can be held back -> bring more recordings, or longer ones")
    part_of = splits.split(seconds, settings["validation_share"], settings["test_share"], settings["seed"])
    return {part: [piece for piece in cut if part_of[key(piece)] == part] for part in splits.PARTS}, "recording" if whole else "piece"


def _fingerprint(recordings, base, settings):
    """Changes with the material, the base or the settings: only an equal one may go on with a stopped run."""
    digest = hashlib.sha256(json.dumps(settings, sort_keys=True).encode())
    digest.update(read_info(base)[1].read_bytes())
    for recording in recordings:
        digest.update(recording.sound.samples.tobytes())
        digest.update(recording.weights.tobytes() if recording.weights is not None else json.dumps(recording.phones).encode())
    return digest.hexdigest()


def finetune(config, arguments):
    torch.set_num_threads(config["training"]["threads"])
    out = Path(arguments.out) if arguments.out else None
    if not arguments.check and not out:
        raise SystemExit("--out BUNDLE is missing: the folder to write (or --check to only check)")
    if out and not arguments.check and out.exists():
        raise SystemExit(f"{out} is there already: name another folder, or remove it")
    base_folder, settings = _base_folder(arguments), config.network(arguments.network)
    base = load_bundle(base_folder, settings)
    kind, recordings, findings = _gather(arguments, config, base)
    _report(kind, recordings, findings)
    hopeless = [finding for finding in findings if finding.level == ERROR and (not finding.place or not arguments.leave_out)]
    if hopeless:
        other_way = ", or go on without those recordings: --leave-out" if any(finding.place for finding in hopeless) else ""
        raise SystemExit(f"errors: {len(hopeless)}. Mend them{other_way}")
    if arguments.check:
        return
    pieces, split_by = _divide(recordings, config["finetuning"])
    work = out.with_name(out.name + ".part")
    fingerprint = _fingerprint(recordings, base_folder, [kind, config["finetuning"], config["training"], config["augmentation"]])
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    print(f"teaching on {device}", flush=True)
    teach = _teach_style if kind == material.STYLE else _teach_language
    network, fit, figures = teach(base, settings, pieces, config, work / "checkpoint.pt", fingerprint, device)
    if kind == material.LANGUAGE and arguments.held_back:
        held_back.write(pieces[splits.TEST], Path(arguments.held_back), arguments.language)
    card = {
        "name": out.name, "version": VERSION, "teaches": kind, "licence": arguments.licence,
        "base": {key: read_info(base_folder)[0]["id"][name] for key, name in (("name", "networkName"), ("version", "networkVersion"), ("licence", "licence"))},
        "data": {"recordings": len(recordings), "minutes": sum(recording.seconds for recording in recordings) / 60, "language": arguments.language,
                 "splitBy": split_by, "seed": config["finetuning"]["seed"],
                 "parts": {part: {"minutes": sum(end - first for _, first, end in of_part) / 6000, "pieces": len(of_part),
                                  "recordings": sorted({recording.name for recording, _, _ in of_part})} for part, of_part in pieces.items()},
                 "findings": [str(finding) for finding in findings]},
        "figures": figures, "training": {"steps": fit.step, "bestStep": fit.best_step, "settings": config["finetuning"][kind]},
    }
    bundle = work / "bundle"
    shutil.rmtree(bundle, ignore_errors=True)
    write_bundle(network, bundle, out.name, VERSION, arguments.licence)
    cards.write(bundle, card)
    bundle.rename(out)
    shutil.rmtree(work)
    print(f"{out}: made; its figures are in {out / cards.FILES[1]}", flush=True)


def _teach_style(base, settings, pieces, config, checkpoint, fingerprint, device):
    torch.manual_seed(config["finetuning"]["seed"])
    network = styled(base, settings).to(device)
    trainer = style_training.StyleTrainer(network, pieces, config, checkpoint, fingerprint)
    left = trainer.run()
    network.cpu().settle()
    figures = {**style_training.figures(network, base, pieces[splits.TEST]), "leftToTheBase": left}
    mouth, kept = figures["mouth"], figures["closuresKept"]
    print(f"test part, mouth channels: correlation {mouth['correlationBefore']:.3f} -> {mouth['correlationAfter']:.3f}, "
          f"RMSE {mouth['rmseBefore']:.4f} -> {mouth['rmseAfter']:.4f}; shut lips kept {'-' if kept is None else format(kept, '.1%')}", flush=True)
    return network, trainer.fit, figures


def _teach_language(base, settings, pieces, config, checkpoint, fingerprint, device):
    network = copy.deepcopy(base).to(device)
    trainer = language_training.LanguageTrainer(network, pieces, config, checkpoint, fingerprint)
    trainer.run()
    network.cpu().settle()
    figures = language_training.figures(network, base, pieces[splits.TEST])
    print("test part: " + ", ".join(f"{key} {cards.number(figures['before'][key])} -> {cards.number(figures['after'][key])}" for key in figures["before"]), flush=True)
    return network, trainer.fit, figures
