#!/usr/bin/env python3
"""Has random tables that Python's csv module writes read by CSVFile, and compares them cell by cell.

    pip install numpy==2.4.6
    python3 csv_exchange.py [COUNT] [SEED]     default 1000 and 1

The cells are texts with separators, quotes, line breaks and any script, and numbers as Python and NumPy print them; the
numbers are compared as bits, as Double and as Float.
"""
import csv
import json
import os
import pathlib
import random
import struct
import subprocess
import sys
import tempfile

import numpy as np

PIECES = list("abc xyz019.-+eE\"\"\"\",,;;\t||\n\r'\\#é²Ω漢字\u2028\u00a0\x00\x7f") + ["\r\n", "\U0001f600", "e\u0301", "NaN", ""]


def text(rng):
    return "".join(rng.choice(PIECES) for _ in range(rng.randrange(0, rng.choice([2, 6, 30]))))


def number(rng):
    kind = rng.randrange(0, 8)
    if kind == 0:
        return rng.randrange(-10**rng.randrange(1, 25), 10**rng.randrange(1, 25))
    if kind == 1:
        return rng.gauss(0, 1)
    if kind == 2:
        return round(rng.uniform(-1000, 1000), rng.randrange(0, 6))
    if kind == 3:
        return "%.18e" % rng.gauss(0, 1e10)
    if kind == 4:
        return float(np.float32(rng.gauss(0, 1)))
    if kind == 5:
        return "%.*f" % (rng.randrange(0, 30), rng.gauss(0, 100))
    # Any exponent that a Float has: beyond, CSVFile refuses a number of Float.
    exponent = rng.randrange(-46, 38)
    return rng.uniform(-3, 3) * float("1e%d" % exponent)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    root = pathlib.Path(__file__).resolve().parents[3]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        tables, cells = [], []
        for index in range(count):
            columns = rng.randrange(1, 9)
            numbers = [column for column in range(columns) if rng.random() < 0.5]
            has_header = rng.random() < 0.5
            rows = [
                [number(rng) if column in numbers else text(rng) for column in range(columns)]
                for _ in range(rng.randrange(0 if has_header else 1, rng.choice([3, 20, 200])))
            ]
            if has_header:
                rows.insert(0, [text(rng) for _ in range(columns)])
            separator = rng.choice([",", ",", ";", "\t", "|", " "])
            ending = rng.choice(["\r\n", "\n"])
            if ending == "\n":
                # Before Python 3.13 a carriage return is then written without quotes, and Python does not read it again.
                rows = [[cell.replace("\r", "") if isinstance(cell, str) else cell for cell in row] for row in rows]
            path = folder / f"{index}.csv"
            encoding = rng.choice(["utf-8", "utf-8", "utf-8-sig"])
            with open(path, "w", newline="", encoding=encoding) as file:
                csv.writer(
                    file, delimiter=separator, lineterminator=ending,
                    quoting=rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])).writerows(rows)
            with open(path, newline="", encoding=encoding) as file:
                read = list(csv.reader(file, delimiter=separator))
            assert read == [[str(cell) for cell in row] for row in rows], f"table {index}: Python reads it otherwise"
            tables.append({"separator": separator, "hasHeader": has_header, "numbers": numbers})
            cells.append(read)
        (folder / "tables.json").write_text(json.dumps(tables))
        subprocess.run(
            os.environ.get("SWIFT_TEST", "swift test --disable-xctest").split() + ["--filter", "CSVExchangeTests"],
            cwd=root, check=True, env=os.environ | {"CSV_EXCHANGE": str(folder)})
        readings = json.loads((folder / "readings.json").read_text())
    assert len(readings) == count
    compared = values = 0
    for index, (table, wanted, got) in enumerate(zip(tables, cells, readings)):
        if table["hasHeader"]:
            assert got["header"] == wanted[0], f"table {index}: other names"
            wanted = wanted[1:]
        assert got["cells"] == wanted, f"table {index}: other cells"
        compared += sum(map(len, wanted))
        numbers = [row[column] for row in wanted for column in table["numbers"]]
        doubles = [struct.unpack("<Q", struct.pack("<d", float(cell)))[0] for cell in numbers]
        assert [int(bits, 16) for bits in got["doubles"]] == doubles, f"table {index}: other numbers"
        # NumPy reads a Float from its text by way of Double, which rounds twice; to the nearest of both neighbours it is not.
        for cell, bits in zip(numbers, got["floats"]):
            assert nearest(cell, int(bits, 16)), f"table {index}: {cell} as Float is {bits}"
        values += len(numbers)
    print(f"{count} tables of Python: {compared} cells the same, {values} numbers to the bit")


def nearest(cell, bits):
    """Whether no other Float is nearer to the number in the cell, exactly, and on a tie the bits are even."""
    from fractions import Fraction

    exact = Fraction(cell.strip())
    sign, magnitude = bits >> 31, bits & 0x7FFFFFFF
    if (sign == 1) != cell.strip().startswith("-"):
        return False

    def value(pattern):
        return Fraction(float(np.array(pattern, dtype=np.uint32).view(np.float32))) * (-1 if sign else 1)

    distance = abs(value(magnitude) - exact)
    for other in (magnitude - 1, magnitude + 1):
        if 0 <= other < 0x7F800000:
            away = abs(value(other) - exact)
            if away < distance or away == distance and magnitude % 2 == 1:
                return False
    return True


if __name__ == "__main__":
    main()
