"""Codes of people one meets: from a camera, a picture, the clipboard or the screen, each looked at before it is kept."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHideEvent,
    QImage,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.model.capture import Capture
from companion.ui.actions import Actions
from companion.ui.desk import Desk
from companion.ui.pages.page import Page
from companion.ui.pages.scan_actions import PREVIEW, add_actions
from companion.ui.pages.scan_body import ScanBody
from companion.ui.pages.scan_camera import ScanCamera
from companion.ui.pages.scan_drafting import ScanDrafting
from companion.ui.pages.scan_head import ScanHead
from companion.ui.pages.scan_ways import Errand, ScanWays
from companion.ui.sound import Sound
from companion.ui.tokens import PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP
from companion.wording.phrase import counted

if TYPE_CHECKING:
    from companion.model.code import Code
    from companion.ui.models.scan_reading import Reading
    from companion.ui.models.scanning import Scanning
    from companion.ui.pages.scan_preview import ScanPreview

_SOON = 60
"""Milliseconds after which the camera is switched on."""
_PAUSE = 100
"""Milliseconds without a key after which a name is looked up."""
_SIGN = 700
"""Milliseconds for which a code that has just come is marked."""


class ScanPage(Page):
    """Begins with the ways, shows each code, and keeps the list of this evening beside it."""

    name = "scan"
    person_wanted = Signal(object)
    """The id of a person whose page is wanted."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, actions)
        self._scanning: Scanning | None = None
        self._preview: ScanPreview | None = None
        self._shown = 0
        """The number of the code that is looked at."""
        self._early: list[tuple[Reading | str, str]] = []
        """What was read before the data was open."""
        self._blank: Errand | None = None
        """What was read last, if there was a picture without a code."""
        self.sound: Callable[[], None] = Sound(self).play
        """What tells that a code was read, where the user wants to hear it."""
        self.ways = ScanWays(self, desk)
        self.head = ScanHead()
        self.camera = ScanCamera(desk)
        self.body = ScanBody(self.camera)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._sign = QTimer(self, singleShot=True, interval=_SIGN)
        self.drafting = ScanDrafting(desk, self._typed, self)
        self._lay_out()
        add_actions(self)
        self._listen()

    def arrive(self) -> None:
        """Go on where one was."""
        # Once: installing it again changes nothing.
        self.window().installEventFilter(self)
        self._restore()
        self._show_scans()
        self._set_context()
        if not self.isAncestorOf(self.window().focusWidget()):
            self.body.take_keyboard()

    def notice_place(self) -> QWidget:
        """The lower edge of the list, or of what is there without one."""
        return self.body.notice_place()

    def take_paths(self, paths: Sequence[Path], *, waiting: int = 0) -> None:
        """Read pictures and folders of them; so many other files that came along wait on the Import page."""
        said = counted(
            waiting,
            self.tr("{count} file that is no picture waits on the Import page (Ctrl+I)."),
            self.tr("{count} files that are no pictures wait on the Import page (Ctrl+I)."),
        )
        self.head.say(said if waiting else "")
        self.ways.open_paths(paths)

    def take_picture(self, picture: QImage) -> None:
        """Read a picture that was pasted or dropped."""
        self.head.say("")
        self.ways.open_image(picture, self.tr("a picture"))

    # What the user does

    def choose(self, way: str) -> None:
        """Take a way in: `files`, `folder`, `paste`, `screen`, `region`, `papers` or `photo`."""
        self.head.say("")
        {
            "files": self.ways.choose_files,
            "folder": self.ways.choose_folder,
            "paste": self.ways.paste,
            "screen": self.ways.read_screen,
            "region": self.ways.pick_region,
            "papers": self.ways.choose_papers,
            "photo": self._take_photo,
        }[way]()

    def _take_photo(self) -> None:
        picture = self.camera.photo()
        if picture.isNull():
            self.head.say(self.tr("The camera shows nothing yet."))
        else:
            self.ways.open_paper(picture, self.tr("the camera"))

    def save(self) -> None:
        """Keep the code that is looked at."""
        if self._scanning is not None and self._preview is not None:
            self._scanning.save(self._preview.line.text)
            self.drafting.keep_now()

    def skip(self) -> None:
        """Go on without it."""
        if self._scanning is not None and self._preview is not None:
            self._scanning.skip(self._preview.line.text)

    def toggle_raw(self) -> None:
        """Show what the code says, or hide it again."""
        if self._preview is not None:
            self._preview.toggle_raw()

    def open_link(self) -> None:
        """Open the link of the code, which nothing but this does."""
        from companion.ui.handover import open_link

        view = self._preview.view if self._preview is not None else None
        if view is not None and view.openable is not None and not open_link(view.openable):
            self.head.say(self.tr("No program could be found that opens the link."))

    # The page

    def _lay_out(self) -> None:
        self.body.scans.set_faces(self.desk.photos)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP, PAGE_MARGIN_SIDE, 18)
        whole.setSpacing(14)
        whole.addWidget(self.head)
        whole.addWidget(self.body, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """The camera is on while the page is seen; the page is painted before it is."""
        super().showEvent(event)
        self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """The camera is off when the page is left, or the window is."""
        super().hideEvent(event)
        self.drafting.keep_now()
        self._soon.stop()
        self.camera.rest()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The camera is off while the window is minimised."""
        if watched is self.window() and event.type() == QEvent.Type.WindowStateChange and self.isVisible():
            if self.window().isMinimized():
                self.camera.rest()
            else:
                self._soon.start()
        return super().eventFilter(watched, event)

    def _listen(self) -> None:
        self.desk.opened.connect(self._on_opened)
        self.body.way_chosen.connect(self.choose)
        self.camera.found.connect(self._on_found)
        self._soon.timeout.connect(self.camera.wake)
        self.head.chosen.connect(self.choose)
        self.head.cancelled.connect(self.ways.cancel)
        self.head.offer_taken.connect(self._take_for_papers)
        self.body.scans.opened.connect(self._on_row_opened)
        self.ways.was_read.connect(self._on_read)
        self.ways.text_found.connect(lambda text: self._take(text, self.tr("the clipboard")))
        self.ways.stepped.connect(self._on_stepped)
        self.ways.ended.connect(self._on_ended)
        self.ways.nothing_found.connect(self.head.say)
        self._pause.timeout.connect(self._show_hints)
        self._sign.timeout.connect(lambda: self._mark(on=False))

    def _set_context(self) -> None:
        if self.isVisible():
            self.registry.set_context(PREVIEW if self.body.is_looking else self.name)

    @property
    def _has_keyboard(self) -> bool:
        holder: QWidget | None = self.window().focusWidget()
        return holder is None or self.isAncestorOf(holder)

    def _on_found(self, codes: "Sequence[Code]") -> None:
        """Each frame says again what it sees: only what is new is told."""
        if self.desk.is_open:
            from companion.ui.models.scan_reading import Reading

            self._made_scanning().take_reading(Reading(self.tr("the camera"), tuple(codes)))

    # What comes in

    def _on_opened(self) -> None:
        self._restore()
        early, self._early = self._early, []
        for found, source in early:
            self._take(found, source)

    def _restore(self) -> None:
        """Let wait what was not kept when the program ran last."""
        if self.desk.is_open and self.drafting.is_there:
            self._made_scanning()

    def _on_read(self, reading: "Reading") -> None:
        self._take(reading, reading.source)

    def _take(self, found: "Reading | str", source: str) -> None:
        if not self.desk.is_open:
            self._early.append((found, source))
            return
        scanning = self._made_scanning()
        if isinstance(found, str):
            count, codes = scanning.take_text(found, source), 1
        else:
            count, codes = scanning.take_reading(found), len(found.codes) + (found.paper is not None)
        if codes and not count:
            self.head.say(self.tr("That code has just been read."))

    def _on_stepped(self, place: int, count: int) -> None:
        self.head.show_step(place, count)

    def _on_ended(self, errand: Errand) -> None:
        from companion.ui.models.scan_outcome import offer, outcome, refusals

        self.head.show_step(0, 0)
        if errand.is_called_off:
            return
        said = outcome(errand.count, errand.codes, errand.problems, len(errand.blanks))
        if said:
            self._blank = errand
            self.head.say(said, offer(len(errand.blanks)), refusals(errand.problems))
            if errand.blanks and self._has_keyboard and not self.body.is_looking:
                self.head.offer.setFocus()
        if errand.shots and not errand.codes:
            self.ways.pick_of(errand.shots, self.tr("No code was seen."))

    def _take_for_papers(self) -> None:
        self.head.say("")
        if self._blank is not None:
            self.ways.take_for_papers(self._blank)
        self._blank = None

    def _made_scanning(self) -> "Scanning":
        if self._scanning is None:
            from companion.ui.models.scanning import Scanning

            self._scanning = scanning = Scanning(self.desk, self)
            scanning.shown.connect(self._on_shown)
            scanning.arrived.connect(self._on_arrived)
            self.drafting.restore(scanning)
        return self._scanning

    def _made_preview(self) -> "ScanPreview":
        if self._preview is None:
            from companion.ui.models.scan_badge import fields
            from companion.ui.pages.scan_preview import ScanPreview

            self._preview = preview = ScanPreview(self._read_line, fields())
            preview.set_faces(self.desk.photos)
            scanning = self._made_scanning()
            preview.line.capture_changed.connect(lambda _capture: self._pause.start())
            preview.line.capture_changed.connect(lambda _capture: self.drafting.soon())
            preview.saved.connect(self.save)
            preview.skipped.connect(self.skip)
            preview.turned.connect(scanning.turn)
            preview.cells_chosen.connect(scanning.choose_cells)
            preview.link_wanted.connect(self.open_link)
            preview.person_wanted.connect(self.person_wanted)
        return self._preview

    def _typed(self) -> str:
        return self._preview.line.text if self._preview is not None and self.body.is_looking else ""

    def _read_line(self, line: str) -> Capture:
        from companion.rules.capture import read

        return read(line, today=self.desk.now().date(), region=self.desk.settings.phone_region)

    # What is looked at

    def _show_hints(self) -> None:
        if self._preview is not None and self._scanning is not None:
            line = self._preview.line
            line.set_hints(self._scanning.hints(line.capture))

    def _on_shown(self) -> None:
        scanning, view = self._made_scanning(), self._made_scanning().view
        had_keyboard = self._has_keyboard
        is_other = view is None or view.number != self._shown
        if view is None:
            self._shown = 0
            self.body.show_ways()
        else:
            preview = self._made_preview()
            preview.show_scan(view, is_attached=scanning.is_attached, takes_names=scanning.takes_names)
            self.registry.action("scan-link").setEnabled(view.openable is not None)
            self.registry.action("scan-raw").setEnabled(not view.picture)
            self.body.show_preview(preview)
            if is_other:
                self._shown = view.number
                preview.line.set_text(scanning.line)
                said = ", ".join(part for part in (view.place, preview.accessibleName()) if part)
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(preview, said))
        self._show_scans()
        self.head.show_state(is_looking=view is not None)
        if self.isVisible():
            self._set_context()
            if had_keyboard and is_other:
                self.body.take_keyboard()

    def _on_arrived(self, _count: int) -> None:
        if self.desk.settings.scan_sound:
            self.sound()
        self._mark(on=True)
        self._sign.start()

    def _mark(self, *, on: bool) -> None:
        if self._preview is not None:
            self._preview.set_marked(on)

    def _show_scans(self) -> None:
        if self.desk.is_open:
            from companion.ui.models.scan_event import event_in_words

            self.head.show_event(event_in_words(self.desk))
        entries = self._scanning.log.entries if self._scanning is not None else ()
        waiting = self._scanning.waiting if self._scanning is not None else 0
        self.body.scans.show_entries(entries, waiting, self.desk.now())
        self.body.show_side(bool(entries) or self.body.is_looking or waiting > 0)

    def _on_row_opened(self, number: object) -> None:
        entry = self._scanning.log.entry(number) if self._scanning and isinstance(number, int) else None
        if entry is None or self._scanning is None:
            return
        if entry.is_open:
            self._scanning.look_again(entry.scan.number)
        elif entry.person_id is not None:
            self.person_wanted.emit(entry.person_id)
