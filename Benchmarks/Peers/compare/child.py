"""A participant as a process: one line asked, one line of JSON answered, within a time."""

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path

from compare.roster import Entry

PEERS = Path(__file__).resolve().parent.parent
ENVIRONMENT = {"PYTHONPATH": str(PEERS), "PYTHONDONTWRITEBYTECODE": "1", "JAX_PLATFORMS": "cpu"}


def computed(module: str, *arguments: str) -> dict:
    """What a module of the participants prints as JSON, by a process that is gone before a clock runs."""
    command = [sys.executable, "-m", f"participants.{module}", *arguments]
    done = subprocess.run(command, capture_output=True, env=os.environ | ENVIRONMENT, check=False)
    if done.returncode != 0:
        raise SystemExit(f"compare: the reference of {module} failed: " + done.stderr.decode().strip().split("\n")[-1])
    return json.loads(done.stdout)


def ending(status: int, log: Path, prefix: str = "") -> str:
    """How a process ended, with the last line of its log; where one begins with `prefix`, with what follows there."""
    how = f"was ended by signal {-status}" if status < 0 else f"ended with exit code {status}"
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()] or ["it said nothing"]
    return f"{how}: " + next((line for line in reversed(lines) if line.startswith(prefix)), lines[-1]).removeprefix(prefix)


class ChildFailed(Exception):
    """Half a sentence: what the participant did wrong."""


class Child:
    def __init__(self, entry: Entry, scratch: Path) -> None:
        self.entry = entry
        self.log = scratch / f"{entry.key}.log"
        self.rest = b""
        environment = os.environ | ENVIRONMENT
        if entry.chooses_kernels:
            # Set for an older OpenBLAS, they slow the ones that others bring.
            for variable in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
                environment.pop(variable, None)
        with self.log.open("wb") as log:
            # In a session of its own: Ctrl-C reaches this program alone, which ends the others.
            self.process = subprocess.Popen(
                entry.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=environment,
                start_new_session=True,
            )

    def ask(self, request: str, timeout: float) -> dict:
        try:
            self.process.stdin.write(request.encode() + b"\n")
            self.process.stdin.flush()
        except OSError:
            raise ChildFailed(self.end()) from None
        try:
            answer = json.loads(self.read_line(request, timeout))
        except ValueError as error:
            raise ChildFailed(f"answered '{request}' with something that is not JSON ({error})") from None
        if "error" in answer:
            raise ChildFailed(f"failed at '{request}': {answer['error']}")
        return answer

    def read_line(self, request: str, timeout: float) -> bytes:
        end = time.monotonic() + timeout
        output = self.process.stdout.fileno()
        while b"\n" not in self.rest:
            readable, _, _ = select.select([output], [], [], max(0, end - time.monotonic()))
            if not readable:
                raise ChildFailed(f"did not answer '{request}' within {timeout:g} seconds")
            part = os.read(output, 1 << 20)
            if not part:
                raise ChildFailed(self.end())
            self.rest += part
        line, self.rest = self.rest.split(b"\n", 1)
        return line

    def end(self) -> str:
        try:
            return ending(self.process.wait(timeout=5), self.log)
        except subprocess.TimeoutExpired:
            return "closed its output"

    def close(self) -> None:
        """Ends the process for certain."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            try:
                stream.close()
            except OSError:
                pass  # what was left to write has no reader

    def cpu_seconds(self) -> float:
        """The time that its threads have run so far; 0 where the system does not tell."""
        nanoseconds = 0
        for thread in Path(f"/proc/{self.process.pid}/task").glob("*/schedstat"):
            try:
                nanoseconds += int(thread.read_text().split()[0])
            except (OSError, IndexError, ValueError):
                pass  # ended meanwhile
        return nanoseconds / 1e9
