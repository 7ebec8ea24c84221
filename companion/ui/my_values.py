"""What the user tells of themselves, as it is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MyValues:
    """What is known of the user; each as the texts that one types."""

    name: Texts = ()
    title: Texts = ()
    organisation: Texts = ()
    email: Texts = ()
    phone: Texts = ()
    url: Texts = ()
    address: Texts = ()
    birthday: Texts = ()
    """As it is kept: `1985-04-12`, `--04-12`, `1985-04`."""
    ask_me_about: Texts = ()
    looking_for: Texts = ()

    def differing(self, before: "MyValues") -> Mapping[str, Sequence[str]]:
        """What is not as before; a field that was emptied has one empty text."""
        return {
            one.name: getattr(self, one.name) or ("",)
            for one in fields(self)
            if getattr(self, one.name) != getattr(before, one.name)
        }
