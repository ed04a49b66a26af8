"""`python -m participants NAME --data DIR`: one library answers requests until its input ends."""

import argparse
import importlib

from participants.protocol import open_answers, send, serve


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("--data", required=True)
    options = parser.parse_args()
    answers = open_answers()
    try:
        module = importlib.import_module(f"participants.{options.name}_participant")
    except ImportError as error:
        send(answers, {"absent": f"it cannot be imported ({error})"})
        return
    serve(module.make(options.data), answers)


main()
