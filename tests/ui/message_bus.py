"""As much of a message bus as a program notices that says hello and asks for something (D-Bus Specification).

It runs as a program of its own, `message_bus.py SOCKET LOG`, since Qt lets no other thread run while it says hello.
What it is told goes to the log, and that the connection was closed: `LEFT`.
"""

import socket
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

LEFT = b"left"


def main(path: Path, log: Path) -> None:
    """Serve one program."""
    with socket.socket(socket.AF_UNIX) as server, log.open("wb", buffering=0) as said:
        # It is there once somebody listens.
        early = path.with_suffix(".new")
        server.bind(str(early))
        server.listen()
        early.rename(path)
        client, _ = server.accept()
        unanswered = b""
        while (some := client.recv(4096)) != b"":
            said.write(some)
            # What is said may come in pieces.
            unanswered += some
            for answer in _answers(unanswered):
                client.sendall(answer)
                unanswered = b""
        said.write(LEFT)


def _answers(said: bytes) -> Iterator[bytes]:
    line = said.lstrip(b"\0") if said.endswith(b"\r\n") else b""
    if line.startswith(b"AUTH EXTERNAL "):
        yield b"OK 0123456789abcdef0123456789abcdef\r\n"
    elif line.startswith(b"AUTH"):
        yield b"REJECTED EXTERNAL\r\n"
    elif line.startswith(b"NEGOTIATE_UNIX_FD"):
        yield b"ERROR\r\n"
    elif b"Hello\0" in said:
        yield _hello_answer(struct.unpack_from("<I", said, said.index(b"l\1") + 8)[0])


def _hello_answer(serial: int) -> bytes:
    """A method return with the name that the program has on the bus."""
    body = struct.pack("<I", 4) + b":1.1\0"
    fields = struct.pack("<B3sI", 5, b"\1u\0", serial)
    fields += struct.pack("<B3sI", 6, b"\1s\0", 4) + b":1.1\0" + b"\0" * 3
    fields += struct.pack("<B3s", 8, b"\1g\0") + b"\1s\0"
    head = struct.pack("<cBBBIII", b"l", 2, 1, 1, len(body), 1, len(fields)) + fields
    return head + b"\0" * (-len(head) % 8) + body


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
