"""What a run leaves behind."""

import tempfile
import unittest
import xml.etree.ElementTree as xml
from pathlib import Path

from compare import chart, report
from compare.figures import Row, finished


class ReportTests(unittest.TestCase):
    def test_a_file_is_replaced_whole_or_stays(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "runs", "compare.json")
            report.write(path, {"old": 1})
            with self.assertRaises(UnicodeEncodeError):
                report.replace(path, "new, and half a character: \ud800")
            self.assertEqual(path.read_text(), '{\n  "old": 1\n}\n')
            self.assertEqual([file.name for file in path.parent.iterdir()], ["compare.json"])

    def test_rows_are_sorted_and_compared_with_this_package(self) -> None:
        rows = {"a": Row("a", "A", [3, 1, 2]), "swift": Row("swift", "S", [4, 4, 4]), "none": Row("none", "N")}
        figures = finished(rows)
        self.assertEqual([(row["participant"], row["median"], row["ratio"]) for row in figures],
                         [("a", 2, 0.5), ("swift", 4, 1)])
        self.assertEqual(figures[0]["spread"], 0.5)

    def test_the_chart_is_xml_with_a_bar_for_each_figure(self) -> None:
        rows = finished({"swift": Row("swift", "a < b & c", [1.0]), "b": Row("b", "b", [2.0])})
        document = {"machine": {"cpu": "C <1>", "cpus": 2}, "data": {"images": 5}, "epoch": {"rows": rows}}
        figures = [
            {"participant": "swift", "title": "swift-dense, Swift", "ratio": 1},
            {"participant": "openblas", "title": "swift-dense, OpenBLAS", "ratio": 1.25},
            {"participant": "scipy", "title": "S", "ratio": 1.5},
        ]
        document["decompositions"] = {"rows": [
            {"work": "qr", "scalar": "float", "n": 64, "threads": threads, "rows": figures} for threads in (1, 2)]}
        rows = finished({"swift": Row("swift", "swift-dense", [4.0]), "mkl": Row("mkl", "M", [3.0])})
        document["products"] = {"rows": [{"label": "square", "rows": rows}]}
        tree = xml.fromstring(chart.draw(document))
        self.assertEqual(len(tree.findall(".//{*}rect")), 4)
        self.assertIn("0.75x", [node.text for node in tree.iter()])
        self.assertIn("1.50x", [node.text for node in tree.iter()])
        self.assertIn("a < b & c", [node.text for node in tree.iter()])
