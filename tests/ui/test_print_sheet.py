"""What is printed: each code on the sheet is read, whatever the paper and however long the words."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.model.error import DiskError
from companion.model.my_card import CardForm
from companion.qr.draw import draw
from companion.ui.code_view import Ask, CodeView, Fitness
from companion.ui.print_sheet import Paper, Print, count_on, preview_of
from companion.ui.printing import printer_for, save_sheet, usual_paper
from companion.ui.theme import Theme
from tests.ui.coding import grey, printed, read_in

TEXT = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Saar;Katrin;;;\r\nFN:Katrin Saar\r\nORG:Saar Studio\r\n"
    "EMAIL:katrin@saar.example\r\nTEL:+37255550101\r\nEND:VCARD\r\n"
)
VIEW = CodeView(
    name="Katrin Saar",
    title="Product coach",
    organisation="Saar Studio",
    contact_lines=("katrin@saar.example", "+372 5555 0101", "saar.example"),
    form=CardForm.VCARD,
    fields=(),
    asks=(Ask("Ask me about", "first product hires"), Ask("I am looking for", "a designer")),
    symbol=draw(TEXT),
    fitness=Fitness.GOOD,
    note="",
)
COUNTS = {Print.CODE: 1, Print.STICKERS: 20, Print.CARDS: 10}


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("wanted", list(Print))
def test_each_code_of_a_printed_sheet_is_read(
    theme: Theme, tmp_path: Path, wanted: Print, paper: Paper
) -> None:
    # In the dark theme the paper is white as well.
    theme.set_choice("dark")
    path = tmp_path / "sheet.pdf"
    save_sheet(path, wanted, paper, VIEW)
    page = printed(path)
    millimetres = (page.width() * 25.4 / 300, page.height() * 25.4 / 300)
    assert millimetres == pytest.approx(paper.value, abs=0.5)
    assert read_in(page) == [TEXT] * COUNTS[wanted]
    assert grey(page)[0, 0] == 255


@pytest.mark.parametrize("wanted", list(Print))
def test_the_preview_is_the_sheet(theme: Theme, wanted: Print) -> None:
    sheet = preview_of(wanted, Paper.A4, VIEW)
    assert sheet.width() / sheet.height() == pytest.approx(210 / 297, abs=0.01)
    assert read_in(sheet) == [TEXT] * COUNTS[wanted]
    assert count_on(wanted, Paper.A4) == count_on(wanted, Paper.LETTER) == COUNTS[wanted]


@pytest.mark.parametrize("wanted", list(Print))
def test_words_that_are_too_long_shrink_and_leave_the_code_alone(theme: Theme, wanted: Print) -> None:
    long = replace(
        VIEW,
        name="Maria-Magdalena " * 4 + "x" * 40,
        title="Head of everything that has to do with platforms " * 3,
        contact_lines=("a.very.long.address.of.somebody@" + "x" * 60 + ".example",) * 12,
        asks=(Ask("Ask me about", "words and more words " * 40),),
    )
    assert read_in(preview_of(wanted, Paper.A4, long)) == [TEXT] * COUNTS[wanted]


@pytest.mark.parametrize("wanted", list(Print))
def test_without_a_code_the_words_are_printed(theme: Theme, wanted: Print) -> None:
    sheet = preview_of(wanted, Paper.A4, replace(VIEW, symbol=None))
    assert read_in(sheet) == []
    assert grey(sheet).min() < 64


def test_a_sheet_is_for_its_owner_only(theme: Theme, tmp_path: Path) -> None:
    new, old = tmp_path / "new.pdf", tmp_path / "old.pdf"
    old.write_bytes(b"mine")
    old.chmod(0o644)
    for path in (new, old):
        save_sheet(path, Print.CODE, Paper.A4, VIEW)
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.read_bytes().startswith(b"%PDF")


def test_a_place_that_cannot_be_written_to_is_named(theme: Theme, tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "sheet.pdf"
    with pytest.raises(DiskError) as raised:
        save_sheet(path, Print.CODE, Paper.A4, VIEW)
    assert raised.value.path == path
    assert raised.value.reason


def test_the_printer_is_set_to_the_paper(qtbot: QtBot) -> None:
    printer = printer_for(Paper.LETTER, "Katrin Saar")
    assert printer.docName() == "Katrin Saar"
    assert printer.pageLayout().pageSize().name().startswith("Letter")
    assert usual_paper() in Paper
