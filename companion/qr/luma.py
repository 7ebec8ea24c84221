"""The brightness of a picture that lies in memory, such as a frame of a camera; nothing of it is copied."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from zxingcpp import ImageView

    from companion.qr.mending import Grey


@dataclass(frozen=True, slots=True)
class Luma:
    """Where the brightness of each point is: read while the frame is mapped, and not kept.

    NV12 and YUV420P hold it in their first plane, one byte a point; YUYV in each second byte.
    """

    buffer: memoryview
    width: int
    height: int
    bytes_per_line: int
    bytes_per_point: int = 1

    def view(self) -> "ImageView":
        """The same for zxing-cpp. ValueError when the buffer is shorter than that."""
        import zxingcpp

        self._check()
        form = zxingcpp.ImageFormat.Lum
        buffer = cast("Grey", self.buffer)  # any buffer will do
        return zxingcpp.ImageView(
            buffer, self.width, self.height, form, self.bytes_per_line, self.bytes_per_point
        )

    def rows(self) -> "Grey":
        """The same as rows of grey, as far as possible without a copy. ValueError when the buffer is shorter than that."""
        import numpy as np

        self._check()
        flat = np.frombuffer(self.buffer, np.uint8)
        shape, steps = (self.height, self.width), (self.bytes_per_line, self.bytes_per_point)
        return np.lib.stride_tricks.as_strided(flat, shape, steps, writeable=False)

    def _check(self) -> None:
        """What lies behind the buffer is never read."""
        line = (self.width - 1) * self.bytes_per_point + 1
        if min(self.width, self.height, self.bytes_per_point) < 1 or self.bytes_per_line < line:
            raise ValueError("No picture is so small")
        if self.buffer.nbytes < (self.height - 1) * self.bytes_per_line + line:
            raise ValueError("The buffer is shorter than the picture")
