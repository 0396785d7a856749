"""Stage 1: the synthesisers speak the corpus. One job = one engine, voice and language = one file in data/speech."""
import json
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from . import texts
from .engines import espeak, festival, flite
from .engines.common import SAMPLE_RATE_HZ


def _spoken(job, synthesis, rng):
    lines = texts.sentences(job["text"], f"{synthesis['seed']}/{job['name']}")
    if job["engine"] == "flite":
        return flite.speak(lines, job["voice"], rng)
    if job["engine"] == "festival":
        return festival.speak(lines, job["voice"], job.get("encoding", "utf-8"), rng)
    variants = synthesis["held_out_variants" if job.get("held_out") else "variants"].split()
    return espeak.speak(lines, job["voice"], variants, rng)


def run_job(job, synthesis, folder):
    """Speaks until the job's minutes are full or its sentences are used up; writes folder/<name>.npz.

    The file holds audio (int16, 16 kHz, all utterances joined), offsets (samples, one more than utterances), phones
    (JSON: a list of [name, start_seconds, end_seconds] per utterance) and job (JSON).
    """
    rng = random.Random(f"{synthesis['seed']}/{job['name']}")
    wanted = job["minutes"] * 60 * SAMPLE_RATE_HZ
    audio, phones, total = [], [], 0
    for samples, utterance_phones in _spoken(job, synthesis, rng):
        audio.append(samples)
        phones.append(utterance_phones)
        total += len(samples)
        if total >= wanted:
            break
    if not audio:
        raise RuntimeError(f"{job['name']}: nothing was spoken")
    part = folder / f"{job['name']}.part.npz"
    np.savez(part, audio=np.concatenate(audio), offsets=np.cumsum([0] + [len(a) for a in audio]),
             phones=json.dumps(phones), job=json.dumps(job))
    part.rename(folder / f"{job['name']}.npz")
    print(f"{job['name']}: {len(audio)} utterances, {total / SAMPLE_RATE_HZ / 60:.1f} min", flush=True)


def synthesise(config, names=(), processes=2):
    """Runs the jobs that have no file yet, each in a process of its own."""
    folder, synthesis = config.speech_folder, config["synthesis"]
    jobs = {job["name"]: job for job in synthesis["jobs"]}
    missing = [name for name in names or jobs if not (folder / f"{name}.npz").exists()]
    if len(missing) == 1 and names:
        run_job(jobs[missing[0]], synthesis, folder)
        return
    command = [sys.executable, "-m", "modkit_training", "--config", str(config.path), "--data", str(config.data),
               "synthesise"]
    with ThreadPoolExecutor(processes) as pool:
        # close_fds: a lock that make holds is theirs too (see stages.py)
        results = list(pool.map(lambda name: subprocess.run(command + [name], close_fds=False).returncode, missing))
    failed = [name for name, code in zip(missing, results) if code]
    if failed:
        raise SystemExit(f"no speech from: {' '.join(failed)}")
