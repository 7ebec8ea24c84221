"""Dresses the application: Fusion, the palette and style sheet of a theme, and the bundled font."""

from functools import lru_cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from companion.paths import resource
from companion.ui.stylesheet import stylesheet
from companion.ui.tokens import BODY_SIZE, DARK, LIGHT, Face, Tokens, Type

FAMILY = "Inter"
CHOICES = ("system", "light", "dark")
_FONT_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")


class Theme(QObject):
    """The one place that changes how the application looks.

    The application's palette and font hold the outcome: `tokens`, `font` and `scaled` read them, so that
    widgets need no reference to this object and repaint on Qt's own change events.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._scale = 1.0
        for name in _FONT_FILES:
            QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._apply()

    @property
    def choice(self) -> str:
        """One of `CHOICES`."""
        return self._choice

    def set_choice(self, choice: str) -> None:
        """Follow the system, or stay light or dark. Raises ValueError for anything else."""
        if choice not in CHOICES:
            raise ValueError(choice)
        if choice != self._choice:
            self._choice = choice
            self._apply()

    def set_text_scale(self, scale: float) -> None:
        """Show all text larger: 1.0 is the size of the design, 2.0 twice that."""
        if scale != self._scale:
            self._scale = scale
            self._apply()

    def _apply(self) -> None:
        wanted = self._wanted()
        self._app.setFont(_body_font(self._scale))
        self._app.setPalette(palette(wanted))
        self._app.setStyleSheet(stylesheet(wanted, self._scale))
        self.changed.emit()

    def _wanted(self) -> Tokens:
        if self._choice == "system":
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        else:
            dark = self._choice == "dark"
        return DARK if dark else LIGHT

    def _on_scheme_changed(self) -> None:
        if self._choice == "system" and self._wanted() is not tokens():
            self._apply()


def tokens() -> Tokens:
    """The colours that the application wears now."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window == QColor(DARK.bg) else LIGHT


def text_scale() -> float:
    """How much larger than designed text is now."""
    size = QGuiApplication.font().pixelSize()
    return size / BODY_SIZE if size > 0 else 1.0


def scaled(length: int) -> int:
    """A length in pixels that has to grow with the text."""
    return round(length * text_scale())


def font(style: Type) -> QFont:
    """A style of the type scale at the present text size."""
    return _font(style.value, text_scale())


def metrics(style: Type) -> QFontMetrics:
    """What measures text in that style."""
    return _metrics(style.value, text_scale())


def palette(wanted: Tokens) -> QPalette:
    """What Fusion needs to draw with the colours of a theme."""
    role = QPalette.ColorRole
    colours = {
        role.Window: wanted.bg,
        role.WindowText: wanted.text,
        role.Base: wanted.surface,
        role.AlternateBase: wanted.hover,
        role.Text: wanted.text,
        role.PlaceholderText: wanted.faint,
        role.Button: wanted.surface,
        role.ButtonText: wanted.text,
        role.BrightText: wanted.on_accent,
        role.ToolTipBase: wanted.text,
        role.ToolTipText: wanted.surface,
        role.Highlight: wanted.accent,
        role.HighlightedText: wanted.on_accent,
        role.Accent: wanted.accent,
        role.Link: wanted.accent,
        role.LinkVisited: wanted.accent,
        role.Light: wanted.surface,
        role.Midlight: wanted.hover,
        role.Mid: wanted.border,
        role.Dark: wanted.strong,
        role.Shadow: wanted.strong,
    }
    made = QPalette()
    for name, colour in colours.items():
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(wanted.faint))
    return made


def _body_font(scale: float) -> QFont:
    return QFont(_font(Type.BODY.value, scale))


@lru_cache(maxsize=64)
def _font(face: Face, scale: float) -> QFont:
    made = QFont(FAMILY)
    made.setPixelSize(round(face.size * scale))
    made.setWeight(QFont.Weight(face.weight))
    if face.tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


@lru_cache(maxsize=64)
def _metrics(face: Face, scale: float) -> QFontMetrics:
    return QFontMetrics(_font(face, scale))
