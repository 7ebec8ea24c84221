"""Codes in the pictures of files, and what each of them says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from companion.formats.payload.read import read_payloads
from companion.model.code import Code
from companion.model.payload import Payload
from companion.model.problem import Problem
from companion.workflow.exchange.source import Material


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A code, and what its text is; a code with several vCards is several, each with its part of the text."""

    code: Code
    payload: Payload


def codes_in(
    material: Material, *, time_zone: str, linear: bool = False
) -> tuple[tuple[ReadCode, ...], tuple[Problem, ...]]:
    """The codes of a picture in reading order, and why it was not opened or one of them not read.

    `time_zone` and `linear` as for `read_payloads` and `read_picture`; a picture without a code gives neither.
    """
    # Numpy, Pillow and the reader itself: loaded when there is a picture.
    from companion.qr.read import read_picture

    codes, problems = read_picture(material.content, linear=linear)
    read = tuple(one for code in codes for one in _read(code, time_zone))
    return read, tuple(replace(problem, file=material.file) for problem in problems)


def _read(code: Code, time_zone: str) -> Iterator[ReadCode]:
    payloads = read_payloads(code.text, time_zone=time_zone)
    for payload in payloads:
        yield ReadCode(replace(code, text=payload.text) if len(payloads) > 1 else code, payload)
