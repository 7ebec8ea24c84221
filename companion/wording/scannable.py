"""How well a drawn code is scanned."""

from companion.model.code import Symbol
from companion.wording.phrase import mark

WELL, POORLY = 10, 15
"""The largest versions that are scanned at arm's length, and that are scanned at all without trouble."""


def scannable_words(symbol: Symbol) -> str:
    """What to expect of a code, by its modules: "Scans well: version 8, 49 modules"."""
    if symbol.version <= WELL:
        pattern = mark("Scannable", "Scans well: version {version}, {modules} modules")
    elif symbol.version <= POORLY:
        pattern = mark("Scannable", "Scans close by: version {version}, {modules} modules")
    else:
        pattern = mark("Scannable", "Hard to scan: version {version}, {modules} modules")
    return pattern.format(version=symbol.version, modules=symbol.modules)


def advice(symbol: Symbol) -> str:
    """What to do about a code that many phones will not read; empty for others."""
    if symbol.version <= POORLY:
        return ""
    return mark("Scannable", "Many phones will not read so large a code; fewer fields make a smaller one.")
