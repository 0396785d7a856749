"""What has been made in a data folder and how long it took: data/stages.json, kept while the stages run."""
import datetime
import fcntl
import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from .config import PACKAGE_ROOT
from .files import read_json, write_json

KEEP_SECONDS = 10  # how much of a stage's time is forgotten when make is killed


@dataclass(frozen=True)
class Stage:
    name: str
    arguments: tuple  # of the command line: a verb and its options
    products: tuple  # files that are there when the stage is done


class Ledger:
    """The stages' record: per stage its arguments, when it was first started, minutes and runs summed, whether it is done."""

    def __init__(self, data):
        self.path = Path(data) / "stages.json"
        self.stages = read_json(self.path, {})

    def is_done(self, stage):
        """Done with these arguments, and what it made is still there."""
        entry = self.stages.get(stage.name, {})
        return (entry.get("done", False) and entry["arguments"] == list(stage.arguments)
                and all(Path(product).exists() for product in stage.products))

    def run(self, stage, later, command, lock):
        """Runs a stage's command to its end, keeping its time; `later` stages will have to run again. Raises SystemExit."""
        for other in later:
            if other.name in self.stages:
                self.stages[other.name]["done"] = False
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        before = self.stages.get(stage.name, {"started": now, "minutes": 0.0, "runs": 0, "load": 0.0})
        started, loads = time.monotonic(), []

        def keep(done):
            loads.append(os.getloadavg()[0])
            minutes = before["minutes"] + (time.monotonic() - started) / 60
            self.stages[stage.name] = {"arguments": list(stage.arguments), "started": before["started"],
                                       "minutes": round(minutes, 3), "runs": before["runs"] + 1,
                                       "load": round(sum(loads) / len(loads), 1), "done": done}
            write_json(self.path, self.stages)

        keep(False)
        # the child inherits the lock, so a make that was killed and started again does not run beside its old stage
        child = subprocess.Popen(command, cwd=PACKAGE_ROOT, pass_fds=(lock.fileno(),), env=os.environ | {"PYTHONUNBUFFERED": "1"},
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        talk = threading.Thread(target=self._log, args=(child.stdout, stage.name), daemon=True)
        talk.start()
        try:
            while child.poll() is None:
                try:
                    child.wait(KEEP_SECONDS)
                except subprocess.TimeoutExpired:
                    keep(False)
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()
                keep(False)
            talk.join(KEEP_SECONDS)  # what the stage left running may hold its output open
        keep(child.returncode == 0)
        missing = [str(product) for product in stage.products if not Path(product).exists()]
        if child.returncode == 0 and missing:
            keep(False)
            raise SystemExit(f"{stage.name} did not make {missing[0]}")
        if child.returncode:
            raise SystemExit(f"{stage.name} failed; what it says stands above. The same command goes on from here.")

    def _log(self, output, name):
        """What a stage says goes to the terminal and to data/logs/<stage>.log."""
        path = self.path.parent / "logs" / f"{name}.log"
        path.parent.mkdir(exist_ok=True)
        with output, path.open("ab") as log:
            for line in output:
                log.write(line)
                log.flush()
                print(line.decode(errors="replace"), end="", flush=True)

    def table(self, stages):
        """The stages' times as a Markdown table."""
        rows = ["| stage | minutes | runs | mean load | started |", "|---|---|---|---|---|"]
        total = 0.0
        for stage in stages:
            entry = self.stages.get(stage.name)
            if entry:
                total += entry["minutes"]
                state = "" if entry["done"] else " (not done)"
                rows.append(f"| {stage.name}{state} | {entry['minutes']:.1f} | {entry['runs']} | {entry['load']} | {entry['started']} |")
        return "\n".join([*rows, f"| all | {total:.1f} | | | |"])


def locked(data):
    """An open file that only one make at a time can hold; SystemExit when another has it."""
    Path(data).mkdir(parents=True, exist_ok=True)
    lock = open(Path(data) / "make.lock", "a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise SystemExit(f"another make, or a stage that it left running, works in {data}; wait for it or end it") from None
    return lock
