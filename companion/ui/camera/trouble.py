"""Why a camera shows nothing, and which cameras there are."""

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """What keeps the camera from being of use."""

    NO_LIBRARY = "no_library"
    """QtMultimedia cannot be loaded; the detail names what is missing."""
    NO_DEVICE = "no_device"
    DENIED = "denied"
    """The user or the system does not let us."""
    LOST = "lost"
    """It was unplugged while it was used."""
    SILENT = "silent"
    """It was started, and no frame comes."""
    FAILED = "failed"
    """Anything else; the detail is what the system says."""


@dataclass(frozen=True, slots=True)
class Device:
    """A camera that the system knows."""

    id: str
    """The same after a restart."""
    name: str
