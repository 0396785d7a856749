"""Writes the ledgers of a batch that never was: fake-ledgers.py LINES FOLDER. Four shards; faces, failures and odd names by chance, the same every time."""
import json
import os
import random
import sys

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SPEAKERS = ["Anna", "Brek the Smith", "maleeventoned", "femalenord", "Герта", "ליאת", "長老", "<b>Bold</b>"]
TEXTS = ["I used to be an adventurer like you.", "Das Tor bleibt zu, bis der König es befiehlt.", "Не ходи туда один, слышишь?",
         "אל תלך לשם לבד, אתה שומע?", "لا تذهب إلى هناك وحدك.", "一人で行くな、聞こえるか。", "Wait. Did you hear that? Somebody is behind the wall, and he has been there since we came in."]
FAILURES = [("MED03", "No sound can be found in the file.", "Check the file: a player should play it."), ("MED05", "The file is damaged after 1.2 s.", "Export the sound again."),
            ("OUT18", "The game takes file names of at most 42 characters; this one has 57.", "Rename the recording as the game calls the line.")]
HOSTILE = ["</script><script>window.hostile=1</script>.lip", "<img src=x onerror=window.hostile=1>.lip", "'\"&<!--.lip", "=cmd|' /C calc'!A0.lip", "\u202egpj.lip",
           "a very long name " + "that never ends " * 16 + ".lip", "\u05e9\u05dc\u05d5\u05dd/\u05e9\u05d5\u05e8\u05d4 12.lip"]


def curve(chance, seconds):
    values, value = [], 0.0
    for i in range(96):
        value = max(0.0, value + chance.uniform(-9, 9)) if 3 < i < 92 else 0
        values.append(DIGITS[min(61, int(value if chance.random() > 0.12 else 0))])
    return "".join(values)


def row(chance, i):
    odd = HOSTILE[i % 997] if i % 997 < len(HOSTILE) and i > 50 else None
    name = f"odd {i}/{odd}" if odd else f"sound/voice/mymod.esp/{chance.choice(SPEAKERS[:4])}/quest{i % 37:02}_{i:06}.lip"
    seconds = round(chance.uniform(1, 6) if chance.random() > 0.001 else chance.uniform(200, 400), 3)
    line = {"line": name, "state": "done", "time": f"2026-11-22T0{i % 4 + 1}:{i % 60:02}:05.0000000Z", "input": (odd or name).replace(".lip", ".wav"), "inputBytes": 32000, "inputModified": 1,
            "profile": "skyrim" if i % 5 else "fallout4", "format": "lip-skyrim", "speaker": chance.choice(SPEAKERS), "language": "en", "text": chance.choice(TEXTS)}
    issues = []
    if chance.random() < 0.01:
        code, text, hint = chance.choice(FAILURES)
        line["state"] = "failed"
        issues.append({"severity": "error", "code": code, "place": line["input"], "text": text, "hint": hint})
    else:
        line["seconds"] = seconds
        closures = 0 if chance.random() < 0.004 else int(seconds * chance.uniform(0.6, 1.6)) + 1
        jitter = chance.gauss(0.16, 0.02) * (3 if chance.random() < 0.003 else 1)
        moving = 0.01 if chance.random() < 0.002 else chance.uniform(0.8, 0.99)
        line["figures"] = {"closures": closures, "jitter": round(jitter, 3), "moving": round(moving, 3), "peakMm": round(chance.uniform(14, 27), 1), "curve": curve(chance, seconds)}
        if i % 5:
            issues.append({"severity": "warning", "code": "MAP03", "place": "skyrim", "text": "The rig has no channel for tongueOut.", "hint": "Nothing needs to be done."})
        if chance.random() < 0.02:
            issues.append({"severity": "warning", "code": "MED18", "place": line["input"], "text": f"{chance.randint(1, 9)} samples are no numbers or beyond any loudness; silence took their place.", "hint": "Export the sound again."})
        if chance.random() < 0.002:
            issues.append({"severity": "warning", "code": "EDT02", "place": name + ".edits.json", "text": "Edit 1 was applied, but the curve it was made for has changed.", "hint": "Look at that moment of the line."})
    if issues:
        line["issues"] = issues
    return line


def main():
    count, folder = int(sys.argv[1]), sys.argv[2]
    chance = random.Random(7)
    os.makedirs(os.path.join(folder, ".a2f"))
    files = [open(os.path.join(folder, ".a2f", f"ledger.{k}-of-4.jsonl"), "w", encoding="utf-8") for k in range(4)]
    for i in range(count):
        files[i % 4].write(json.dumps(row(chance, i), ensure_ascii=False, separators=(",", ":")) + "\n")
    for file in files:
        file.close()


main()
