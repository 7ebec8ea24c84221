"""`draft.txt`: what is typed and not yet saved, kept outside the database so that no crash costs it."""

from pathlib import Path

from companion.settings import replace_file


class DraftFile:
    """Lines waiting to be saved, then the line being typed, in plain text."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "draft.txt"
        self._written: str | None = None

    def read(self) -> tuple[tuple[str, ...], str]:
        """The waiting lines and the half-typed one; nothing when there is no file."""
        try:
            content = self._path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return (), ""
        self._written = content
        *waiting, typed = content.split("\n")
        return tuple(line for line in waiting if line.strip()), typed

    def write(self, waiting: tuple[str, ...], typed: str) -> None:
        """Keep the lines; the file goes when there are none. Raises OSError."""
        content = "\n".join((*waiting, typed))
        if content == (self._written or ""):
            return
        if content.strip():
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(self._path, content.encode("utf-8", "replace"))
        else:
            self._path.unlink(missing_ok=True)
        self._written = content
