"""Files that are either whole or not there: written beside their place, then renamed."""
import json
import os
from pathlib import Path


def write_text(path, text):
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)


def write_json(path, value):
    write_text(path, json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def read_json(path, absent=None):
    path = Path(path)
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else absent
