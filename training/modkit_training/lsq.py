"""LSQ of a run: on synthesisers and languages that were not learned from, and on recordings of people."""
import json
import tempfile
from itertools import islice

import numpy as np

from .card_text import scores
from .coarticulation import timed_units
from .files import write_json
from .phone_maps import units_of_job
from .ruler import RulerSet, ask, exported
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
    """Adds the first utterances of a file of data/speech as a group of a RulerSet; its job."""
    with np.load(path) as spoken:
        job, audio, offsets = json.loads(str(spoken["job"])), spoken["audio"], spoken["offsets"]
        phones = json.loads(str(spoken["phones"]))
    for utterance, utterance_phones in islice(enumerate(phones), UTTERANCES):
        units, starts, ends = timed_units(utterance_phones, units_of_job(job))
        if len(units) > 2:
            ruler_set.add_units(job["name"], audio[offsets[utterance]:offsets[utterance + 1]], units, starts, ends)
    return job


def languages_learned(config):
    return {job["text"] for job in [*config["synthesis"]["jobs"], *config.recordings] if not job.get("held_out")}


def measure_held_out(config, run, network_name):
    """Prints the ruler's table and keeps it in the figures of the run."""
    held = [config.speech_folder / f"{job['name']}.npz" for job in config["synthesis"]["jobs"] if job.get("held_out")]
    with tempfile.TemporaryDirectory() as folder, exported(config, run, network_name) as bundle:
        ruler_set = RulerSet(folder)
        jobs = {job["name"]: job for job in (add_spoken(ruler_set, path) for path in [*held, *_measured_only(config)])}
        groups = ruler_set.measure(bundle)
    learned = languages_learned(config)
    for group in groups:
        language = jobs[group["name"]]["text"]
        group.update(language=language, languageLearned=language in learned)
    _keep(config, run, "held_out_lsq", groups)


def measure_recordings(config, run, network_name, folder):
    """The same for a folder of recordings of people, as `a2f eval` takes them."""
    with exported(config, run, network_name) as bundle:
        _keep(config, run, "recordings", ask(folder, bundle))


def _keep(config, run, name, groups):
    write_json(config.figures_folder(run) / f"{name}.json", groups)
    print(scores(groups))
