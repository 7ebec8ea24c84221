"""The rules of the house that no linter knows: who writes, who knows the time, what may never block."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[2]
WRITERS = {"companion/ui/desk.py", "companion/cli/context.py"}
CLOCKS = {"companion/ui/app.py", "companion/cli/main.py"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}


def called(source: str) -> Iterator[tuple[int, str]]:
    """Line and dotted name of whatever is called or handed on: `store.apply`, `self.store.apply`, `time.sleep`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            yield node.lineno, dotted(node)
        if isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def dotted(node: ast.expr) -> str:
    """The end of an expression that consists of names: `….apply` of `stores[0].apply`."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "…"


@cache
def called_in(path: Path) -> Sequence[tuple[int, str]]:
    return tuple(called(path.read_text(encoding="utf-8")))


def matching(pattern: str, names: Iterable[tuple[int, str]]) -> list[int]:
    return [line for line, name in names if re.search(pattern, name)]


def hits(pattern: str, source: str) -> list[int]:
    return matching(pattern, called(source))


WRITES = r"(^|[._])store\.apply$"
TELLS_THE_TIME = r"\b(datetime\.(now|utcnow|today)|date\.today|time\.(time|localtime|gmtime))$"
BLOCKS = r"\b(QMessageBox\.(about|aboutQt|critical|information|question|warning)|time\.sleep|qtbot\.wait)$"
NESTS = r"\.exec$"
PARSES_BY_OTHERS = r"\bvobject\.[A-Za-z]+$"
"""vobject hangs on hostile lines: it reads nothing foreign, and writes nothing that our own writer does not."""


def found(pattern: str, *folders: str, besides: set[str] = frozenset()) -> list[str]:
    """Where our files name such a thing, as path:line."""
    files = [path for folder in folders for path in sorted((PROJECT / folder).rglob("*.py"))]
    assert files
    return [
        f"{name}:{line}"
        for path in files
        if (name := path.relative_to(PROJECT).as_posix()) not in besides
        for line in matching(pattern, called_in(path))
    ]


@pytest.mark.parametrize(
    ("pattern", "source"),
    [
        (WRITES, "store.apply(changes)"),
        (WRITES, "self._desk.store.apply(changes, at=now)"),
        (WRITES, "write = self._store.apply"),
        (WRITES, "stores[0].store.apply(changes)"),
        (TELLS_THE_TIME, "datetime.now().astimezone()"),
        (TELLS_THE_TIME, "datetime.datetime.now(UTC)"),
        (TELLS_THE_TIME, "field(default_factory=datetime.now)"),
        (TELLS_THE_TIME, "date.today()"),
        (TELLS_THE_TIME, "time.time()"),
        (TELLS_THE_TIME, "from time import time"),
        (NESTS, "QMessageBox.exec(box)"),
        (NESTS, "QMessageBox(self).exec()"),
        (BLOCKS, "QtWidgets.QMessageBox.question(self, '', '')"),
        (BLOCKS, "time.sleep(1)"),
        (BLOCKS, "from time import sleep"),
        (BLOCKS, "qtbot.wait(100)"),
        (PARSES_BY_OTHERS, "vobject.readOne(text)"),
        (PARSES_BY_OTHERS, "from vobject import readComponents"),
    ],
)
def test_a_breach_is_seen(pattern, source):
    assert hits(pattern, source)


@pytest.mark.parametrize(
    ("pattern", "source"),
    [
        (WRITES, "context.apply(plan)"),
        (TELLS_THE_TIME, "self.desk.now()"),
        (TELLS_THE_TIME, "time.perf_counter()"),
        (BLOCKS, "qtbot.waitSignal(desk.changed)"),
        (NESTS, "self.executed.connect(box.open)"),
    ],
)
def test_what_is_allowed_is_not_taken_for_a_breach(pattern, source):
    assert hits(pattern, source) == []


def test_only_the_desk_and_the_command_line_write():
    assert found(WRITES, "companion", besides=WRITERS) == []
    for path in WRITERS:
        assert len(matching(WRITES, called_in(PROJECT / path))) == 1


def test_only_the_edges_know_what_time_it_is():
    assert found(TELLS_THE_TIME, "companion", besides=CLOCKS) == []


def test_nothing_blocks():
    assert found(BLOCKS, "companion", "tests") == []
    assert found(NESTS, "companion", "tests", besides={"companion/ui/app.py"}) == []


def test_foreign_cards_reach_no_reader_but_ours():
    assert found(PARSES_BY_OTHERS, "companion") == []


def test_no_module_has_a_name_that_says_nothing():
    folders = [PROJECT / name for name in ("companion", "tests", "benchmarks")]
    paths = [path for folder in folders for path in folder.rglob("*")]
    assert PROJECT / "companion" / "model" / "person.py" in paths
    assert [str(path) for path in paths if VAGUE & set(path.stem.removeprefix("test_").split("_"))] == []


def test_every_dependency_is_pinned_within_its_range():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [
        Requirement(line)
        for line in (*project["dependencies"], *(line for extra in extras for line in extra))
    ]
    pins = dict(
        line.split("==") for line in (PROJECT / "constraints.txt").read_text(encoding="utf-8").split()
    )
    pinned = {canonicalize_name(name): number for name, number in pins.items()}
    for one in wanted:
        if one.marker is None or one.marker.evaluate():
            assert one.specifier.contains(pinned[canonicalize_name(one.name)]), one.name
