"""What the public vCard files say, card by card, to measure the reader by.

Written from the raw text alone, before a reader of ours had run on it: a fact that the text leaves open is
not stated, and a comment says why. Keys are paths relative to the folder of the files.
"""

from pathlib import Path

from tests.corpus import facts_android, facts_calcard, facts_ezvcard, facts_sabre
from tests.corpus.fact import Facts

FOLDER = Path(__file__).parents[3] / "shared" / "corpus" / "vcard"

FACTS: dict[str, list[Facts]] = {
    module.FOLDER + name: cards
    for module in (facts_android, facts_calcard, facts_ezvcard, facts_sabre)
    for name, cards in module.FILES.items()
}


def files() -> list[str]:
    """The files that are here, as keys of the facts; none where the folder is missing."""
    return sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.vcf"))
