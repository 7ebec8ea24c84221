"""Why two people may be one, in words: "same mobile number +49 170 …", "same name and company"."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from companion.rules.duplicates import Evidence, EvidenceKind
from companion.wording.phrase import mark, shortened

_LONGEST = 80

_PATTERNS: Mapping[EvidenceKind, str] = MappingProxyType(
    {
        EvidenceKind.SAME_EMAIL: mark("Evidence", "same e-mail {value}"),
        EvidenceKind.SAME_PHONE: mark("Evidence", "same phone number {value}"),
        EvidenceKind.SAME_BADGE: mark("Evidence", "same badge number {value}"),
        EvidenceKind.SAME_URL: mark("Evidence", "same page {value}"),
        EvidenceKind.SAME_ACCOUNT: mark("Evidence", "same account {value}"),
        EvidenceKind.SAME_BIRTHDAY: mark("Evidence", "same birthday {value}"),
        EvidenceKind.SAME_NAME: mark("Evidence", "same name"),
        EvidenceKind.SIMILAR_NAME: mark("Evidence", "similar name"),
        EvidenceKind.SAME_ORGANISATION: mark("Evidence", "same company {value}"),
        EvidenceKind.SAME_DOMAIN: mark("Evidence", "e-mail at the same company {value}"),
        EvidenceKind.SAME_SITE: mark("Evidence", "same web site {value}"),
        EvidenceKind.SAME_ADDRESS: mark("Evidence", "same address {value}"),
        EvidenceKind.SAME_TITLE: mark("Evidence", "same title {value}"),
    }
)
# By a word of the label; the first that fits is said.
_PHONES: Mapping[str, str] = MappingProxyType(
    {
        "fax": mark("Evidence", "same fax number {value}"),
        "mobile": mark("Evidence", "same mobile number {value}"),
        "cell": mark("Evidence", "same mobile number {value}"),
        "iphone": mark("Evidence", "same mobile number {value}"),
        "home": mark("Evidence", "same number at home {value}"),
        "work": mark("Evidence", "same number at work {value}"),
        "main": mark("Evidence", "same number at work {value}"),
    }
)
_COLLEAGUES: Mapping[EvidenceKind, str] = MappingProxyType(
    {
        EvidenceKind.SAME_NAME: mark("Evidence", "same name and company"),
        EvidenceKind.SIMILAR_NAME: mark("Evidence", "similar name and company"),
    }
)


def evidence_words(one: Evidence) -> str:
    """One thing that two people have in common, with what it is."""
    pattern = _PATTERNS[one.kind]
    if one.kind is EvidenceKind.SAME_PHONE:
        label = (one.label or "").lower()
        pattern = next((said for word, said in _PHONES.items() if word in label), pattern)
    return pattern.format(value=shortened(one.value, _LONGEST)).rstrip()


def evidence_line(evidence: Sequence[Evidence]) -> str:
    """All that two people have in common, on one line: "same e-mail ana@acme.com, same name and company"."""
    kinds = {one.kind for one in evidence}
    told: list[str] = []
    for one in evidence:
        if one.kind is EvidenceKind.SAME_NAME and EvidenceKind.SAME_ORGANISATION in kinds:
            told.append(_COLLEAGUES[one.kind])
        elif one.kind is not EvidenceKind.SAME_ORGANISATION or EvidenceKind.SAME_NAME not in kinds:
            told.append(evidence_words(one))
    return ", ".join(told)


def evidence_in_brief(evidence: Sequence[Evidence]) -> str:
    """What speaks most for two people being one, without its values: "similar name and company"."""
    kinds = [one.kind for one in evidence]
    colleagues = [said for kind, said in _COLLEAGUES.items() if kind in kinds]
    if colleagues and EvidenceKind.SAME_ORGANISATION in kinds:
        return colleagues[0]
    first = min(evidence, key=lambda one: one.kind in _COLLEAGUES, default=None)
    return evidence_words(Evidence(first.kind, "", first.label)) if first is not None else ""
