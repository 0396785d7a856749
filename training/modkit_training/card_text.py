"""model_card.json -> MODEL_CARD.md. Every number comes from the card; nothing is measured or looked up here."""
import textwrap
from collections import defaultdict

LINE = 130
_OUTPUTS = {  # name in the card: output of the graph, what it is
    "channels": ("blendshapes", "ARKit weights 0..1, names in `network_info.json`"),
    "visemes": ("visemes", "probabilities"),
    "articulation": ("articulation", "0..1, the mouth before it is decoded to ARKit"),
    "tongue": ("tongue", "tongue channels of the A2F order, 0..1"),
}
_SCORE_COLUMNS = (  # heading, figure of a2f eval
    ("closures found", "bilabialRecall"), ("invented", "bilabialFalseRate"), ("closure AUC", "bilabialAuc"),
    ("labiodental", "labiodentalJ"), ("rounding AUC", "roundingAuc"), ("opening r", "openingCorrelation"),
    ("offset ms", "offsetMs"), ("motion in pauses", "pauseSpeedRatio"),
)


def _table(headings, rows):
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in (headings, ["---"] * len(headings), *rows))


def _paragraph(text):
    return textwrap.fill(text, LINE, break_long_words=False, break_on_hyphens=False)


def _number(value, places=2):
    return "-" if value is None else f"{value:.{places}f}"


def _network(card):
    network = card["network"]
    rows = [["input `audio`", f"float32 `[batch, samples]`, {network['sampleRateHz']} Hz, -1..1, a multiple of "
                              f"{network['inputMultipleSamples']} samples"]]
    rows += [[f"output `{output}`", f"`[batch, frames, {network['columns'][name]}]`, {meaning}"]
             for name, (output, meaning) in _OUTPUTS.items() if name in network["columns"]]
    rows += [
        ["frames", f"{network['frameRateHz']} a second; frame i belongs to sample {network['sampleRateHz'] // network['frameRateHz']} i"],
        ["look-ahead", f"{network['lookAheadMs']:.1f} ms of sound"],
        ["context", f"{network['lookAheadSamples']} samples ahead, {network['leftContextSamples']} behind: windows with that much around "
                    "them give the frames of the whole clip; outside the clip the model assumes silence"],
        ["size", f"{network['parameters'] / 1e6:.2f} million parameters, {network['bytes'] / 1e6:.1f} MB, convolutions only"],
    ]
    return _table(["", ""], rows)


def _voices(rows):
    """A row per voice; voices of one package without recordings of their own in one row."""
    groups = defaultdict(list)
    for row in rows:
        groups[(row["package"],) if row["licence"] == "no recorded voice" else (row["package"], row["voice"])].append(row)
    lines = []
    for group in groups.values():
        row = group[0]
        names = " ".join(f"`{voice}`" for voice in dict.fromkeys(row["voice"] for row in group))
        lines.append([f"{row['engine']} {names}", " ".join(dict.fromkeys(row["language"] for row in group)),
                      f"{sum(row['minutes'] for row in group):.1f}", row["package"], row["licence"]])
    return _table(["voice", "language", "minutes", "Debian package", "licence"], lines)


def _packages(rows):
    """Whose voices they are, an item per package."""
    packages = {row["package"]: row for row in rows}
    return "\n".join(f"- {name} {row['packageVersion']}: {row['holder']}; {row['licence']}"
                     + (f" ({row['note']})" if "note" in row else "") for name, row in packages.items())


def _held_out(figures):
    rows = [[name, *(_number(row[key]) for key in ("closure_recall", "closure_false", "closure_auc", "opening_r", "rounding_r",
                                                   "viseme_accuracy", "rest_jaw"))] for name, row in figures.items()]
    return ("Voices held back from training, by the training program's own measure (closures within 50 ms of their sound, correlations "
            "with the wanted curves):\n\n"
            + _table(["voice", "closures found", "invented", "closure AUC", "opening r", "rounding r", "visemes right", "jaw at rest"], rows))


def _lsq(group):
    """LSQ, with the points that could be had where the recordings cannot tell all of them (no pauses, no p b m)."""
    possible = group.get("possiblePoints", 100)
    return _number(group["lsq"], 1) + ("" if possible == 100 else f" of {possible:.0f}")


def scores(groups):
    """The table of a list of {name, files, lsq, figures}, as `a2f eval --json` gives them."""
    return _table(["group", "files", "LSQ", *(heading for heading, _ in _SCORE_COLUMNS)],
                  [[group["name"] + (", a language not learned" if group.get("languageLearned") is False else ""), group["files"], _lsq(group),
                    *(_number(group["figures"].get(figure), 0 if figure == "offsetMs" else 2) for _, figure in _SCORE_COLUMNS)]
                   for group in groups])


def robustness(figures):
    """The table of the degradations: LSQ and what is lost against the undamaged recordings."""
    clean = figures[0]["lsq"]
    return _table(["recordings", "LSQ", "lost", "closures found", "invented"],
                  [[row["name"], _number(row["lsq"], 1), _number(clean - row["lsq"], 1), _number(row["figures"]["bilabialRecall"]),
                    _number(row["figures"]["bilabialFalseRate"])] for row in figures])


def _figures(card):
    figures, parts = card["figures"], []
    if "recordings" in figures:
        parts.append("Recordings of people that were not trained on, by `a2f eval` (LSQ: 0 to 100; 5 is noise, 46 a jaw that follows "
                     "loudness, 96 curves driven by the true sounds; sampling error 1 to 1.6):\n\n" + scores(figures["recordings"]))
    if "robustness" in figures:
        parts.append("The same recordings damaged:\n\n" + robustness(figures["robustness"]))
    if "held_out_lsq" in figures:
        parts.append("Synthesisers and languages that were not trained on, by `a2f eval`:\n\n" + scores(figures["held_out_lsq"]))
    if "held_out" in figures:
        parts.append(_held_out(figures["held_out"]))
    return "\n\n".join(parts) or "None measured."


def render(card):
    data, training = card["trainingData"], card["training"]
    trained = [row for row in data["voices"] if not row["heldOut"]]
    held = [row for row in data["voices"] if row["heldOut"]]
    minutes = sum(stage["minutes"] for stage in training["stages"])
    stages = training["stages"] and _table(
        ["stage", "minutes", "mean load"], [[stage["name"], f"{stage['minutes']:.1f}", stage["load"]] for stage in training["stages"]])
    seeds = ", ".join(f"{name} {seed}" for name, seed in training["seeds"].items())
    start = f" from the weights of the {training['startsFrom']} network" if training["startsFrom"] else ""
    return f"""# {card['name']} {card['version']}

{_paragraph(card['summary'] + f" The licence of the model is {card['licence']}.")}

## What it is for

{_paragraph(card['intendedUse'])}

{_network(card)}

## Training data

{_paragraph(f"{data['syntheticMinutes']:.0f} minutes of synthetic speech, made for this model by `training/`, and "
            f"{data['recordedMinutes']:.0f} minutes of recordings. Texts: {data['texts']}")}

{_voices(trained)}

Held back, never trained on ({data['heldOutMinutes']:.0f} minutes):

{_voices(held)}

Whose voices these are, and their licence as read in /usr/share/doc/PACKAGE/copyright:

{_packages(data['voices'])}

{_paragraph("Left out: " + data['leftOut'])}

{_paragraph(f"{100 * data['codecShare']:.0f} % of the lines went through a codec of games: {', '.join(data['codecs'])}.")}

## Figures

{_figures(card)}

## Limits

{chr(10).join(f"- {limit}" for limit in card['limits'])}

## Making it again

{_paragraph(f"`python3 -m modkit_training make` in `training/`. {training['steps']} steps of {training['batch']} crops of "
            f"{training['cropSeconds']} s{start} ({training['augmentedHours']:.0f} hours of augmented sound), PyTorch {training['torch']}; the "
            f"moving average of the weights is what ships. Seeds: {seeds}. Data and batches repeat with the seeds, weights to the rounding of the "
            "machine's arithmetic.")}

{stages + f"{chr(10)}{chr(10)}{minutes:.0f} minutes in all, on {training['threads']} cores." if stages else "The stages were not timed."}
"""
