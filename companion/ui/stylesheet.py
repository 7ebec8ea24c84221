"""The style sheet of a theme: what the palette cannot say.

No rule names a font family: that would override the weights of fonts set elsewhere.
"""

from companion.ui.tokens import (
    FOCUS_RING,
    INPUT_HEIGHT,
    RADIUS_CAPTURE,
    RADIUS_CARD,
    RADIUS_CHIP,
    RADIUS_CONTROL,
    Ink,
    Role,
    Tokens,
    Type,
)


def stylesheet(tokens: Tokens, scale: float = 1.0) -> str:
    """All rules, with text sizes times `scale`."""
    parts = (_texts(tokens, scale), _surfaces(tokens), _inputs(tokens, scale), _lists(tokens, scale))
    return "\n".join(parts)


def _texts(tokens: Tokens, scale: float) -> str:
    faces = (
        f'*[face="{style.name}"] {{ font-size: {round(style.value.size * scale)}px;'
        f" font-weight: {style.value.weight}; }}"
        for style in Type
    )
    inks = (f'*[ink="{ink}"] {{ color: {tokens.colour(ink)}; }}' for ink in (*Ink, *Role))
    return "\n".join((*faces, *inks))


def _surfaces(tokens: Tokens) -> str:
    return f"""
QToolTip {{
    background: {tokens.text}; color: {tokens.surface};
    border: 1px solid {tokens.text}; padding: 4px 8px;
}}
Card {{
    background: {tokens.surface}; border: 1px solid {tokens.border}; border-radius: {RADIUS_CARD}px;
}}
Card[inset="true"] {{ background: {tokens.bg}; }}
Card[ringed="true"] {{ border: {FOCUS_RING}px solid {tokens.focus}; }}
CaptureFrame {{
    background: {tokens.surface}; border: 1px solid {tokens.strong}; border-radius: {RADIUS_CAPTURE}px;
    padding: 1px;
}}
CaptureFrame[ringed="true"] {{ border: {FOCUS_RING}px solid {tokens.focus}; padding: 0; }}
Rule {{ background: {tokens.border}; border: none; }}
QDialog {{ background: {tokens.bg}; }}
QScrollArea, QScrollArea > QWidget > QWidget[page="true"] {{ background: transparent; border: none; }}
QMenu {{
    background: {tokens.surface}; border: 1px solid {tokens.border}; border-radius: {RADIUS_CONTROL}px;
    padding: 4px;
}}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: {RADIUS_CHIP}px; }}
QMenu::item:selected {{ background: {tokens.selected}; color: {tokens.text}; }}
QMenu::item:disabled {{ color: {tokens.faint}; }}
QMenu::separator {{ height: 1px; background: {tokens.border}; margin: 4px 8px; }}
"""


def _inputs(tokens: Tokens, scale: float) -> str:
    height = round((INPUT_HEIGHT - 2 * FOCUS_RING) * scale)
    boxed = "QLineEdit, QComboBox, QAbstractSpinBox"
    return f"""
{boxed}, QTextEdit, QPlainTextEdit {{
    background: {tokens.surface}; color: {tokens.text}; border: 1px solid {tokens.strong};
    border-radius: {RADIUS_CONTROL}px; padding: 1px 11px; selection-background-color: {tokens.accent};
    selection-color: {tokens.on_accent}; placeholder-text-color: {tokens.faint};
}}
{boxed} {{ min-height: {height}px; }}
QTextEdit, QPlainTextEdit {{ padding: 9px 9px; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
    border: {FOCUS_RING}px solid {tokens.focus}; padding: 0 10px;
}}
QTextEdit:focus, QPlainTextEdit:focus {{ border: {FOCUS_RING}px solid {tokens.focus}; padding: 8px 8px; }}
QLineEdit[wrong="true"] {{ border: 1px solid {tokens.danger.ink}; }}
QLineEdit[wrong="true"]:focus {{ border: {FOCUS_RING}px solid {tokens.danger.ink}; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{
    background: {tokens.bg}; color: {tokens.faint};
}}
QLineEdit[bare="true"], QPlainTextEdit[bare="true"], QTextEdit[bare="true"] {{
    background: transparent; border: none; border-radius: 0; padding: 0;
}}
QLineEdit[bare="true"] {{ min-height: 0; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: none; width: 28px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{
    background: {tokens.surface}; border: 1px solid {tokens.border}; padding: 4px; outline: none;
    selection-background-color: {tokens.selected}; selection-color: {tokens.text};
}}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
"""


def _lists(tokens: Tokens, scale: float) -> str:
    row = round(28 * scale)
    return f"""
QListView {{ background: transparent; border: none; outline: none; }}
QComboBox QListView::item {{ min-height: {row}px; padding: 0 4px; }}
QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 8px; margin: 0; }}
QScrollBar::handle {{ background: {tokens.border}; border-radius: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; margin: 0 1px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; margin: 1px 0; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {tokens.strong}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
