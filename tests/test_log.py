"""Crash reports: enough to find a defect, nothing of what the user wrote."""

from companion.log import write_crash_report
from tests.builders import NOW


def failed() -> BaseException:
    try:
        raise ValueError("Ana Ruiz needs a CFO")
    except ValueError as error:
        return error


def test_a_report_tells_where_and_what_but_not_the_words_of_the_error(tmp_path):
    error = failed()
    path = write_crash_report(tmp_path, type(error), error.__traceback__, now=NOW)
    report = path.read_text(encoding="utf-8")
    assert "ValueError" in report
    assert "test_log.py" in report
    assert "in failed" in report
    assert "Ana" not in report
    assert path.stat().st_mode & 0o077 == 0


def test_a_report_that_cannot_be_written_is_left_out(tmp_path):
    (tmp_path / "logs").write_text("a file in the place of the folder")
    assert write_crash_report(tmp_path, ValueError, None, now=NOW) is None
