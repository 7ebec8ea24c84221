"""A picture whose brightness and colours lie apart in memory, as cameras give it: for the reader, and small to look at."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from companion.qr.luma import Luma

if TYPE_CHECKING:
    from companion.qr.mending import Grey


@dataclass(frozen=True, slots=True)
class Plane:
    """Where the values of one kind lie."""

    buffer: memoryview
    bytes_per_line: int
    first: int = 0
    """The byte of the first value."""
    step: int = 1
    """Bytes from one value to the next in a row."""


@dataclass(frozen=True, slots=True)
class Small:
    """A picture of 4 bytes a point: blue, green, red, and 255."""

    width: int
    height: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Planes:
    """Brightness, blue and red (ITU-R BT.601) of a frame; read while it is mapped, and not kept."""

    width: int
    height: int
    luma: Plane
    blue: Plane
    red: Plane
    across: int = 2
    """Points of a row that share a colour."""
    down: int = 2
    """Points of a column that do."""

    def brightness(self) -> Luma:
        """For the reader: without a copy where a line begins with the first value."""
        if not self.luma.first:
            return Luma(self.luma.buffer, self.width, self.height, self.luma.bytes_per_line, self.luma.step)
        # Rows that begin behind other bytes end behind the buffer, as the reader counts.
        copied = _values(self.luma, self.width, self.height).tobytes()
        return Luma(memoryview(copied), self.width, self.height, self.width)

    def small(self, widest: int) -> Small:
        """Every so many points in colour, so that it is about so wide or narrower."""
        import numpy as np

        every = max(1, round(self.width / widest))
        rows, columns = np.arange(0, self.height, every), np.arange(0, self.width, every)
        shared = np.ix_(rows // self.down, columns // self.across)
        width, height = -(-self.width // self.across), -(-self.height // self.down)
        grey = _values(self.luma, self.width, self.height)[np.ix_(rows, columns)].astype(np.int32)
        blue = _values(self.blue, width, height)[shared].astype(np.int32) - 128
        red = _values(self.red, width, height)[shared].astype(np.int32) - 128
        mixed = np.full((len(rows), len(columns), 4), 255, np.uint8)
        mixed[..., 0] = np.clip(grey + (454 * blue >> 8), 0, 255)
        mixed[..., 1] = np.clip(grey - (88 * blue + 183 * red >> 8), 0, 255)
        mixed[..., 2] = np.clip(grey + (359 * red >> 8), 0, 255)
        return Small(len(columns), len(rows), mixed.tobytes())


def _values(plane: Plane, width: int, height: int) -> "Grey":
    """The values as rows, without a copy. ValueError when the buffer is shorter than they are."""
    import numpy as np

    last = (height - 1) * plane.bytes_per_line + (width - 1) * plane.step + plane.first
    if plane.buffer.nbytes <= last:
        raise ValueError("The buffer is shorter than the picture")
    flat = np.frombuffer(plane.buffer, np.uint8)[plane.first :]
    shape, steps = (height, width), (plane.bytes_per_line, plane.step)
    return np.lib.stride_tricks.as_strided(flat, shape, steps, writeable=False)
