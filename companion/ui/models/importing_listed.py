"""What the import page says of a list of attendees; imported once the data is open."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QObject

from companion.model.change import Kind
from companion.model.event import Event
from companion.model.identity import Id
from companion.ui.models.importing import Preview
from companion.ui.models.importing_view import AlikeLine, FactLine
from companion.ui.moment import clock_time, day_in_words
from companion.wording.phrase import counted, shortened
from companion.wording.progress import people_counted
from companion.workflow.exchange.plan import Fate, ImportRow

_LONGEST = 36
"""Letters of the name of an event that is offered: its day has to stand beside it."""


class ListedWords(QObject):
    """Says in words at which event those on a list are expected."""

    def events(self, preview: Preview, now: datetime) -> Sequence[tuple[str, Id | None]]:
        """The events that can be chosen, with their day, and their ids; first that it is none."""
        events = preview.listing.events
        said = [self._named(event, now) for event in events]
        twice = {words for words, count in Counter(said).items() if count > 1}
        said = [
            f"{words}, {clock_time(event.starts_at.astimezone(now.tzinfo))}" if words in twice else words
            for words, event in zip(said, events, strict=True)
        ]
        ids = (event.id for event in events)
        return [(self._none(preview), None), *zip(said, ids, strict=True)]

    def note(self, preview: Preview) -> str:
        """What it means that an event is chosen; nothing where none is."""
        if preview.listing.event is None:
            return ""
        known = sum(row.kind is Kind.ATTENDEE and bool(row.alike) for row in preview.rows)
        nobody = self.tr("Nobody becomes a contact by this.")
        if not known:
            return nobody
        told = counted(known, self.tr("You know {count} of them."), self.tr("You know {count} of them."))
        return f"{nobody} {told}"

    def button(self, preview: Preview) -> str:
        """What the main button says."""
        if not preview.plan.change_set:
            return self.tr("Nothing to import")
        count = preview.plan.count(Fate.NEW, kind=Kind.ATTENDEE)
        if preview.sources.archives or not count:
            return self.tr("Import")
        return self.tr("Expect {people}").format(people=people_counted(count))

    def explained(self) -> Mapping[Fate, str]:
        """What becomes of those of each fate, below the heading of their group."""
        return {
            Fate.REFUSED: self.tr("Not on the list, and why."),
            Fate.NEW: self.tr("Not on the list yet."),
            Fate.UNCHANGED: self.tr("On the list already."),
        }

    def sentence(self, preview: Preview, row: ImportRow) -> str:
        """What becomes of one of them."""
        event = preview.listing.event
        name = event.name if event is not None else ""
        if row.fate is Fate.UNCHANGED:
            return self.tr("On the list of {name} already: nothing changes.").format(name=name)
        if row.alike:
            return self.tr("Will be expected at {name}.").format(name=name)
        said = self.tr(
            "Will be expected at {name}. Write a line about them there, and what the list says comes along."
        )
        return said.format(name=name)

    def detail(self, row: ImportRow) -> str:
        """What the list says of one of them below the name."""
        parts = (self.tr("You know them") if row.alike else "", self.about(row) or row.detail)
        return "  ·  ".join(part for part in parts if part)

    def known(self, row: ImportRow) -> Sequence[AlikeLine]:
        """Whom one knows somebody on the list as, and by what."""
        return [
            AlikeLine(
                some.id,
                some.name,
                self.tr("Both have {shared}").format(shared=some.shared)
                if some.shared
                else self.tr("Of the same name"),
            )
            for some in row.alike
        ]

    def about(self, row: ImportRow) -> str:
        """Title and company, as the list has them."""
        told = row.attendee
        parts = (told.title, told.organisation) if told is not None else ()
        return ", ".join(part for part in parts if part)

    def facts(self, row: ImportRow) -> Sequence[FactLine]:
        """How the list says that somebody can be reached."""
        email = row.attendee.email if row.attendee is not None else None
        return [FactLine("mail", email)] if email else []

    def _none(self, preview: Preview) -> str:
        if preview.sources.gatherings and not preview.sources.items:
            return self.tr("The events of the calendar")
        return self.tr("No event")

    def _named(self, event: Event, now: datetime) -> str:
        name = shortened(event.name, _LONGEST)
        if event.ends_at is None:
            return self.tr("{name}  ·  running").format(name=name)
        return f"{name}  ·  {day_in_words(event.starts_at.astimezone(now.tzinfo).date(), now.date())}"
