"""Runs the column NumPy of the tables of FromNumPy.md and writes what its names hold to from-numpy.json.

    python3 Tests/DocumentationTests/Fixtures/from-numpy.py

The file keeps the lines too: the test fails where the page has changed since.
"""

import json
import pathlib
import re

import numpy as np

here = pathlib.Path(__file__).parent
page = here.parents[2] / "Sources/LinearAlgebra/LinearAlgebra.docc/FromNumPy.md"

lines, inside = [], False
for line in page.read_text().splitlines():
    cells = [cell.strip(" `") for cell in line.split("|")[1:-1]]
    if cells[:1] == ["NumPy"]:
        inside = True
    elif not cells:
        inside = False
    elif inside and set(cells[0]) != {"-"}:
        lines.append(cells[0])

names = {"np": np}
values = {}
for line in lines:
    exec(line, names)
    # A name keeps its last value, and `c`, which is changed in place, all of them.
    for name in re.findall(r"^(?:np\..*out=)?(\w+)", line):
        value = names.get(name)
        if name == "np" or isinstance(value, np.random.Generator) or np.size(value) > 100:
            continue
        matrix = np.atleast_2d(np.asarray(value, dtype=np.float64))
        rows, columns = matrix.shape
        values.setdefault(name, []).append(
            {"rows": rows, "columns": columns, "elements": matrix.ravel().tolist()}
        )

def block(pairs):
    return ",\n".join("    " + pair for pair in pairs)


text = '{\n  "numpy": %s,\n  "lines": [\n%s\n  ],\n  "values": {\n%s\n  }\n}\n' % (
    json.dumps(np.__version__),
    block(json.dumps(line) for line in lines),
    block(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in values.items()),
)
(here / "from-numpy.json").write_text(text)
