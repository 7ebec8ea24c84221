"""An evening and the morning after by commands, as processes of their own: nothing but the data goes between them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from companion.cli.main import main

LINE = (
    "Ana Ruiz, Head of Talent @Acme Corp ana@acme.com ?finance candidates !send retention white paper fri #hr"
)
EVENING, MORNING = "2026-05-12T19:30+02:00", "2026-05-13T08:00+02:00"
FRIDAY, SATURDAY = "2026-05-15T08:00+02:00", "2026-05-16T08:00+02:00"
TEMPLATES = Path(__file__).parents[2] / "resources" / "templates" / "en"


@pytest.fixture
def companion(folder):
    """Run `companion` as a process of its own; its JSON."""

    def run(*arguments, now=EVENING):
        command = [sys.executable, "-m", "companion", "--data", str(folder), "--now", now, "--json"]
        ended = subprocess.run(
            [*command, *arguments], capture_output=True, text=True, timeout=60, check=False
        )
        assert (ended.returncode, ended.stderr) == (0, "")
        return json.loads(ended.stdout)

    return run


@pytest.fixture
def command(folder, capsys):
    """The JSON of a command that is carried out in this process, where no more than its words matter."""

    def run(*arguments, now=EVENING):
        assert main(["--data", str(folder), "--now", now, "--json", *arguments]) == 0
        return json.loads(capsys.readouterr().out)

    return run


def words(text):
    return {word.lower() for word in re.findall(r"[\w'-]+", text)}


def sentences(body):
    """The sentences between greeting and close."""
    said = " ".join(body.split("\n\n")[1:])
    return [one for one in re.split(r"(?<=[.!?])\s+", said.partition("All the best")[0].strip()) if one]


def assert_clean(draft, *stored):
    """Fail unless a draft is whole sentences of nothing but its template's and stored words."""
    said = draft["subject"] + "\n" + draft["body"]
    template = (TEMPLATES / f"{draft['kind']}.txt").read_text(encoding="utf-8")
    calendar = (TEMPLATES / "calendar.txt").read_text(encoding="utf-8")
    assert words(said) <= words(template) | words(calendar) | words(" ".join(stored))
    assert 1 <= len(sentences(draft["body"])) <= 4
    assert re.search(r"[{}\[\]|\\]|None|  |\s[.,;:!?]|\.\.|[.!?][.;:]|\n\n\n", said) is None
    assert draft["subject"].strip() == draft["subject"] != ""
    assert all(one[0].isupper() and one[-1] in ".!?" for one in sentences(draft["body"]))


def test_an_evening_and_the_morning_after(companion):
    companion("me", "--set", "name=Mia Meyer")
    companion("event", "start", "Founders mixer")
    noted = companion("note", LINE)
    companion("event", "end", now="2026-05-12T23:00+02:00")

    (card,) = companion("today", now=MORNING)["cards"]
    assert card["person"] == noted["people"][0]
    assert [one["text"] for one in card["promises"]] == ["send retention white paper"]
    draft = card["draft"]
    assert draft["to"] == "ana@acme.com"
    assert_clean(
        draft, "Ana Ruiz", "Mia Meyer", "Founders mixer", "finance candidates", "send retention white paper"
    )
    for said in ("Ana", "Founders mixer", "finance candidates", "retention white paper", "Mia Meyer"):
        assert said in draft["body"]

    decided = companion("done", card["id"], now=MORNING)
    assert {(one["kind"], one["state"]) for one in decided["changed"]} == {
        ("promise", "kept"),
        ("follow_up", "done"),
    }
    assert companion("today", "--all", now=MORNING)["cards"] == []
    assert companion("undo", now=MORNING)["label"] == "Marked done: Ana Ruiz"
    assert companion("today", now=MORNING)["cards"] == [card]
    assert companion("redo", now=MORNING)["label"] == "Marked done: Ana Ruiz"
    assert companion("show", "Ana Ruiz", now=MORNING)["promises"][0]["state"] == "kept"


@pytest.mark.parametrize(
    ("line", "at_event", "said", "unsaid"),
    [
        (LINE.replace("?finance candidates ", ""), True, ["Founders mixer", "white paper"], ["looking for"]),
        (
            LINE.replace("!send retention white paper fri ", ""),
            True,
            ["Founders mixer", "finance"],
            ["promised"],
        ),
        (LINE, False, ["finance candidates", "white paper"], ["mixer", "good to talk"]),
        (LINE.replace("ana@acme.com ", ""), True, ["Founders mixer", "finance", "white paper"], []),
        ("Ana Ruiz", True, ["Founders mixer"], ["looking for:", "promised"]),
        ("Ana Ruiz ?Who knows a CFO? !Send it!", True, ["Who knows a CFO?", "Send it!"], []),
    ],
)
def test_what_is_not_known_leaves_no_gap_in_the_draft(command, line, at_event, said, unsaid):
    if at_event:
        command("event", "start", "Founders mixer")
    command("note", line)
    draft = command("draft", "Ana Ruiz", now=MORNING)
    assert draft["to"] == ("ana@acme.com" if "@acme.com" in line else None)
    assert_clean(draft, line, "Founders mixer")
    assert all(words in draft["body"] for words in said)
    assert not any(words in draft["body"] for words in unsaid)


def test_two_promises_are_each_served_on_their_day(command):
    command("event", "start", "Founders mixer")
    command("note", "Ana Ruiz !send the paper fri !introduce her to Ben sat")

    def promised(now):
        (card,) = command("today", now=now)["cards"]
        return [one["text"] for one in card["promises"]], card["draft"]["body"]

    texts, body = promised(FRIDAY)
    assert texts == ["send the paper", "introduce her to Ben"]
    assert "send the paper" in body
    assert "introduce her to Ben" not in body
    kept = command("done", "Ana Ruiz", now=FRIDAY)["changed"]
    assert [one["due"] for one in kept if one["kind"] == "promise"] == ["2026-05-15"]
    assert command("today", now=FRIDAY)["cards"] == []
    texts, body = promised(SATURDAY)
    assert texts == ["introduce her to Ben"]
    assert "introduce her to Ben" in body
    command("done", "Ana Ruiz", now=SATURDAY)
    assert command("today", "--all", now=SATURDAY)["cards"] == []


def test_two_processes_that_capture_at_once_lose_no_line(companion, folder):
    companion("event", "start", "Founders mixer")
    writing = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "companion",
                "--data",
                str(folder),
                "--now",
                EVENING,
                "--json",
                "note",
                "-",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for who, process in enumerate(writing):
        process.stdin.write("".join(f"Person {who} of {number} ?need {number}\n" for number in range(20)))
        process.stdin.flush()
    for process in writing:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, "")
        assert len(json.loads(out)) == 20
    names = [one["name"] for one in companion("people")]
    assert sorted(names) == sorted(f"Person {who} of {number}" for who in range(2) for number in range(20))
    (event,) = companion("event", "list")
    assert event["people"] == 40
    assert companion("check")["verified"]
    assert len(companion("undo", "--list")) == 41


def test_two_processes_that_tell_of_one_person_at_once_both_do(companion, folder):
    companion("event", "start", "Founders mixer")
    companion("note", "Ana Ruiz")
    command = [sys.executable, "-m", "companion", "--data", str(folder), "--now", EVENING, "note"]
    lines = [f"Ana Ruiz, Title {number} #tag{number} #both" for number in range(6)]
    writing = [subprocess.Popen([*command, f"{line} @Acme"], stdout=subprocess.DEVNULL) for line in lines]
    assert [process.wait(timeout=60) for process in writing] == [0] * 6
    whole = companion("show", "Ana Ruiz")
    assert whole["tags"] == ["both", *(f"tag{number}" for number in range(6))]
    assert len(companion("people")) == 1
    assert companion("check")["verified"]
