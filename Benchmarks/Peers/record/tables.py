"""The figures as Markdown."""

import textwrap

from compare.load import FOREIGN_SHARE
from record.results import Preset, Results, accuracy

WIDTH = 125


def tables(results: Results, machine: dict, versions: dict[str, str], rows: list[dict], foreign_share: float) -> str:
    """A table of the presets and, where others took part, one of them; each below what has to be known of it."""
    presets = [preset for preset in results.presets.values() if preset.runs]
    text = paragraph(heading(results, machine, foreign_share)) + presets_table(presets)
    if results.averages:
        text += "\n" + paragraph("Averages of probabilities, by networks of `best`:") + averages_table(results.averages)
    if rows:
        libraries = " and ".join(versions[row["participant"]] for row in rows if row["participant"] != "swift")
        count = len(next(row["accuracies"] for row in rows if row["participant"] == "swift"))
        text += "\n" + paragraph(
            f"The recipe of `fast` by {libraries}, {number(count, 'seed')} of each in turn, all on the same CPUs; the time "
            "is that of the training alone, in brackets as a multiple of ours.")
        text += peers_table(rows)
    return text


def heading(results: Results, machine: dict, foreign_share: float) -> str:
    settings = results.presets["fast"].runs[-1].settings
    threads = number(settings["threads"], "thread")
    sentences = [
        f"{machine['cpu']}, {number(machine['cpus'], 'CPU')}: {threads}, backend `{settings['backend']}`, instruction set "
        f"`{settings['instructionSet']}`.",
        "Test accuracy: mean over the seeds, its standard error, the least and the most. Times are medians.",
        "An epoch of the original recipe took " + " and ".join(
            f"{seconds(preset.summary()['originalEpoch'])} in turn with `{preset.name}`"
            for preset in results.presets.values() if preset.runs) + ".",
    ]
    if foreign_share > FOREIGN_SHARE:
        sentences.append(f"Other programs took {100 * foreign_share:.0f}% of one CPU meanwhile: times are rough.")
    return " ".join(sentences)


def presets_table(presets: list[Preset]) -> str:
    lines = [
        "| preset | seeds | test accuracy | least to most | training | in epochs of the original | whole command |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for preset in presets:
        summary = preset.summary()
        reached = summary["accuracy"]
        lines.append(
            f"| `{preset.name}` | {len(preset.runs)} | {mean(reached)} | {percent(reached['least'])} to "
            f"{percent(reached['most'])} | {seconds(summary['training'])} | {summary['inOriginalEpochs']:.3g} | "
            f"{seconds(summary['command'])} |")
    return "\n".join(lines) + "\n"


def averages_table(averages: dict[str, list[float]]) -> str:
    lines = ["| averaged over | test accuracy |", "|---|---:|"]
    lines += [f"| {name} | {mean(accuracy(accuracies))} |" for name, accuracies in averages.items()]
    return "\n".join(lines) + "\n"


def peers_table(rows: list[dict]) -> str:
    lines = ["| | test accuracy | training |", "|---|---:|---:|"]
    for row in rows:
        ratio = "" if row["participant"] == "swift" else f" ({row['ratio']:.2f}x)"
        lines.append(f"| {row['title']} | {mean(row['accuracy'])} | {seconds(row['median'])}{ratio} |")
    return "\n".join(lines) + "\n"


def mean(reached: dict) -> str:
    error = "" if reached["standardError"] is None else f" ± {100 * reached['standardError']:.3f}"
    return f"{100 * reached['mean']:.3f}%{error}"


def percent(share: float) -> str:
    return f"{100 * share:.2f}%"


def seconds(value: float) -> str:
    """Three digits, from 100 s on whole seconds."""
    return f"{value:.3g} s" if value < 100 else f"{value:.0f} s"


def number(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def paragraph(text: str) -> str:
    return "\n".join(textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)) + "\n\n"
