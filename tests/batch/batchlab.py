"""What the scripts of this folder share: the built program, a reference run to compare with, and the state of an output folder."""

import hashlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ["dotnet", str(ROOT / "artifacts" / "a2f" / "a2f.dll")]
# Of every batch that is started here; a script may set another.
profile = "arkit"
SUCCESS, SOME_FAILED, OUTPUT, BUSY, CANCELLED = 0, 1, 5, 11, 130


def require_program():
    if not pathlib.Path(PROGRAM[1]).exists():
        sys.exit("The program is not built: run './a2f --version' first.")


def start(source, out, *options, **more):
    """Starts a batch in a process group of its own, so that what it started can be killed with it."""
    command = [*PROGRAM, "batch", str(source), "-o", str(out), "--profile", profile, *options]
    # A shell makes its background jobs deaf to Ctrl+C.
    return subprocess.Popen(["env", "--default-signal=INT", *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True, **more)


def run(source, out, *options):
    """Runs a batch to its end: exit code and what it said."""
    process = start(source, out, *options)
    text, _ = process.communicate()
    return process.returncode, text


def kill(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.communicate()


def files(out):
    """SHA-256 by name of every file of the mod; the batch's own folder is none of it."""
    found = {}
    for path in pathlib.Path(out).rglob("*"):
        name = path.relative_to(out).as_posix()
        if name.startswith(".a2f/") or not path.is_file():
            continue
        found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def rows(out):
    """Every whole row of the ledgers."""
    found = []
    for path in sorted((pathlib.Path(out) / ".a2f").glob("ledger*.jsonl")):
        for line in path.read_bytes().split(b"\n")[:-1]:
            found.append(json.loads(line))
    return found


def differences(found, reference):
    return [name for name in sorted(found.keys() | reference.keys()) if found.get(name) != reference.get(name)]


class Watcher(threading.Thread):
    """Looks at a mod's files again and again while somebody writes them: every file that can be seen must be whole."""

    def __init__(self, out, reference):
        super().__init__(daemon=True)
        self.out, self.reference = pathlib.Path(out), reference
        self.looks, self.faults, self.ended, self.seen = 0, set(), False, {}

    def run(self):
        while not self.ended:
            self.look()
            time.sleep(0.005)

    def look(self):
        for folder, folders, names in os.walk(self.out):
            if ".a2f" in folders:
                folders.remove(".a2f")
            for name in names:
                path = pathlib.Path(folder, name)
                key = path.relative_to(self.out).as_posix()
                try:
                    state = path.stat()
                    if self.seen.get(key) == (state.st_mtime_ns, state.st_size, state.st_ino):
                        continue
                    content = path.read_bytes()
                except FileNotFoundError:
                    continue
                self.looks += 1
                if self.reference.get(key) == hashlib.sha256(content).hexdigest():
                    self.seen[key] = (state.st_mtime_ns, state.st_size, state.st_ino)
                else:
                    self.faults.add(key)

    def end(self):
        self.ended = True
        self.join()
        self.look()
        return self.faults
