"""What a taught model is: model_card.json for programs, MODEL_CARD.md for people."""
from ..files import write_json, write_text

FILES = ("model_card.json", "MODEL_CARD.md")


def write(folder, card):
    """Both cards; `card` is what command.py gathered."""
    write_json(folder / FILES[0], card)
    write_text(folder / FILES[1], _markdown(card))


def _markdown(card):
    base, data = card["base"], card["data"]
    lines = [
        f"# {card['name']}", "",
        f"A {card['teaches']} taught by `modkit_training finetune` to {base['name']} {base['version']} (licence of the base: {base['licence']}).",
        f"Licence of this model: {card['licence']}. Whose voice and face are in the recordings, and what they agreed to, its maker knows.", "",
        "## Data", "",
        f"{data['recordings']} recordings, {data['minutes']:.1f} minutes"
        + (f", language {data['language']}" if data.get("language") else "") + f"; split by {data['splitBy']} with seed {data['seed']}:", "",
        "| part | minutes | recordings or pieces |", "|---|---|---|",
        *[f"| {part} | {row['minutes']:.1f} | {row['pieces']} |" for part, row in data["parts"].items()], "",
        "Warnings and notes of the data checks:", "",
        *([f"- {text}" for text in data["findings"]] or ["- none"]), "",
        "## Figures on the test part, which was never trained on", "",
        *(_style(card["figures"]) if card["teaches"] == "style" else _language(card["figures"])), "",
        f"Trained for {card['training']['steps']} steps, best at {card['training']['bestStep']} by the validation part.", "",
    ]
    return "\n".join(lines)


def _style(figures):
    mouth, rows = figures["mouth"], figures["channels"]
    lines = []
    if mouth:
        lines += [f"Mouth channels, mean of {sum(row['isMouth'] for row in rows.values())}: correlation {mouth['correlationBefore']:.2f} before, "
                  f"{mouth['correlationAfter']:.2f} after; RMSE {mouth['rmseBefore']:.3f} before, {mouth['rmseAfter']:.3f} after."]
    if figures["closuresKept"] is not None:
        lines += [f"Of the frames in which the base shuts the lips, {figures['closuresKept']:.1%} stay shut."]
    lines += ["", "| channel | correlation before | after | RMSE before | after |", "|---|---|---|---|---|"]
    lines += [f"| {name} | {row['correlationBefore']:.2f} | {row['correlationAfter']:.2f} | {row['rmseBefore']:.3f} | {row['rmseAfter']:.3f} |"
              for name, row in rows.items()]
    if figures["leftToTheBase"]:
        lines += ["", "Left as in the base, since the voice does not tell them: " + ", ".join(figures["leftToTheBase"]) + "."]
    return lines


def _language(figures):
    names = {"overall": "overall (0..100)", "closure_recall": "closures found", "closure_false": "closures invented", "closure_auc": "closure AUC",
             "opening_r": "opening r", "rounding_r": "rounding r", "viseme_accuracy": "visemes right in speech", "rest_jaw": "jaw in pauses"}
    return ["Against the mouth that our table draws from the phone times:", "", "| figure | before | after |", "|---|---|---|",
            *[f"| {label} | {number(figures['before'][key])} | {number(figures['after'][key])} |" for key, label in names.items()]]


def number(value):
    return "-" if value is None else f"{value:.3f}"
