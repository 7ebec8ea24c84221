"""What stands in the window: the sidebar, the pages, the hint bar, and what works on every page."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from companion.model.change import Kind, Label
from companion.model.error import CompanionError, DataError
from companion.ui.actions import Actions, caps
from companion.ui.desk import Desk, Done, Touched
from companion.ui.dialogs.overlay import close_panels
from companion.ui.pages.live import LivePage
from companion.ui.pages.page import Page
from companion.ui.theme import Theme
from companion.ui.widgets.empty_state import EmptyState
from companion.ui.widgets.hint_bar import HintBar
from companion.ui.widgets.notice import Notice
from companion.ui.widgets.sidebar import NavEntry, Sidebar
from companion.ui.widgets.toast import Toast
from companion.ui.window_actions import WindowActions
from companion.wording.label import sentence
from companion.wording.problem import problem

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from companion.model.identity import Id
    from companion.ui.models.duplicates import DuplicateReview
    from companion.ui.pages.duplicates import DuplicatesPage
    from companion.ui.pages.importing import ImportPage
    from companion.ui.pages.people import PeoplePage
    from companion.ui.pages.person_code import PersonCodePage
    from companion.ui.pages.scan import ScanPage


class Workspace(QWidget):
    """Shows one page at a time; the first is there at once, the others when they are wanted."""

    def __init__(self, window: QMainWindow, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._window = window
        self.desk = desk
        self.theme = theme
        self.registry = Actions(window)
        self._toast: Toast | None = None
        self._factories: dict[str, Callable[[], Page]] = {
            "live": self._live_page,
            "followups": self._followups_page,
            "people": self._people_page,
            "duplicates": self._duplicates_page,
            "scan": self._scan_page,
            "import": self._import_page,
            "my-card": self._my_card_page,
            "person-code": self._person_code_page,
            "settings": self._settings_page,
        }
        self._pages: dict[str, Page] = {}
        self._review: DuplicateReview | None = None
        self._done: Done | None = None
        self._before = "live"
        """The page that was shown before the one that is shown now."""
        # Counted after the page has caught up: a line that was just kept is empty again first.
        self._count_soon = QTimer(self, interval=0, singleShot=True)
        self._count_soon.timeout.connect(self._count_due)
        self._actions = WindowActions(self, window)
        self._lay_out()
        self._listen()

    def begin(self, typed: str) -> None:
        """Show the first page, with what was typed while it was made."""
        cast("LivePage", self.show_page("live")).go_on_with(typed)

    @property
    def page(self) -> Page | None:
        """The page that is shown; None when the data could not be opened."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def show_page(self, name: str) -> Page:
        """Show a page in place of all that is open, made when it is first wanted. Raises KeyError."""
        page = self._made(name)
        if self.page is not None and self.page is not page:
            self._before = self.page.name
        close_panels(self._window)
        if self._toast is not None:
            self._toast.hide()
        self._stack.setCurrentWidget(page)
        self._sidebar.set_current(page.entry or name)
        self.registry.set_context(name)
        page.arrive()
        self._look_for_twice()
        return page

    def show_person(self, person_id: "Id") -> None:
        """Show the page of a person."""
        cast("PeoplePage", self.show_page("people")).show_person(person_id)

    def show_code(self, person_id: "Id") -> None:
        """Show somebody as a code."""
        cast("PersonCodePage", self._made("person-code")).show_person(person_id)
        self.show_page("person-code")

    def show_pair(self, kept: "Id", gone: "Id") -> None:
        """Show two people side by side, the first of whom stays if they are merged."""
        cast("DuplicatesPage", self._made("duplicates")).want_pair(kept, gone)
        self.show_page("duplicates")

    def take_paths(self, paths: Sequence[Path]) -> None:
        """Show what files that were dropped would bring in: pictures are scanned, all else is imported."""
        from companion.ui.dropping import divided

        pictures, others = divided(paths)
        if others:
            cast("ImportPage", self.show_page("import")).take_paths(others)
        if pictures:
            self.show_scan().take_paths(pictures, waiting=len(others))

    def take_picture(self, picture: "QImage") -> None:
        """Show what codes are in a picture that was dropped or pasted."""
        self.show_scan().take_picture(picture)

    def show_scan(self) -> "ScanPage":
        """Show the page that reads codes."""
        return cast("ScanPage", self.show_page("scan"))

    def take_card(self, content: bytes) -> None:
        """Show what a contact card that was dropped would bring in."""
        cast("ImportPage", self.show_page("import")).take_card(content)

    def say_crash(self, report: Path | None) -> None:
        """Say that something unexpected happened, and where its report is."""
        where = self.tr(" A report without your data is in {path}.").format(path=report) if report else ""
        self._notice.say(self.tr("Something went wrong that should not have. Nothing saved is lost.") + where)

    def keep(self) -> None:
        """Keep what is half done."""
        for page in self._pages.values():
            page.keep()

    def _made(self, name: str) -> Page:
        if name not in self._pages:
            self._pages[name] = page = self._factories[name]()
            self._stack.addWidget(page)
        return self._pages[name]

    def _lay_out(self) -> None:
        self._sidebar = Sidebar(
            (
                NavEntry("live", self.tr("Live"), "radio"),
                NavEntry("followups", self.tr("Follow-ups"), "list-checks"),
                NavEntry("people", self.tr("People"), "users"),
            ),
            (
                NavEntry("my-card", self.tr("My card"), "qr-code"),
                NavEntry("scan", self.tr("Scan"), "scan-line"),
                NavEntry("import", self.tr("Import"), "upload"),
                NavEntry("settings", self.tr("Settings"), "settings"),
            ),
            " ".join(caps("Ctrl+K")),
        )
        self._sidebar.page_chosen.connect(self.show_page)
        self._sidebar.search_chosen.connect(self._actions.open_palette)
        self._stack = QStackedWidget()
        self._hint_bar = HintBar()
        self._notice = Notice()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._notice)
        column.addWidget(self._stack, 1)
        column.addWidget(self._hint_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar)
        row.addLayout(column, 1)

    def _listen(self) -> None:
        self.desk.opened.connect(self._on_opened)
        self.desk.failed.connect(self._on_failed)
        self.desk.changed.connect(self._on_changed)
        self.desk.day_changed.connect(self._count_due)
        self.desk.done.connect(self._on_done)
        self.desk.refused.connect(self._on_refused)
        self.desk.settings_changed.connect(self._on_settings_changed)
        self.registry.changed.connect(self._show_hints)
        self.registry.set_single_keys(self.desk.settings.single_keys)

    def _live_page(self) -> Page:
        page = LivePage(self.desk, self.registry)
        page.person_wanted.connect(self.show_person)
        page.wanted.connect(lambda: self.show_page("live"))
        return page

    def _followups_page(self) -> Page:
        from companion.ui.pages.followups import FollowUpsPage

        page = FollowUpsPage(self.desk, self.registry)
        page.person_wanted.connect(self.show_person)
        return page

    def _people_page(self) -> Page:
        from companion.ui.pages.people import PeoplePage

        page = PeoplePage(self.desk, self.registry)
        page.told.connect(self._tell)
        page.pair_wanted.connect(self.show_pair)
        page.code_wanted.connect(self.show_code)
        page.duplicates_wanted.connect(lambda: self.show_page("duplicates"))
        page.duplicates_dismissed.connect(lambda: self._opened_review().mark_seen())
        return page

    def _duplicates_page(self) -> Page:
        from companion.ui.pages.duplicates import DuplicatesPage

        page = DuplicatesPage(self.desk, self.registry, self._opened_review)
        page.person_wanted.connect(self.show_person)
        page.left.connect(self._on_pair_left)
        return page

    def _opened_review(self) -> "DuplicateReview":
        """What may be kept twice; only once the data is open."""
        if self._review is None:
            from companion.ui.models.duplicates import DuplicateReview

            self._review = DuplicateReview(self.desk, self)
            self._review.changed.connect(self._say_twice)
        return self._review

    def _say_twice(self) -> None:
        """Say on the People page, once, that some of them may be kept twice."""
        people = self._pages.get("people")
        if self._review is not None and people is not None and people is self.page:
            cast("PeoplePage", people).show_twice(self._review.unseen)

    def _look_for_twice(self) -> None:
        if self.desk.is_open and self.page is self._pages.get("people"):
            self._opened_review().look_soon()
            self._say_twice()

    def _on_pair_left(self, person_id: "Id") -> None:
        """Go back to the person from whom two were looked at, still saying what was done."""
        was_told = self._toast is not None and self._toast.isVisible()
        self.show_person(person_id)
        if was_told and self._done is not None:
            self._on_done(self._done)

    def _import_page(self) -> Page:
        from companion.ui.pages.importing import ImportPage

        page = ImportPage(self.desk, self.registry)
        page.person_wanted.connect(self.show_person)
        page.people_imported.connect(self._on_people_imported)
        page.list_imported.connect(lambda: self.show_page("live"))
        return page

    def _on_people_imported(self) -> None:
        """Show who there is now; of many who came at once, some may be known already."""
        self._opened_review().expect()
        self.show_page("people")

    def _scan_page(self) -> Page:
        from companion.ui.pages.scan import ScanPage

        page = ScanPage(self.desk, self.registry)
        page.person_wanted.connect(self.show_person)
        return page

    def _my_card_page(self) -> Page:
        from companion.ui.pages.my_card import MyCardPage

        page = MyCardPage(self.desk, self.registry)
        page.told.connect(self._tell)
        page.left.connect(lambda: self.show_page(self._before))
        return page

    def _person_code_page(self) -> Page:
        from companion.ui.pages.person_code import PersonCodePage

        page = PersonCodePage(self.desk, self.registry)
        page.told.connect(self._tell)
        page.person_wanted.connect(self.show_person)
        return page

    def _settings_page(self) -> Page:
        from companion.ui.pages.settings import SettingsPage

        return SettingsPage(self.desk, self.registry)

    def _on_opened(self) -> None:
        # The page shows what it knows before is counted what belongs to another.
        self._count_soon.start()
        self._look_for_twice()
        from companion.ui.scan_draft import ScanDraft

        if ScanDraft(self.desk.folder).is_there and self.page is not self._pages.get("scan"):
            self._tell(self.tr("What you scanned and have not saved waits on the Scan page (Ctrl+B)."), None)

    def _on_failed(self, error: CompanionError) -> None:
        title = self.tr("Your data cannot be opened") if isinstance(error, DataError) else self.tr("Sorry")
        self._stack.addWidget(broken := EmptyState("triangle-alert", title, problem(error)))
        self._stack.setCurrentWidget(broken)
        self._sidebar.setEnabled(False)

    def _on_changed(self, touched: Touched) -> None:
        if touched.any(Kind.PROMISE, Kind.ENCOUNTER, Kind.FOLLOW_UP, Kind.PERSON, Kind.EVENT):
            self._count_soon.start()

    def _count_due(self) -> None:
        if not self.desk.is_open:
            return
        from companion.workflow.morning import due_count

        count = self.desk.read(due_count, today=self.desk.now().date())
        self._sidebar.set_count("followups", count)

    def _on_done(self, done: Done) -> None:
        self._done = done
        self._notice.pass_by()
        undoable = done.label not in (Label.UNDO, Label.REDO)
        toast = self._new_toast()
        if toast is not None:
            toast.undo_chosen.connect(self.desk.undo)
            toast.show_text(sentence(done.label, done.facts), undoable=undoable)

    def _tell(self, text: str, written: Path | None) -> None:
        """Say what was taken out, and offer the way to it."""
        toast = self._new_toast()
        if toast is not None:
            toast.offer_chosen.connect(lambda: _open_folder_of(written))
            toast.show_text(text, undoable=False, offer=self.tr("Open folder") if written else "")

    def _new_toast(self) -> Toast | None:
        page = self.page
        if page is None:
            return None
        if self._toast is not None:
            self._toast.hide()
            self._toast.deleteLater()
        toast = Toast(page.notice_place(), " ".join(caps("Ctrl+Z")))
        # What is shown instead is shown first.
        toast.stranded.connect(lambda: QTimer.singleShot(0, toast, partial(self._on_stranded, toast)))
        self._toast = toast
        return toast

    def _on_stranded(self, toast: Toast) -> None:
        """Say it where the page shows something now."""
        page = self.page
        if toast is self._toast and not toast.isHidden() and page is not None and not toast.isVisible():
            toast.move_to(page.notice_place())

    def _on_refused(self, error: CompanionError) -> None:
        self._notice.say(problem(error))

    def _on_settings_changed(self) -> None:
        self.theme.set_choice(self.desk.settings.theme)
        self.theme.set_text_scale(self.desk.settings.text_scale / 100)
        self.registry.set_single_keys(self.desk.settings.single_keys)

    def _show_hints(self) -> None:
        self._hint_bar.set_hints(self.registry.hints(self.registry.context))


def _open_folder_of(path: Path | None) -> None:
    """Show a folder, or the one that a file is in, in the program for files."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    if path is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if path.is_dir() else path.parent)))
