"""The participants that run, one at work at a time."""

import signal
import time
from pathlib import Path

from compare.child import Child, ChildFailed
from compare.load import busy_seconds
from compare.roster import Entry

# The share of one CPU that the idle ones together may take in another's turn.
IDLE_SHARE = 0.02
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def end_by_signals() -> None:
    """Ended by whatever signal, the way out is the same, and no second one disturbs it."""
    def end(number: int, _: object) -> None:
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(128 + number)

    for number in SIGNALS:
        # `nohup` and the like stay in force.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)


class Bench:
    """Children by their keys; a failing one is told in a sentence and drops out."""

    def __init__(self, scratch: Path, timeout: float) -> None:
        self.scratch = scratch
        self.timeout = timeout
        self.children: dict[str, Child] = {}
        self.greetings: dict[str, dict] = {}
        self.left_out: list[str] = []
        self.not_installed: list[str] = []
        self.notes: list[str] = []
        self.problems: list[str] = []
        self.most_idle_share = 0.0
        self.turn_seconds = 0.0
        self.foreign_seconds = 0.0

    def __enter__(self) -> "Bench":
        return self

    def __exit__(self, *_: object) -> None:
        for child in self.children.values():
            child.close()

    def start(self, entry: Entry) -> None:
        """Starts a participant and waits until it is ready."""
        if not entry.command:
            self.not_installed.append(entry.title)
            return
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
        self.wait_for_quiet()
        start, busy, before = time.monotonic(), busy_seconds(), self.cpu_seconds()
        answers: list[dict] = []
        while len(answers) < times and (answer := self.ask(key, request)) is not None:
            answers.append(answer)
        if len(answers) < times:
            return []
        seconds, after = time.monotonic() - start, self.cpu_seconds()
        used = {each: after[each] - before[each] for each in after}
        idle = sum(used.values()) - used[key]
        self.most_idle_share = max(self.most_idle_share, idle / max(seconds, 0.05))
        self.turn_seconds += seconds
        self.foreign_seconds += busy_seconds() - busy - sum(used.values())
        return answers

    def wait_for_quiet(self) -> None:
        """Threads may spin for a moment after their work; at most 2 seconds are given to that."""
        end = time.monotonic() + 2
        before = sum(self.cpu_seconds().values())
        while time.monotonic() < end:
            time.sleep(0.03)
            now = sum(self.cpu_seconds().values())
            if now - before < 0.03 * IDLE_SHARE:
                return
            before = now

    def cpu_seconds(self) -> dict[str, float]:
        return {key: child.cpu_seconds() for key, child in self.children.items()}

    @property
    def foreign_share(self) -> float:
        """What other programs took of one CPU in all turns."""
        return self.foreign_seconds / self.turn_seconds if self.turn_seconds else 0

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
