"""What long work is at, and how it ended."""

from collections.abc import Mapping
from types import MappingProxyType

from companion.wording.phrase import counted, mark
from companion.workflow.exchange.plan import Fate, ImportPlan
from companion.workflow.exchange.watch import Stage

STAGES: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.READING: mark("Stage", "Reading"),
        Stage.COMPARING: mark("Stage", "Comparing"),
        Stage.SAVING: mark("Stage", "Saving"),
    }
)

FATES: Mapping[Fate, str] = MappingProxyType(
    {
        Fate.NEW: mark("Fate", "New"),
        Fate.UPDATE: mark("Fate", "Update"),
        Fate.UNCHANGED: mark("Fate", "Unchanged"),
        Fate.DUPLICATE: mark("Fate", "Possible duplicate"),
        Fate.REFUSED: mark("Fate", "Refused"),
    }
)


def outcome(plan: ImportPlan) -> str:
    """What an import does, in one line: "Read 97: 90 new, 3 updated, 4 unchanged."."""
    parts = [
        mark("Import", "{count} new").format(count=plan.count(Fate.NEW, Fate.DUPLICATE)),
        mark("Import", "{count} updated").format(count=plan.count(Fate.UPDATE)),
        mark("Import", "{count} unchanged").format(count=plan.count(Fate.UNCHANGED)),
    ]
    if plan.refused:
        parts.append(mark("Import", "{count} refused").format(count=len(plan.refused)))
    said = mark("Import", "Read {count}: {parts}.").format(count=len(plan.rows), parts=", ".join(parts))
    alike = plan.count(Fate.DUPLICATE)
    if not alike:
        return said
    hint = counted(
        alike,
        mark("Import", "{count} may be somebody you know already."),
        mark("Import", "{count} may be people you know already."),
    )
    return f"{said} {hint}"


def exported(count: int) -> str:
    """How many people were written to a file: "Wrote 1 person", "Wrote 15 people"."""
    return counted(count, mark("Export", "Wrote {count} person"), mark("Export", "Wrote {count} people"))
