"""The command line called in this process, on a data folder of the test's own."""

import io
import json
import shutil
from copy import deepcopy
from dataclasses import dataclass

import pytest

from companion.cli.main import main


@dataclass(frozen=True)
class Said:
    """How a call ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        """The one document on stdout."""
        assert self.out.endswith("\n")
        assert self.out.count("\n") == 1
        return json.loads(self.out)


@pytest.fixture
def call(folder, capsys, monkeypatch):
    """Call `companion` with arguments, and a clock that stands still unless one is given."""

    def called(*arguments, stdin=None, now="2026-05-12T19:30+02:00"):
        data = stdin.encode() if isinstance(stdin, str) else stdin or b""
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capsys.readouterr()
        try:
            code = main(["--data", str(folder), "--now", now, *map(str, arguments)])
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        if code >= 2:
            assert out == ""
        if code:
            assert err.endswith("\n")
            assert not any(sign in err for sign in ("Errno", "Error", "None", "()", "\n\n"))
        return Said(code, out, err)

    return called


@pytest.fixture
def ask(call):
    """The JSON that a command answers, which has to be carried out."""

    def asked(*arguments, **options):
        said = call("--json", *arguments, **options)
        assert (said.code, said.err) == (0, "")
        return said.json

    return asked


@pytest.fixture
def refuse(call):
    """What is said on stderr of a call that ends with a code."""

    def refused(code, *arguments, **options):
        said = call(*arguments, **options)
        assert (said.code, said.out) == (code, "")
        return said.err

    return refused


@pytest.fixture(scope="module")
def left_behind():
    """By what prepared a data folder: a copy of it, and what it gave."""
    return {}


@pytest.fixture
def once(folder, ask, left_behind, tmp_path_factory):
    """What a function gives that prepares the data by commands: carried out by the first test, copied by others."""

    def prepared(prepare):
        if prepare in left_behind:
            copy, given = left_behind[prepare]
            shutil.copytree(copy, folder, dirs_exist_ok=True)
            return deepcopy(given)
        given = prepare(ask)
        copy = shutil.copytree(folder, tmp_path_factory.mktemp("prepared") / "data")
        left_behind[prepare] = copy, deepcopy(given)
        return given

    return prepared
