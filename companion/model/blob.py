"""Pictures, kept once however many records show them."""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Blob:
    """Immutable bytes, known by what they are; not journalled."""

    digest: str
    """SHA-256 (hex) of the content."""
    media_type: str
    content: bytes

    @classmethod
    def of(cls, media_type: str, content: bytes) -> "Blob":
        """The blob of these bytes."""
        return cls(sha256(content).hexdigest(), media_type, content)
