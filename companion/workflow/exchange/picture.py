"""Codes in the pictures of files, and what each of them says."""

from dataclasses import dataclass, replace

from companion.formats.payload.read import read_payload
from companion.model.code import Code
from companion.model.payload import Payload
from companion.model.problem import Problem
from companion.workflow.exchange.source import Material


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A code, and what its text is."""

    code: Code
    payload: Payload


def codes_in(
    material: Material, *, time_zone: str, linear: bool = False
) -> tuple[tuple[ReadCode, ...], tuple[Problem, ...]]:
    """The codes of a picture in reading order, and why it was not opened or one of them not read.

    `time_zone` and `linear` as for `read_payload` and `read_picture`; a picture without a code gives neither.
    """
    # Numpy, Pillow and the reader itself: loaded when there is a picture.
    from companion.qr.read import read_picture

    codes, problems = read_picture(material.content, linear=linear)
    read = tuple(ReadCode(code, read_payload(code.text, time_zone=time_zone)) for code in codes)
    return read, tuple(replace(problem, file=material.file) for problem in problems)
