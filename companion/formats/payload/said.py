"""A code's text on its way to what it is, with what is remarkable about it."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, TypeVar

from companion.formats.address import scheme_of
from companion.formats.payload.shown import LONGEST, MOST, bare, one_line, paragraph, seen, unseen_in
from companion.model.payload import SECRETS, Payload, PayloadKind
from companion.model.problem import Problem, ProblemCode, offending

T = TypeVar("T")
_MOST_REMARKS = 50


class Said:
    """A text, and its problems: of one kind about one property there is one."""

    def __init__(self, text: str, time_zone: str, *, cuts: bool = True) -> None:
        self.text = text
        self._cuts = cuts
        """Whether fields and lists of them are only as long as they are shown."""
        self.time_zone = time_zone
        """IANA name of the one that calendars mean which do not say theirs."""
        self._problems: dict[tuple[ProblemCode, str | None, str], Problem] = {}

    @cached_property
    def bare(self) -> str:
        """The text as it came, without what readers of codes and people put around it."""
        return bare(self.text)

    @cached_property
    def body(self) -> str:
        """The same without characters that are not seen: what is told by its form is told by this."""
        self._remark_unseen(self.bare)
        return seen(self.bare)

    @cached_property
    def scheme(self) -> str:
        """What stands before the first colon, in lower case; empty if it is no scheme."""
        return scheme_of(self.body)

    @property
    def rest(self) -> str:
        """What stands behind the first colon."""
        return self.body.partition(":")[2].strip()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was remarked so far."""
        return tuple(self._problems.values())

    def remark(self, code: ProblemCode, text: str = "", name: str | None = None) -> None:
        """Report it once; `name` is the property that it is about."""
        self.add_problems([Problem(code, 0, 0, name, offending(text))])

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Report what another reader found."""
        for one in problems:
            if len(self._problems) < _MOST_REMARKS:
                self._problems.setdefault((one.code, one.property, one.text), one)

    def whole_line(self, text: str) -> str:
        """A text on one line, whole: an address that is cut off is another one."""
        if text.isascii() and text.isprintable() and "  " not in text:
            return text.strip()
        self._remark_unseen(text)
        return one_line(text)

    def line(self, text: str, name: str | None = None) -> str:
        """A field on one line; `name` is what a remark calls it if it is cut."""
        found = self.whole_line(text)
        if len(found) <= LONGEST or not self._cuts:
            return found
        self.remark(ProblemCode.CUT, found, name)
        return found[:LONGEST].rstrip()

    def paragraph(self, text: str) -> str:
        """A note, with its line ends."""
        self._remark_unseen(text)
        return paragraph(text)

    def some(self, values: Sequence[T], name: str | None = None) -> tuple[T, ...]:
        """As many values of one property as are shown."""
        if len(values) <= MOST or not self._cuts:
            return tuple(values)
        self.remark(ProblemCode.CUT, "", name)
        return tuple(values[:MOST])

    def payload(self, kind: PayloadKind, title: str = "", **fields: Any) -> Payload:
        """The text as it was read. Of a secret no remark quotes anything."""
        problems = self.problems
        if kind in SECRETS:
            problems = tuple(Problem(one.code, 0, 0) for one in problems)
        return Payload(kind, self.text, title, problems=problems, **fields)

    def note(self) -> Payload:
        """The text as nothing but a note."""
        text = self.paragraph(self.bare)
        return self.payload(PayloadKind.NOTE, one_line(text.partition("\n")[0])[:LONGEST], note=text)

    def _remark_unseen(self, text: str) -> None:
        unseen = "" if text.isascii() and text.isprintable() else unseen_in(text)
        known = [code for code, _, _ in self._problems]
        if unseen and ProblemCode.HIDDEN_CHARACTERS not in known:
            self.remark(ProblemCode.HIDDEN_CHARACTERS, " ".join(unseen))
