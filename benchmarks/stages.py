"""`python -m benchmarks.stages FOLDER`: what each stage of generating the pages of a review costs, as JSON.

The stages are the public functions that `generator.build` puts together. Each is watched from outside, by a
function of the same name in its place that starts and stops a clock; what a stage calls of another one counts
as the other's. Generators are watched at every step, because pages are written while they are made. All of it
runs in one process here, whose clock sees everything; `bibloom build` shares many papers out to several.

Memory is the largest that the process has been when a stage ended for the last time: it never falls.
"""

from __future__ import annotations

import argparse
import functools
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import generator.build
import generator.links.comparison
import generator.pages.category
import generator.pages.home
import generator.pages.site
import generator.together

# The functions of each stage, by the module in which they are called.
WATCHED: Mapping[str, Mapping[ModuleType, tuple[str, ...]]] = {
    "read": {generator.build: ("read_sources", "handwritten_pages", "read_manifest")},
    "check": {generator.build: ("check_review", "bibtex_problems", "without_accepted", "in_order")},
    "link": {generator.build: ("resolve",)},
    "related": {generator.links.comparison: ("likeness", "related_papers")},
    "exports": {
        generator.build: (
            *("every_text", "bulk_files", "papers_json", "papers_schema"),
            *("list_files", "shards", "feeds", "coins", "at_old_addresses", "categories_at_old_addresses"),
        )
    },
    "pages": {generator.build: ("make_view", "render_pages", "indexes")},
    "charts": {
        generator.pages.site: ("trends_page",),
        generator.pages.category: ("timeline", "counted_by_year"),
        generator.pages.home: ("timeline", "counted_by_year"),
    },
    "write": {generator.build: ("write_tree",)},
}
STAGES = (*WATCHED, "rest")


@dataclass(slots=True)
class Stopwatch:
    """Which stage runs, and what each has taken; `rest` is whatever none of them does."""

    running: list[str] = field(default_factory=lambda: ["rest"])
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))
    processor: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))
    megabytes: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))
    last: tuple[float, float] = (0.0, 0.0)

    def start(self, stage: str) -> None:
        """Charge what has passed to the stage that ran, and run this one."""
        self._charge()
        self.running.append(stage)

    def stop(self) -> None:
        """Charge what has passed to the stage that ran, and go on with the one before it."""
        self._charge()
        self.megabytes[self.running.pop()] = peak()

    def _charge(self) -> None:
        now = (time.perf_counter(), time.process_time())
        self.seconds[self.running[-1]] += now[0] - self.last[0]
        self.processor[self.running[-1]] += now[1] - self.last[1]
        self.last = now

    def over(self, stage: str, steps: Iterator[Any]) -> Iterator[Any]:
        """Yield the same, each step charged to the stage."""
        while True:
            self.start(stage)
            try:
                step = next(steps)
            except StopIteration:
                return
            finally:
                self.stop()
            yield step

    def watched(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with its time charged to the stage, and each step of an iterator it returns."""

        @functools.wraps(function)
        def call(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
            self.start(stage)
            try:
                result = function(*arguments, **options)
            finally:
                self.stop()
            return self.over(stage, result) if isinstance(result, Iterator) else result

        return call


def peak() -> float:
    """Return the largest resident memory of this process so far, in megabytes."""
    # Linux counts kilobytes, macOS bytes (getrusage(2)).
    unit = 1024 if sys.platform == "darwin" else 1
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit / 1000


def watch(stopwatch: Stopwatch) -> None:
    """Put the watched functions in the place of the ones that `generator.build` calls.

    Raises AttributeError where one of them is no longer there: then the table above is out of date.
    """
    for stage, modules in WATCHED.items():
        for module, names in modules.items():
            for name in names:
                setattr(module, name, stopwatch.watched(stage, getattr(module, name)))
    plan = generator.build.plan

    def planned(*arguments: Any, **options: Any) -> generator.build.Plan:  # noqa: ANN401
        made = plan(*arguments, **options)
        # What is left of making files: encoding them, digests, and the references that pages cite by.
        return replace(made, files=stopwatch.over("exports", made.files))

    generator.build.plan = planned


def measure(root: Path) -> list[dict[str, float | str]]:
    """Build the pages of a review; return stages with seconds, processor seconds and megabytes, in order."""
    # Processor time counts from the start of the process: imports are part of `rest`.
    stopwatch = Stopwatch(last=(time.perf_counter() - time.process_time(), 0.0))
    watch(stopwatch)
    generator.together.LEAST = sys.maxsize
    generator.build.build(root)
    stopwatch.stop()
    return [
        {
            "name": stage,
            "seconds": stopwatch.seconds[stage],
            "processor": stopwatch.processor[stage],
            "megabytes": stopwatch.megabytes[stage],
        }
        for stage in STAGES
    ]


def main() -> int:
    """Print the stages of one build."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    json.dump(measure(parser.parse_args().folder), sys.stdout, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
