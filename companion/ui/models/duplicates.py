"""The pairs of people who may be one, found off the GUI thread and gone through; imported once the data is open."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from companion.model.change import Kind
from companion.model.error import CompanionError
from companion.model.identity import Id, pair_id
from companion.rules.duplicates import Suggestion, kept_twice, strength
from companion.storage.queries.person import people_counts
from companion.ui.desk import Desk, Touched
from companion.ui.models.pair_choices import PairKey
from companion.ui.widgets.row import Line, Row, Section
from companion.wording.evidence import evidence_line
from companion.wording.naming import name_words
from companion.workflow.exchange.watch import Stage, Watch
from companion.workflow.merge import reconsidered, suggested

_BY_ITSELF = 20_000
"""Among more people nobody is looked for unasked: it would take seconds, and memory that is wanted elsewhere."""
_SOON = 1500
"""Milliseconds of leisure before the look-out that nobody asked for."""
_SHARE = 20
"""A look-out that nobody asked for may take this part of the time."""


class DuplicateReview(QObject):
    """What may be one person twice: kept up to date, and what of it the user has not seen yet."""

    stepped = Signal(str, int, int)
    """A sentence, how much is done, and of how much."""
    changed = Signal()
    """The pairs, or what is known of them, are others."""
    failed = Signal(object)
    """A CompanionError: nothing could be read."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found: dict[PairKey, Suggestion] = {}
        """Every pair found since the data was opened, the most evidence first: an undo brings pairs back."""
        self._open: set[PairKey] = set()
        self._later: set[PairKey] = set()
        self._rows: dict[PairKey, Row] = {}
        self._marks: dict[PairKey, str] = {}
        """How new a pair is: the id of the one who came later."""
        self._seen = desk.settings.duplicates_seen or ""
        self._ids: dict[Id, PairKey] = {}
        """The pairs by the record that says that they are two."""
        self._meanwhile: list[Touched] = []
        """What was changed while a look-out was under way."""
        self._call_off: Callable[[], None] | None = None
        self._turn = 0
        self._is_behind = True
        self._is_expecting = False
        """Whether many people came at once since anybody looked."""
        self._is_guess = False
        """Whether there may well be pairs that nobody has looked for."""
        self._took, self._ended = 0.0, float("-inf")
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._look_by_itself)
        desk.changed.connect(self._on_changed)

    @property
    def is_searching(self) -> bool:
        """Whether a look-out is under way."""
        return self._call_off is not None

    @property
    def is_known(self) -> bool:
        """Whether everybody was looked through at least once."""
        return self._ended > float("-inf")

    @property
    def count(self) -> int:
        """How many pairs there are."""
        return len(self._open)

    @property
    def unseen(self) -> int | None:
        """How many people may be kept twice, of those pairs that came since the user looked last.

        None when many people came at once, among too many to be looked through unasked.
        """
        if self._is_guess:
            return None
        return kept_twice(key for key in self._open if self._marks[key] > self._seen)

    def pair(self, key: object) -> Suggestion | None:
        """The pair of that key, while it is there."""
        return self._found[key] if isinstance(key, frozenset) and key in self._open else None

    def lines(self) -> Sequence[Line]:
        """The rows of the list; those that were skipped stand at its end."""
        first = [self._row(key) for key in self._found if key in self._open and key not in self._later]
        later = [self._row(key) for key in self._found if key in self._open and key in self._later]
        if not later:
            return first
        return [
            *first,
            Section(self.tr("Skipped"), len(later), detail=self.tr("Still there, for later")),
            *later,
        ]

    # Looking

    def look(self) -> None:
        """Look through everybody, unless nothing has changed since that was done."""
        self._soon.stop()
        if self._is_behind and not self.is_searching:
            self._search()

    def look_soon(self) -> None:
        """Look through everybody at leisure, where that costs little."""
        if self._is_behind and not self.is_searching:
            self._soon.start(_SOON)

    def expect(self) -> None:
        """Many people came at once: it is worth looking."""
        self._is_behind = self._is_expecting = True

    def mark_seen(self) -> None:
        """Remember that the user has looked at what is found: they are not asked about it again."""
        newest = max((self._marks[key] for key in self._open), default="")
        if newest <= self._seen and not self._is_guess:
            return
        self._is_guess = False
        if newest > self._seen:
            self._seen = newest
            self._desk.change_settings(replace(self._desk.settings, duplicates_seen=newest))
        self.changed.emit()

    # What the user decides

    def skip(self, key: PairKey) -> None:
        """Put a pair behind the others."""
        self._later.add(key)
        self.changed.emit()

    def return_skipped(self) -> None:
        """Let those that were skipped come in their turn again."""
        self._later.clear()

    def follow(self, kept: Id, gone: Id) -> None:
        """After a merge: who looked like the one who is gone may look like the one who is kept."""
        others = {some for key in self._found if kept in key or gone in key for some in key} - {kept, gone}
        self._reconsider(frozenset((kept, other)) for other in others)

    def _row(self, key: PairKey) -> Row:
        if key not in self._rows:
            a, b, evidence = self._found[key]
            names = dict.fromkeys((name_words(a.name), name_words(b.name)))
            name = " · ".join(names)
            said = evidence_line(evidence)
            self._rows[key] = Row(key, name, said[:1].upper() + said[1:], tip=said, pictured=a.name)
        return self._rows[key]

    def _look_by_itself(self) -> None:
        if not self._desk.is_open:
            return
        is_expecting, self._is_expecting = self._is_expecting, False
        rest = self._ended + _SHARE * self._took - perf_counter()
        if rest > 0 and not is_expecting:
            self._soon.start(round(1000 * rest))
            return
        if self._desk.read(people_counts).people <= _BY_ITSELF:
            self.look()
        elif is_expecting:
            self._is_guess = True
            self.changed.emit()

    def _search(self) -> None:
        self._turn += 1
        self._is_behind = self._is_expecting = self._is_guess = False
        turn, started = self._turn, perf_counter()

        def work(watch: Watch) -> Sequence[Suggestion]:
            return self._desk.read(suggested, watch)

        self._call_off = self._desk.jobs.watch(
            work,
            stepped=self._on_stepped,
            done=lambda found: self._on_found(found, turn, started),
            failed=self._on_failed,
        )

    def _on_stepped(self, stage: Stage, done: int, total: int) -> None:
        if stage is Stage.READING:
            said = self.tr("{done} of {total} people read").format(done=_number(done), total=_number(total))
        else:
            said = self.tr("Comparing them")
        self.stepped.emit(said, done, total)

    def _on_found(self, found: Sequence[Suggestion], turn: int, started: float) -> None:
        if turn != self._turn:
            return
        self._call_off = None
        self._ended = perf_counter()
        self._took = self._ended - started
        before, self._found = self._found, {}
        self._open, self._rows = set(), {}
        self._take(found)
        self._found |= {key: one for key, one in before.items() if key not in self._found}
        meanwhile, self._meanwhile = self._meanwhile, []
        for touched in meanwhile:
            self._on_changed(touched)
        self.changed.emit()

    def _on_failed(self, error: CompanionError) -> None:
        self._call_off = None
        self._is_behind = True
        self.failed.emit(error)

    # Keeping up

    def _take(self, found: Iterable[Suggestion]) -> None:
        for one in found:
            if one.a.id is None or one.b.id is None:
                continue
            key = frozenset((one.a.id, one.b.id))
            self._found[key] = one
            self._open.add(key)
            self._rows.pop(key, None)
            self._marks[key] = max(key).hex
            self._ids[pair_id(one.a.id, one.b.id)] = key

    def _on_changed(self, touched: Touched) -> None:
        if not touched.any(Kind.PERSON, Kind.CONTACT_POINT, Kind.NOT_SAME):
            return
        if self.is_searching:
            self._meanwhile.append(touched)
        if touched.kinds:
            self._is_behind = True
            return
        people = {some for kind, some in touched.records if kind is Kind.PERSON}
        apart = {self._ids[some] for _, some in touched.records if some in self._ids}
        known = {key for key in self._found if not people.isdisjoint(key)} | apart
        strangers = people - {some for key in known for some in key}
        self._is_behind |= bool(strangers) or not (people or apart)
        if known:
            self._reconsider(known)

    def _reconsider(self, keys: Iterable[PairKey]) -> None:
        """Compare these pairs again."""
        wanted = {*keys}
        if not wanted:
            return
        were = len(self._found)
        self._open -= wanted
        # Of two, the one who came first has the smaller id.
        self._take(self._desk.read(reconsidered, [(min(key), max(key)) for key in wanted]))
        if len(self._found) > were:
            by_strength = sorted(
                self._found.items(), key=lambda item: strength(item[1].evidence), reverse=True
            )
            self._found = dict(by_strength)
        self.changed.emit()


def _number(count: int) -> str:
    return QLocale().toString(count)
