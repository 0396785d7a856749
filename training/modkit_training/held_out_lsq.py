"""LSQ on synthesisers and languages that were not learned from: the voices held back and those of measuring.toml."""
import json
import tempfile
from itertools import islice

import numpy as np

from .card_text import scores
from .coarticulation import timed_units
from .files import write_json
from .phone_maps import units_of_job
from .ruler import ExportedRun, RulerSet
from .setup_check import package_version
from .synthesise import run_job

UTTERANCES = 60  # of each voice


def _measured_only(config):
    """The spoken files of measuring.toml that are installed; spoken now where they are not there yet."""
    folder = config.measuring_folder
    for job in config.measured_only:
        path = folder / f"{job['name']}.npz"
        if not path.exists():
            if package_version(job["package"]) is None:
                print(f"{job['name']} is left out: {job['package']} is not installed")
                continue
            run_job(job, config["synthesis"], folder)
        yield path


def add_spoken(ruler_set, path):
    """The first utterances of a file of data/speech as a group of a RulerSet."""
    with np.load(path) as spoken:
        job, audio, offsets = json.loads(str(spoken["job"])), spoken["audio"], spoken["offsets"]
        phones = json.loads(str(spoken["phones"]))
    for utterance, utterance_phones in islice(enumerate(phones), UTTERANCES):
        units, starts, ends = timed_units(utterance_phones, units_of_job(job))
        if len(units) > 2:
            ruler_set.add_units(job["name"], audio[offsets[utterance]:offsets[utterance + 1]], units, starts, ends)


def measure_held_out(config, run, network_name):
    """Prints the ruler's table and keeps it in the figures of the run."""
    held = [config.speech_folder / f"{job['name']}.npz" for job in config["synthesis"]["jobs"] if job.get("held_out")]
    with tempfile.TemporaryDirectory() as folder, ExportedRun(config, run, network_name) as bundle:
        ruler_set = RulerSet(folder)
        for path in [*held, *_measured_only(config)]:
            add_spoken(ruler_set, path)
        groups = ruler_set.measure(bundle)
    write_json(config.figures_folder(run) / "held_out_lsq.json", groups)
    print(scores(groups))
