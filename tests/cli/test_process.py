"""`companion` as a process: exit codes, pipes, signals, and what it imports."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.drawing import picture_of

COMPANION = [sys.executable, "-m", "companion"]
CLOCK = ["--now", "2026-05-12T19:30+02:00"]


@pytest.fixture
def run(folder):
    """Run `companion` to its end."""

    def ran(*arguments, **options):
        command = [*COMPANION, "--data", str(folder), *CLOCK, *arguments]
        return subprocess.run(command, capture_output=True, timeout=60, check=False, **options)

    return ran


def test_a_process_says_its_answer_and_how_it_ended(run):
    assert run("note", "Ana").returncode == 0
    found = run("--json", "people", "ana")
    assert (found.returncode, found.stderr) == (0, b"")
    assert found.stdout.startswith(b'[{"id": "')
    missing = run("show", "Nobody")
    assert (missing.returncode, missing.stdout) == (3, b"")
    assert missing.stderr.decode() == "There is no person “Nobody”. Check the spelling, or use its id.\n"
    usage = run("frobnicate")
    assert (usage.returncode, usage.stdout) == (2, b"")


def test_bytes_of_no_text_are_taken_as_arguments(run, folder):
    said = run("--json", "note", b"Ana \xff\xfe ?\xff")
    assert (said.returncode, said.stderr) == (0, b"")
    assert "Ana \ufffd\ufffd" in said.stdout.decode()
    wrong = run("show", b"\xff")
    assert (wrong.returncode, wrong.stdout) == (3, b"")
    assert run(b"\xff").returncode == 2
    target = os.fsencode(folder) + b"/\xff.db"
    assert run("backup", "-o", target).returncode == 0
    assert Path(os.fsdecode(target)).exists()


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8"])
def test_the_answer_is_utf_8_whatever_the_terminal_speaks(run, locale):
    surroundings = os.environ | {"LC_ALL": locale, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    assert run("note", "-", input="Łukasz".encode(), env=surroundings).returncode == 0
    assert "Łukasz" in run("people", env=surroundings).stdout.decode()
    assert run("show", "Nobody", env=surroundings).returncode == 3


def test_ctrl_c_ends_with_130_and_without_a_word(folder):
    process = subprocess.Popen(
        [*COMPANION, "--data", str(folder), "note", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Whoever runs the tests in the background of a shell ignores Ctrl+C, and so would what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    process.stdin.write(b"Ana\n")
    process.stdin.flush()
    # It waits for the rest of stdin; the pipe is empty as soon as it reads.
    while int.from_bytes(_unread(process.stdin), sys.byteorder):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")


def _unread(pipe):
    return fcntl.ioctl(pipe, termios.FIONREAD, bytes(4))


def test_a_reader_that_goes_away_is_no_trouble(run, folder):
    for _ in range(3):
        run("note", "-", input="\n".join(f"Person number {number}" for number in range(40)).encode())
    process = subprocess.Popen(
        [*COMPANION, "--data", str(folder), "--json", "people"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), err) == (130, b"")


def test_a_full_disk_behind_stdout_is_said(run, folder):
    command = [*COMPANION, "--data", str(folder), "--json", "people"]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert ended.returncode == 4
    assert ended.stderr.decode().startswith("stdout could not be read or written: No space left on device.")
    assert ended.stderr.count(b"\n") == 1


IMPORTED = """
import sys
from companion.cli.main import main
try:
    code = main(sys.argv[1:])
except SystemExit as end:
    code = end.code
print(code, *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
print(*sorted(name for name in sys.modules if name.startswith("companion.")), file=sys.stderr)
"""
NEVER = {"PySide6", "shiboken6", "alembic", "rapidfuzz", "pytest"}


@pytest.fixture(scope="module")
def met_ana(fresh_folder, tmp_path_factory):
    """A data folder in which Ana was met at an event that goes on: copy it, never open it."""
    folder = shutil.copytree(fresh_folder, tmp_path_factory.mktemp("met") / "data")
    for arguments in (["event", "start", "Mixer"], ["note", "Ana ana@acme.com ?a venue"]):
        subprocess.run(
            [*COMPANION, "--data", str(folder), *CLOCK, *arguments], capture_output=True, check=True
        )
    return folder


@pytest.fixture
def imported(met_ana, tmp_path):
    """Which packages a command imports, ours with their modules."""
    folder = shutil.copytree(met_ana, tmp_path / "data")

    def found(*arguments):
        command = [sys.executable, "-c", IMPORTED, "--data", str(folder), *CLOCK, *arguments]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
        packages, modules = ended.stderr.splitlines()[-2:]
        code, *names = packages.split()
        assert code == "0"
        return {*names, *modules.split()}

    return found


@pytest.mark.parametrize(
    ("arguments", "not_imported"),
    [
        (["--version"], {"sqlalchemy", "phonenumbers", "tzlocal", "tomllib", "companion.rules.capture"}),
        (["--help"], {"sqlalchemy", "phonenumbers", "tzlocal", "tomllib", "companion.storage"}),
        (
            ["parse", "Ana ?a venue !call fri"],
            {"sqlalchemy", "phonenumbers", "tzlocal", "companion.storage", "companion.workflow"},
        ),
        (["parse", "Ana +49 170 1234567"], {"sqlalchemy", "tzlocal", "companion.storage"}),
        (["today"], {"phonenumbers", "tzlocal", "tomli_w", "companion.rules.capture"}),
        (["draft", "Ana"], {"phonenumbers", "tzlocal", "companion.rules.capture"}),
        (["people", "ana"], {"phonenumbers", "tzlocal", "companion.rules.capture"}),
        (["show", "Ana"], {"phonenumbers", "tzlocal", "companion.rules.capture"}),
        (["note", "Ben ?tea"], {"phonenumbers", "tzlocal", "companion.rules.drafting"}),
        (["add", "Ana", "need", "tea"], {"phonenumbers", "tzlocal", "companion.rules.capture"}),
        (["event", "list"], {"phonenumbers", "tzlocal", "companion.rules.capture"}),
        (["event", "end"], {"phonenumbers", "tzlocal", "companion.rules.capture"}),
        (["done", "Ana"], {"phonenumbers", "tzlocal", "companion.rules.capture"}),
        (["undo", "--list"], {"phonenumbers", "tzlocal", "companion.rules.capture"}),
        (["check"], {"phonenumbers", "tzlocal", "companion.rules.capture"}),
    ],
    ids=lambda some: " ".join(some) if isinstance(some, list) else "",
)
def test_a_command_imports_nothing_that_it_does_not_use(imported, arguments, not_imported):
    names = imported(*arguments)
    assert "companion.cli.main" in names
    assert names.isdisjoint(NEVER | not_imported), sorted(names & (NEVER | not_imported))


def test_reading_codes_needs_no_data(imported, tmp_path):
    (tmp_path / "a.png").write_bytes(picture_of("MECARD:N:Okafor,Ben;EMAIL:ben@hub.example;;"))
    assert imported("scan", str(tmp_path / "a.png")).isdisjoint(NEVER | {"sqlalchemy", "companion.storage"})
