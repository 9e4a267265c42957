"""Shows a task's events on a terminal: a bar with the measured rate and time left, failures by name, an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Task as Bar
from rich.text import Text

from retouch.model.errors import NotWritable, RetouchError
from retouch.model.event import Done, Failed, Task
from retouch.model.event import Progress as Step

T = TypeVar("T")

ALL_GOOD, SOME_FAILED, USAGE, CANCELLED = 0, 1, 2, 130


class _Rate(ProgressColumn):
    """Measured photos per second."""

    def render(self, task: Bar) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f}/s" if speed else "", style="progress.data.speed")


class Terminal:
    """One command's output. Progress, failures and summaries go to standard error, results to standard output."""

    def __init__(self) -> None:
        self.console = Console(stderr=True, highlight=False)
        self.failed: list[RetouchError] = []

    def run(self, task: Task[T], about: Collection[Path] | None = None) -> T:
        """Show a task's events and return its result. Failures are printed once each, and counted.

        With ``about``, failures of other files are not what was asked about: they neither are printed nor count.
        """
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(elapsed_when_finished=True),
        )
        with (
            Progress(*columns, console=self.console, transient=not self.console.is_terminal) as bars,
            closing_task(task),
        ):
            shown: dict[str, Any] = {}
            for event in task:
                if isinstance(event, Step):
                    if event.what not in shown:
                        shown[event.what] = bars.add_task(event.what, total=event.total)
                    bars.update(shown[event.what], completed=event.done, total=event.total)
                elif isinstance(event, Failed):
                    if about is None or event.path is None or event.path in about:
                        self.fail(event.error)
                elif isinstance(event, Done):
                    return event.result
        raise RuntimeError("a task ended without a result")

    def fail(self, error: RetouchError) -> None:
        """Print one failure and remember it for the exit code; the same one is not said twice."""
        if not any(type(e) is type(error) and e.args == error.args for e in self.failed):
            self.failed.append(error)
            self.console.print(Text(str(error), style="red"), soft_wrap=True)

    def say(self, line: str) -> None:
        """Print a line of the summary to standard output."""
        click.echo(line)

    def table(self, rows: Sequence[tuple[str, object]]) -> None:
        """Print a summary as two aligned columns."""
        width = max(len(name) for name, _ in rows)
        for name, value in rows:
            self.say(f"{name:<{width}}  {value}")

    def json(self, data: Any, to: str) -> None:
        """Write JSON in UTF-8 to a file, or to standard output for ``-``. Raises ``NotWritable``."""
        text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
        content = text.encode("utf-8", "backslashreplace")  # a file name that is no Unicode becomes a JSON escape
        if to == "-":
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
            return
        try:
            Path(to).write_bytes(content)
        except OSError as e:
            todo = "Choose a folder that can be written."
            raise NotWritable(f"the JSON cannot be written ({e.strerror})", Path(to), todo) from e

    @property
    def exit_code(self) -> int:
        """The contract's code for how it went."""
        return SOME_FAILED if self.failed else ALL_GOOD


def closing_task(task: Task[T]) -> closing[Any]:
    """Close the generator on the way out, which is how a task is cancelled."""
    return closing(task)
