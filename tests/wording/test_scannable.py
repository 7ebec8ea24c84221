import pytest

from companion.qr.draw import draw
from companion.wording.scannable import advice, scannable_words


@pytest.mark.parametrize(
    ("length", "said", "is_advised"),
    [
        (10, "Scans well: version 1, 21 modules", False),
        (213, "Scans well: version 10, 57 modules", False),
        (214, "Scans close by: version 11, 61 modules", False),
        (520, "Scans close by: version 15, 77 modules", False),
        (521, "Hard to scan: version 16, 81 modules", True),
    ],
)
def test_a_code_is_said_to_scan_as_its_modules_let_it(length, said, is_advised):
    symbol = draw("x" * length)
    assert scannable_words(symbol) == said
    assert bool(advice(symbol)) is is_advised
