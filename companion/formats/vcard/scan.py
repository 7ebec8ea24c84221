"""Where in a file the cards are: BEGIN and END first, so that a card left open is told from one within another."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

DEEPEST = 4
"""How deep cards may stand in a card."""

_MARK = re.compile(
    rb"(?:(BEGIN)|END)[ \t]*+:[ \t]*+VCARD"
    rb"(?=([ \t\x00\x1a]*+(?:\r\r\n|\r\n|\n|\r|\Z|(?=BEGIN[ \t]*+:))))",
    re.IGNORECASE,
)
_EMPTY_LINES = re.compile(rb"[\r\n]*+(?:\xef\xbb\xbf)?")
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
    edge: int
    """Where what stands before it ends: a mark of UTF-8 belongs to neither."""
    start: int
    end: int
    after: int
    """The start of the next line."""
    line: int
    line_after: int


class _Node:
    __slots__ = ("begin", "end", "height", "is_agent", "lifted")

    def __init__(self, begin: _Mark, *, is_agent: bool) -> None:
        self.begin = begin
        self.is_agent = is_agent
        """Stands behind the property AGENT, whose value it is."""
        self.lifted: list[_Node] = []
        """The cards within it that are no value of it."""
        self.end: _Mark | None = None
        self.height = 0

    def take(self, child: "_Node") -> None:
        """Have a card that has ended within this one."""
        self.height = max(self.height, child.height + 1)
        if not child.is_agent:
            self.lifted.append(child)


class Scanner:
    """Finds the cards of a file, from any place where none is open.

    Line ends and ASCII letters have to be single bytes in the file.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._lines = _LineCounter(content)

    def next_spans(self, at: int) -> tuple[Iterator[Span | Outside], int]:
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
        if self._content.endswith(BOM, start, end):
            end -= len(BOM)
        found = _BLANKS.match(self._content, start, end)
        first = found.end() if found else start
        if first < end:
            last = first + len(self._content[first:end].rstrip(_BLANK))
            yield Outside(first, last, self._lines.at(first), self._lines.at(last))


class _LineCounter:
    """Tells the number of the line at an offset; quick when asked for ever larger ones."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0
        self._line = 1

    def at(self, offset: int) -> int:
        if offset < self._at:
            return self._line - self._count(offset, self._at)
        if self._counts_returns:
            self._line += self._count(self._at, offset)
        else:
            self._line += self._content.count(b"\n", self._at, offset)
        self._at = offset
        return self._line

    def _count(self, start: int, end: int) -> int:
        count = self._content.count
        if not self._counts_returns:
            return count(b"\n", start, end)
        doubled = count(b"\r\n", start, end) + count(b"\r\r\n", start, end)
        return count(b"\n", start, end) + count(b"\r", start, end) - doubled

    @cached_property
    def _counts_returns(self) -> bool:
        """Whether a line of the file ends otherwise than in LF or CRLF."""
        return self._content.count(b"\r") != self._content.count(b"\r\n")


def _next_block(content: bytes, at: int, lines: _LineCounter) -> tuple[Iterator[Span | Outside], int]:
    """The cards up to where as many have ended as have begun, and where it goes on."""
    stack: list[_Node] = []
    for mark in _marks(content, at, lines):
        if mark.is_begin:
            is_agent = bool(stack) and _follows_agent(content, mark.start)
            stack.append(_Node(mark, is_agent=is_agent))
            continue
        if not stack:
            return _headless(content, at, mark, lines), mark.after
        node = stack.pop()
        node.end = mark
        if not stack:
            return _closed(content, node, is_nested=False), mark.after
        stack[-1].take(node)
    if not stack:
        return _headless(content, at, None, lines), len(content)
    size = len(content)
    last = _Mark(True, size, size, size, size, lines.at(size), lines.at(size))
    return _all_left_open(content, stack, last), len(content)


def _all_left_open(content: bytes, nodes: Sequence[_Node], last: _Mark) -> Iterator[Span | Outside]:
    """Cards without an END, each up to the next one's BEGIN; a BEGIN with nothing behind it but another is none."""
    empty: _Mark | None = None
    place = 0
    while place < len(nodes):
        node = nodes[place]
        behind = place + 1
        while behind < len(nodes) and nodes[behind].is_agent:
            behind += 1
        is_too_deep = behind - place - 1 > DEEPEST
        behind = behind if is_too_deep else place + 1
        following = nodes[behind].begin if behind < len(nodes) else last
        lifted = [] if is_too_deep else node.lifted
        stop = lifted[0].begin if lifted else following
        if node.begin.after == stop.edge and stop is not last:
            empty = empty or node.begin
        elif empty is not None:
            yield _outside_of(content, empty, node.begin)
            empty = None
        if empty is None:
            yield _left_open(content, node, stop, is_too_deep=is_too_deep)
        elif lifted:
            yield _outside_of(content, empty, stop)
            empty = None
        if lifted:
            yield from _behind_left_open(content, lifted, following)
        place = behind


def _outside_of(content: bytes, first: _Mark, following: _Mark) -> Outside:
    return Outside(first.start, following.edge, first.line, _line_before(content, first.line, following))


def _line_before(content: bytes, first: int, mark: _Mark) -> int:
    """The line on which what stands before a mark ends, not before the first."""
    is_at_start = content[mark.edge - 1 : mark.edge] in (b"\r", b"\n")
    return max(first, mark.line - is_at_start)


def _left_open(content: bytes, node: _Node, stop: _Mark, *, is_too_deep: bool = False) -> Span:
    begin = node.begin
    body = () if is_too_deep else (Piece(begin.after, stop.edge, begin.line_after),)
    lines = (begin.line, _line_before(content, begin.line, stop))
    return Span(begin.start, stop.edge, *lines, body, has_end=False, is_too_deep=is_too_deep)


def _behind_left_open(content: bytes, lifted: Sequence[_Node], following: _Mark) -> Iterator[Span | Outside]:
    """The cards that looked as if they stood in one that is left open, and the lines behind each of them."""
    stops = [*(child.begin for child in lifted[1:]), following]
    for child, stop in zip(lifted, stops[: len(lifted)], strict=True):
        yield from _closed(content, child, is_nested=False)
        end = child.end or child.begin
        if content[end.after : stop.edge].strip(_BLANK):
            first = end.line_after
            yield Outside(end.after, stop.edge, first, _line_before(content, first, stop))


def _marks(content: bytes, at: int, lines: _LineCounter) -> Iterator[_Mark]:
    last_end = at
    for found in _MARK.finditer(content, at):
        start, end = found.span()
        after = found.end(2)
        edge = start - len(BOM) if content.endswith(BOM, at, start) else start
        if edge != last_end and content[edge - 1] not in b"\r\n":
            is_folded = content[after : after + 1] in (b" ", b"\t")
            if is_folded or not _follows_agent(content, start):
                continue
        last_end = after
        line = lines.at(start)
        line_after = line + (after > end and content[after - 1] in b"\r\n")
        yield _Mark(found[1] is not None, edge, start, end, after, line, line_after)


def _closed(content: bytes, node: _Node, *, is_nested: bool) -> Iterator[Span | Outside]:
    """A card that has an END, then those within it."""
    begin, end = node.begin, node.end or node.begin
    if node.height > DEEPEST:
        yield Span(begin.start, end.end, begin.line, end.line, (), is_nested=is_nested, is_too_deep=True)
        return
    lifted = node.lifted
    pieces = _pieces(node, lifted, end)
    if lifted and _VERSION.search(content, *pieces[0][:2]) and _VERSION.search(content, *pieces[-1][:2]):
        # The END is that of another card, whose BEGIN is missing: no card says its version twice.
        yield _left_open(content, node, lifted[0].begin)
        tail = pieces[-1]
        yield from _behind_left_open(content, lifted, end._replace(edge=tail.start, line=tail.line))
        yield Span(tail.start, end.end, tail.line, end.line, (tail,), has_begin=False)
        return
    yield Span(begin.start, end.end, begin.line, end.line, pieces, is_nested=is_nested)
    for child in lifted:
        yield from _closed(content, child, is_nested=True)


def _pieces(node: _Node, lifted: Sequence[_Node], end: _Mark) -> tuple[Piece, ...]:
    """What is left of a card when the cards in it are taken out."""
    if not lifted:
        return (Piece(node.begin.after, end.edge, node.begin.line_after),)
    starts = [(node.begin.after, node.begin.line_after)]
    starts += [(child.end.after, child.end.line_after) for child in lifted if child.end is not None]
    stops = [*(child.begin.edge for child in lifted), end.edge]
    return tuple(Piece(start, stop, line) for (start, line), stop in zip(starts, stops, strict=True))


def _headless(content: bytes, at: int, end: _Mark | None, lines: _LineCounter) -> Iterator[Span]:
    """The card without a BEGIN that ends here; without an END either it has to say its version."""
    stop = len(content) if end is None else end.start
    found = _PROPERTY.search(content, at, stop)
    if found is None or (end is None and not _VERSION.search(content, at, stop)):
        return
    start = found.start()
    line = lines.at(start)
    body = (Piece(start, stop, line),)
    if end is None:
        yield Span(start, stop, line, lines.at(stop), body, has_begin=False, has_end=False)
    else:
        yield Span(start, end.end, line, end.line, body, has_begin=False)


def _follows_agent(content: bytes, start: int) -> bool:
    window = content[max(start - _LONGEST_AGENT, 0) : start]
    return b"AGENT" in window.upper() and _AGENT.search(window) is not None
