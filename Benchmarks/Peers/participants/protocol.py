"""A request a line on standard input, an answer in JSON a line on what was standard output."""

import json
import os
import sys
from typing import TextIO


REQUESTS = {
    "hello", "load", "epoch", "accuracy", "predict", "outputs", "systems", "decompose", "decomposed", "recipe", "train",
}


def open_answers() -> TextIO:
    """Keeps standard output for answers: what a library prints goes to standard error from now on."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    return answers


def send(answers: TextIO, answer: dict) -> None:
    print(json.dumps(answer), file=answers, flush=True)


def serve(participant: object, answers: TextIO) -> None:
    """Answers until the input ends; an exception becomes an answer, too."""
    for line in sys.stdin:
        request, *arguments = line.split(maxsplit=1)
        try:
            if request not in REQUESTS:
                raise ValueError(f"no such request: {request}")
            answer = getattr(participant, request)(*(argument.strip() for argument in arguments))
        except Exception as error:  # whatever a library throws
            answer = {"error": f"{type(error).__name__}: {error}".splitlines()[0]}
        send(answers, answer)
