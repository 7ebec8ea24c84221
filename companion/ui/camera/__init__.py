"""Codes before a camera: whatever makes frames ends in one sink, from which a thread of its own reads.

- `trouble`: why there is no picture; without QtMultimedia, which is loaded when the Scan page is first shown.
- `device`: the cameras of this machine; `feed`: the sink, the thread and the clock that misses frames.
- `frame`: a frame in memory as the reader of codes takes it, and as a small picture; `slot` hands frames over.
"""

from PySide6.QtCore import QLoggingCategory

# Which codecs it could use besides is of no use to those who read the terminal; it says so when it is imported.
QLoggingCategory.setFilterRules("qt.multimedia.symbolsresolver=false\nqt.multimedia.ffmpeg*=false")
