"""Where in a file the cards are: BEGIN and END first, so that a card left open is told from one within another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

DEEPEST = 4
"""How deep cards may stand in a card."""

_MARK = re.compile(
    rb"(?:(BEGIN)|END)[ \t]*+:[ \t]*+VCARD(?=[ \t\x00\x1a]*+(?:[\r\n]|\Z|BEGIN[ \t]*+:))", re.IGNORECASE
)
_REST_OF_LINE = re.compile(rb"[ \t\x00\x1a]*+(?:\r\r\n|\r\n|\n|\r|)")
_EMPTY_LINES = re.compile(rb"[\r\n]*+")
_BLANKS = re.compile(rb"[ \t\r\n\x00\x1a]*+")
_AGENT = re.compile(rb"(?<![^\r\n])(?:[\w-]++\.)?AGENT(?:;[^:\r\n]*+)?:[ \t\r\n]*+\Z", re.IGNORECASE)
_PROPERTY = re.compile(rb"(?<![^\r\n])[\w.-]++[ \t]*+[:;]")
_VERSION = re.compile(rb"(?<![^\r\n])VERSION[ \t]*+:[ \t]*+[234]\.", re.IGNORECASE)
_BLANK = b" \t\r\n\x00\x1a"
BOM = b"\xef\xbb\xbf"
_LONGEST_AGENT = 200


class Piece(NamedTuple):
    """Whole lines of a file."""

    start: int
    end: int
    line: int
    """The number of the first one."""


class Span(NamedTuple):
    """A card: what stands between its BEGIN and its END, without the cards that are lifted out of it."""

    start: int
    end: int
    """The end of the line of END, its line end left out."""
    first_line: int
    last_line: int
    body: tuple[Piece, ...]
    has_begin: bool = True
    has_end: bool = True
    is_nested: bool = False
    """Lifted out of another card."""
    is_too_deep: bool = False
    """Holds cards within cards beyond the limit; `body` is empty."""


class Outside(NamedTuple):
    """Lines that belong to no card and are not all blank."""

    start: int
    end: int
    first_line: int
    last_line: int


class _Mark(NamedTuple):
    is_begin: bool
    start: int
    end: int
    after: int
    """The start of the next line."""
    line: int


@dataclass(slots=True)
class _Node:
    begin: _Mark
    is_agent: bool
    """Stands behind the property AGENT, whose value it is."""
    children: list["_Node"] = field(default_factory=list)
    end: _Mark | None = None
    height: int = 0

    def close(self, mark: _Mark) -> None:
        self.end = mark
        self.height = 1 + max((child.height for child in self.children), default=-1)


class Scanner:
    """Finds the cards of a file, from any place where none is open.

    Line ends and ASCII letters have to be single bytes in the file.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._lines = _LineCounter(content)

    def next_spans(self, at: int) -> tuple[Sequence[Span | Outside], int]:
        """The next cards, up to where as many have ended as have begun, and where the line behind them starts.

        A card within a card follows the outer one. None are there when what was found is no card.
        """
        return _next_block(self._content, at, self._lines)

    def line_at(self, offset: int) -> int:
        """The number of the line at an offset."""
        return self._lines.at(offset)

    def after_blank_lines(self, at: int) -> int:
        """Where the first line starts that is not empty."""
        found = _EMPTY_LINES.match(self._content, at)
        return found.end() if found else at

    def outside(self, start: int, end: int) -> Iterator[Outside]:
        """The lines between two cards, if they are not all blank."""
        found = _BLANKS.match(self._content, start, end)
        first = found.end() if found else start
        if first < end:
            last = first + len(self._content[first:end].rstrip(_BLANK))
            yield Outside(first, last, self._lines.at(first), self._lines.at(last))


class _LineCounter:
    """Tells the number of the line at an offset; quick when asked for ever larger ones."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._counts_returns = content.count(b"\r") != content.count(b"\r\n")
        self._at = 0
        self._line = 1

    def at(self, offset: int) -> int:
        if offset < self._at:
            return self._line - self._count(offset, self._at)
        self._line += self._count(self._at, offset)
        self._at = offset
        return self._line

    def _count(self, start: int, end: int) -> int:
        count = self._content.count
        if not self._counts_returns:
            return count(b"\n", start, end)
        doubled = count(b"\r\n", start, end) + count(b"\r\r\n", start, end)
        return count(b"\n", start, end) + count(b"\r", start, end) - doubled


def _next_block(content: bytes, at: int, lines: _LineCounter) -> tuple[Sequence[Span | Outside], int]:
    """The cards up to where as many have ended as have begun, and where it goes on."""
    stack: list[_Node] = []
    for mark in _marks(content, at, lines):
        if mark.is_begin:
            stack.append(_Node(mark, bool(stack) and _follows_agent(content, mark.start)))
            continue
        if not stack:
            return _headless(content, at, mark, lines), mark.after
        node = stack.pop()
        node.close(mark)
        if not stack:
            return tuple(_closed(content, node, is_nested=False)), mark.after
        stack[-1].children.append(node)
    if not stack:
        return _headless(content, at, None, lines), len(content)
    size = len(content)
    last = _Mark(True, size, size, size, lines.at(size) + (not content.endswith((b"\r", b"\n"))))
    return [*_all_left_open(content, stack, last)], len(content)


def _all_left_open(content: bytes, nodes: Sequence[_Node], last: _Mark) -> Iterator[Span | Outside]:
    """Cards without an END, each up to the next one's BEGIN; a BEGIN with nothing behind it but another is none."""
    empty: _Mark | None = None
    place = 0
    while place < len(nodes):
        begin = nodes[place].begin
        behind = place + 1
        while behind < len(nodes) and nodes[behind].is_agent:
            behind += 1
        is_too_deep = behind - place - 1 > DEEPEST
        behind = behind if is_too_deep else place + 1
        following = nodes[behind].begin if behind < len(nodes) else last
        if begin.after == following.start and following is not last:
            empty = empty or begin
        else:
            if empty is not None:
                yield Outside(empty.start, begin.start, empty.line, max(empty.line, begin.line - 1))
                empty = None
            yield from _left_open(content, nodes[place], following, is_too_deep=is_too_deep)
        place = behind


def _marks(content: bytes, at: int, lines: _LineCounter) -> Iterator[_Mark]:
    last_end = at
    for found in _MARK.finditer(content, at):
        start, end = found.span()
        after = _after_line(content, end)
        if start != last_end and content[start - 1] not in b"\r\n" and content[start - 3 : start] != BOM:
            is_folded = content[after : after + 1] in (b" ", b"\t")
            if is_folded or not _follows_agent(content, start):
                continue
        last_end = end
        yield _Mark(found[1] is not None, start, end, after, lines.at(start))


def _closed(content: bytes, node: _Node, *, is_nested: bool) -> Iterator[Span | Outside]:
    """A card that has an END, then those within it."""
    begin, end = node.begin, node.end or node.begin
    if node.height > DEEPEST:
        yield Span(begin.start, end.end, begin.line, end.line, (), is_nested=is_nested, is_too_deep=True)
        return
    lifted = [child for child in node.children if not child.is_agent]
    pieces = _pieces(node, lifted, end)
    if lifted and _VERSION.search(content, *pieces[0][:2]) and _VERSION.search(content, *pieces[-1][:2]):
        # The END is that of another card, whose BEGIN is missing: no card says its version twice.
        yield from _left_open(content, node, lifted[0].begin)
        tail = pieces[-1]
        yield Span(tail.start, end.end, tail.line, end.line, (tail,), has_begin=False)
        return
    yield Span(begin.start, end.end, begin.line, end.line, pieces, is_nested=is_nested)
    for child in lifted:
        yield from _closed(content, child, is_nested=True)


def _left_open(
    content: bytes, node: _Node, following: _Mark, *, is_too_deep: bool = False
) -> Iterator[Span | Outside]:
    """A card without an END, then those that looked as if they stood in it, and the lines behind each of them."""
    lifted = [child for child in node.children if not child.is_agent]
    stops = [*(child.begin for child in lifted), following]
    begin, stop = node.begin, following if is_too_deep else stops[0]
    body = () if is_too_deep else (Piece(begin.after, stop.start, begin.line + 1),)
    lines = (begin.line, max(begin.line, stop.line - 1))
    yield Span(begin.start, stop.start, *lines, body, has_end=False, is_too_deep=is_too_deep)
    for child, stop in zip(lifted, stops[1:], strict=True):
        yield from _closed(content, child, is_nested=False)
        end = child.end or child.begin
        behind = content[end.after : stop.start].strip(_BLANK)
        if behind:
            first = end.line + 1
            yield Outside(end.after, stop.start, first, max(first, stop.line - 1))


def _pieces(node: _Node, lifted: Sequence[_Node], end: _Mark) -> tuple[Piece, ...]:
    """What is left of a card when the cards in it are taken out."""
    starts = [(node.begin.after, node.begin.line + 1)]
    starts += [(child.end.after, child.end.line + 1) for child in lifted if child.end is not None]
    stops = [*(child.begin.start for child in lifted), end.start]
    return tuple(Piece(start, stop, line) for (start, line), stop in zip(starts, stops, strict=True))


def _headless(content: bytes, at: int, end: _Mark | None, lines: _LineCounter) -> Sequence[Span]:
    """The card without a BEGIN that ends here; without an END either it has to say its version."""
    stop = len(content) if end is None else end.start
    found = _PROPERTY.search(content, at, stop)
    if found is None or (end is None and not _VERSION.search(content, at, stop)):
        return ()
    start = found.start()
    line = lines.at(start)
    body = (Piece(start, stop, line),)
    if end is None:
        return (Span(start, stop, line, lines.at(stop), body, has_begin=False, has_end=False),)
    return (Span(start, end.end, line, end.line, body, has_begin=False),)


def _follows_agent(content: bytes, start: int) -> bool:
    window = content[max(start - _LONGEST_AGENT, 0) : start]
    return b"AGENT" in window.upper() and _AGENT.search(window) is not None


def _after_line(content: bytes, end: int) -> int:
    found = _REST_OF_LINE.match(content, end)
    return found.end() if found else end
