"""What can be done on the Scan page, and its keys."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from companion.ui.actions import Entry

if TYPE_CHECKING:
    from companion.ui.pages.scan import ScanPage

PREVIEW = "scan-preview"
"""The context of the actions that work while a code is looked at."""


def add_actions(page: "ScanPage") -> None:
    """Declare these actions; the ways in work while a code is looked at too."""
    registry, translate = page.registry, QCoreApplication.translate

    def here(name: str, text: str, *keys: str, icon: str = "", hint: str = "") -> Entry:
        return Entry(f"scan-{name}", text, keys, icon, page.name, hint)

    def preview(name: str, text: str, *keys: str, icon: str = "", hint: str = "") -> Entry:
        return Entry(f"scan-{name}", text, keys, icon, PREVIEW, hint)

    ways = (
        (
            "files",
            translate("ScanActions", "Choose pictures with codes"),
            "Ctrl+O",
            "image",
            translate("ScanActions", "Choose pictures"),
        ),
        (
            "folder",
            translate("ScanActions", "Choose a folder of pictures"),
            "Ctrl+Shift+O",
            "folder-open",
            "",
        ),
        ("papers", translate("ScanActions", "Choose photos of paper cards"), "Ctrl+Shift+P", "id-card", ""),
        (
            "paste",
            translate("ScanActions", "Paste a picture or the text of a code"),
            "Ctrl+V",
            "clipboard-paste",
            translate("ScanActions", "Paste"),
        ),
    )
    for name, text, key, icon, hint in ways:
        registry.add(here(name, text, key, icon=icon, hint=hint), partial(page.choose, name))
    registry.mention(
        here(
            "open",
            translate("ScanActions", "Open the person, or look again"),
            "Return",
            hint=translate("ScanActions", "Open"),
        )
    )
    # The line tells these keys where they work.
    registry.mention(preview("save", translate("ScanActions", "Keep what is shown"), "Return"))
    registry.mention(
        preview(
            "skip", translate("ScanActions", "Go on without it"), "Esc", hint=translate("ScanActions", "Skip")
        )
    )
    registry.mention(preview("turn", translate("ScanActions", "Choose whom it goes to"), "Tab"))
    here_only = (
        ("raw", translate("ScanActions", "What the code says"), "Ctrl+R", "code", page.toggle_raw),
        ("link", translate("ScanActions", "Open the link"), "Ctrl+L", "external-link", page.open_link),
    )
    hints = {"raw": translate("ScanActions", "Raw text"), "link": translate("ScanActions", "Open link")}
    for name, text, key, icon, act in here_only:
        registry.add(preview(name, text, key, icon=icon, hint=hints[name]), act)
    for name, text, key, icon, _ in ways:
        registry.add(preview(f"more-{name}", text, key, icon=icon), partial(page.choose, name))
    for context in (page.name, PREVIEW):
        registry.name_context(context, translate("ScanActions", "Scan"))
    registry.attach(page.name, page.body.start.steps, page.body.scans.list)
    registry.attach(PREVIEW, page.body.scans.list)
