"""The same sources give the same bytes: on another day, elsewhere, in another language, by another chance.

Two sites are built of one review by processes that share nothing but the sources.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

TOY = Path(__file__).parent / "toy"
REPOSITORY = Path(__file__).parent.parent
# Imported by every Python process at its start: `site.html#module-sitecustomize` of Python's documentation.
OTHER_DAY = """
import datetime, os, time

SHIFT = 400 * 24 * 3600
now, now_ns = time.time, time.time_ns
time.time = lambda: now() + SHIFT
time.time_ns = lambda: now_ns() + SHIFT * 10**9

class Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())

class DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(time.time())
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())

datetime.date, datetime.datetime = Date, DateTime
"""

# In these Pagefind puts a filter's values in an order that differs from run to run, over the same pages, too;
# and what the next build or an engine's next run compares with is no part of what is published.
BY_CHANCE = re.compile(
    r"site/pagefind/(filter/|pagefind-entry\.json|pagefind\.\w+\.pf_meta)|docs/\.bibloom/(site\.json|memory/)"
)


@dataclass(frozen=True)
class Circumstances:
    """Where, when and how a site is built."""

    folder: str
    variables: dict[str, str]
    backwards: bool = False
    another_day: bool = False
    umask: int = 0o022
    removed: tuple[str, ...] = field(default=("SOURCE_DATE_EPOCH", "PYTHONHASHSEED", "TZ", "LANG", "LC_ALL"))


HERE = Circumstances("here/review", {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"})
ELSEWHERE = Circumstances(
    "somewhere else/über die Sache",
    # No UTF-8 anywhere, and a zone in which it is tomorrow already.
    {
        "PYTHONHASHSEED": "617",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "COLUMNS": "40",
    },
    backwards=True,
    another_day=True,
    umask=0o077,
)


def copy(root: Path, circumstances: Circumstances) -> None:
    """Write the review's files in an order, and with times, that tell nothing."""
    files = sorted(path for name in ("bib", "docs") for path in (TOY / name).rglob("*") if path.is_file())
    for number, path in enumerate(reversed(files) if circumstances.backwards else files):
        target = root / path.relative_to(TOY)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        if circumstances.another_day:
            os.utime(target, (number * 86_400, number * 86_400))


def built(tmp_path: Path, circumstances: Circumstances) -> dict[str, bytes]:
    """Return every file of the review after `bibloom site`, by path."""
    root = tmp_path / circumstances.folder
    copy(root, circumstances)
    variables = {key: value for key, value in os.environ.items() if key not in circumstances.removed}
    path = [str(REPOSITORY)]
    if circumstances.another_day:
        (tmp_path / "day").mkdir()
        (tmp_path / "day" / "sitecustomize.py").write_text(OTHER_DAY, encoding="utf-8")
        path.insert(0, str(tmp_path / "day"))
    done = subprocess.run(
        [sys.executable, "-m", "generator", "site"],
        cwd=root,
        env=variables | circumstances.variables | {"PYTHONPATH": os.pathsep.join(path)},
        umask=circumstances.umask,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, (done.stdout + done.stderr).decode(errors="replace")
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


@pytest.mark.site
def test_the_same_sources_give_the_same_bytes_everywhere(tmp_path: Path) -> None:
    here, elsewhere = (
        {name: content for name, content in built(tmp_path, one).items() if not BY_CHANCE.match(name)}
        for one in (HERE, ELSEWHERE)
    )
    assert sorted(here) == sorted(elsewhere)
    assert [name for name in here if here[name] != elsewhere[name]] == []
    assert {"docs/papers.json", "site/index.html", "site/sitemap.xml.gz", "site/pagefind/pagefind.js"} <= set(
        here
    )


def test_the_other_day_is_another_one(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(OTHER_DAY, encoding="utf-8")
    program = "import datetime, time; print(datetime.date.today(), datetime.datetime.now().year, time.time())"
    days = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | extra,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for extra in ({"PYTHONPATH": ""}, {"PYTHONPATH": str(tmp_path)})
    ]
    assert days[0][0] < days[1][0]
    assert int(days[0][1]) < int(days[1][1])
    assert float(days[1][2]) - float(days[0][2]) > 399 * 86_400
