"""The figures as bars, in SVG: one panel for each kind of work, the fastest on top."""

from html import escape

from compare.decompositions import SCALARS, WORKS

WIDTH, LEFT, RIGHT, BAR, STEP = 780, 240, 150, 18, 26
STYLE = """
  svg { background: #fff; font-family: system-ui, 'DejaVu Sans', sans-serif; font-size: 13px }
  text { fill: #222 } .title { font-size: 17px; font-weight: 600 } .panel { font-weight: 600 }
  .note { fill: #666; font-size: 12px } .name { text-anchor: end } .own { font-weight: 600 }
  rect { fill: #b6bcc6 } rect.own { fill: #e4572e }
"""


def draw(document: dict) -> str:
    machine, data = document["machine"], document["data"]
    parts = [
        text(20, 32, "The same work, in turn", "title"),
        text(20, 52, f"{machine['cpu']}, {machine['cpus']} CPUs; 784-128-10, Float; medians, shorter is faster", "note"),
    ]
    y = 66
    for title, rows in panels(document, data["images"]):
        y += 24
        parts.append(text(20, y, title, "panel"))
        y += 10
        longest = max(row["median"] for row in rows)
        for row in rows:
            parts += bar(y, row, longest)
            y += STEP
    for title, rows in comparisons(document):
        y += 24
        parts.append(text(20, y, title, "panel"))
        y += 10
        # A line where both take as long.
        longest = max(1.0, *(ratio for _, ratio in rows))
        even = LEFT + (WIDTH - LEFT - RIGHT) / longest
        for name, ratio in rows:
            parts += share(y, name, ratio / longest, f"{ratio:.2f}x", " own" if ratio >= 1 else "")
            y += STEP
        parts.append(f'<path d="M{even:.1f} {y - STEP * len(rows) - 4}V{y - 4}" stroke="#222" stroke-dasharray="3 3"/>')
    height = y + 10
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">\n'
        f"<style>{STYLE}</style>\n{body}\n</svg>\n"
    )


def panels(document: dict, images: int) -> list[tuple[str, list[dict]]]:
    found = [(f"Training: one epoch of {images:,} images, batch 64", document.get("epoch", {}).get("rows", []))]
    for size, rows in document.get("predict", {}).get("rows", {}).items():
        found.append((f"Prediction: {'one image, one thread' if size == '1' else f'{int(size):,} images'}", rows))
    return [(title, rows) for title, rows in found if rows]


def comparisons(document: dict) -> list[tuple[str, list[tuple[str, float]]]]:
    """Another library's time over this package's in Swift, work by work: for each scalar and order, then for products."""
    found: dict[str, list[tuple[str, float]]] = {}
    for row in document.get("decompositions", {}).get("rows", []):
        for figure in row["rows"]:
            # On all threads there would be as many panels again.
            if row["threads"] == 1 and not figure["title"].startswith("swift-dense"):
                title = f"{SCALARS[row['scalar']]}, n = {row['n']}: {figure['title']}'s time over the Swift routines'"
                found.setdefault(title, []).append((WORKS[row["work"]], figure["ratio"]))
    for row in document.get("products", {}).get("rows", []):
        for figure in row["rows"]:
            if not figure["title"].startswith("swift-dense"):
                title = f"Products in Float, one thread: {figure['title']}'s time over the Swift kernels'"
                found.setdefault(title, []).append((row["label"], figure["ratio"]))
    return list(found.items())


def bar(y: int, row: dict, longest: float) -> list[str]:
    own = " own" if row["participant"] in ("swift", "openblas") else ""
    return share(y, row["title"], row["median"] / longest, f"{duration(row['median'])}  ({row['ratio']:.2f}x)", own)


def share(y: int, title: str, part: float, figure: str, own: str) -> list[str]:
    length = max(1.0, part * (WIDTH - LEFT - RIGHT))
    return [
        text(LEFT - 10, y + 14, title, f"name{own}"),
        f'<rect class="{own.strip()}" x="{LEFT}" y="{y}" width="{length:.1f}" height="{BAR}" rx="2"/>',
        text(round(LEFT + length + 8), y + 14, figure, own.strip()),
    ]


def duration(seconds: float) -> str:
    for unit, name in ((1, "s"), (1e-3, "ms")):
        if seconds >= 0.1 * unit:
            return f"{seconds / unit:.3g} {name}"
    return f"{seconds / 1e-6:.3g} µs"


def text(x: int, y: int, content: str, style: str) -> str:
    return f'<text class="{style}" x="{x}" y="{y}">{escape(content)}</text>'
