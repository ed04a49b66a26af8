"""The participants that run, one at work at a time."""

import time
from pathlib import Path

from compare.child import Child, ChildFailed
from compare.roster import Entry

# The share of one CPU that the idle ones together may take in another's turn.
IDLE_SHARE = 0.02


class Bench:
    """Children by their keys; a failing one is told in a sentence and drops out."""

    def __init__(self, scratch: Path, timeout: float) -> None:
        self.scratch = scratch
        self.timeout = timeout
        self.children: dict[str, Child] = {}
        self.greetings: dict[str, dict] = {}
        self.left_out: list[str] = []
        self.notes: list[str] = []
        self.problems: list[str] = []
        self.most_idle_share = 0.0

    def __enter__(self) -> "Bench":
        return self

    def __exit__(self, *_: object) -> None:
        for child in self.children.values():
            child.close()

    def start(self, entry: Entry) -> None:
        """Starts a participant and waits until it is ready."""
        try:
            self.children[entry.key] = Child(entry, self.scratch)
        except OSError as error:
            self.problems.append(f"{entry.title} did not start: {error}.")
            return
        greeting = self.ask(entry.key, "hello")
        if greeting is None:
            return
        if "absent" in greeting:
            sentences = self.left_out if entry.optional else self.problems
            sentences.append(f"{entry.title} is left out: {greeting['absent']}.")
            self.drop(entry.key)
            return
        self.greetings[entry.key] = greeting

    def ask(self, key: str, request: str) -> dict | None:
        """The answer; None from one that failed, which then is out."""
        child = self.children[key]
        try:
            return child.ask(request, self.timeout)
        except ChildFailed as failure:
            self.exclude(key, str(failure))
            return None

    def turn(self, key: str, request: str, times: int = 1) -> list[dict]:
        """Asks when the others are quiet, and watches that they stay so; no answers from one that failed."""
        others = [child for other, child in self.children.items() if other != key]
        self.wait_for_quiet()
        start, before = time.monotonic(), sum(child.cpu_seconds() for child in others)
        answers: list[dict] = []
        while len(answers) < times and (answer := self.ask(key, request)) is not None:
            answers.append(answer)
        used = sum(child.cpu_seconds() for child in others) - before
        seconds = max(time.monotonic() - start, 0.05)
        self.most_idle_share = max(self.most_idle_share, used / seconds)
        return answers if len(answers) == times else []

    def wait_for_quiet(self) -> None:
        """Threads may spin for a moment after their work; at most 2 seconds are given to that."""
        end = time.monotonic() + 2
        before = sum(child.cpu_seconds() for child in self.children.values())
        while time.monotonic() < end:
            time.sleep(0.03)
            now = sum(child.cpu_seconds() for child in self.children.values())
            if now - before < 0.03 * IDLE_SHARE:
                return
            before = now

    def taking_part(self, suite: str) -> list[str]:
        return [key for key, child in self.children.items() if suite in child.entry.suites]

    def title(self, key: str) -> str:
        return self.children[key].entry.title

    def exclude(self, key: str, why: str) -> None:
        self.problems.append(f"{self.title(key)} {why}.")
        self.drop(key)
        if key == "swift":
            raise SystemExit(f"compare: {self.problems[-1]} There is nothing to compare with.")

    def drop(self, key: str) -> None:
        self.children.pop(key).close()
