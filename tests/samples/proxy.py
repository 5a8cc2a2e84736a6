"""A proxy on loopback that does to requests what networks do: it cuts, it flips a bit, it makes them wait."""

from __future__ import annotations

import random
import re
import socket
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from types import TracebackType

_PIECE = 2**16
_LENGTH = re.compile(rb"^content-length:\s*(\d+)", re.IGNORECASE | re.MULTILINE)
#: What makes the system answer what still comes with a reset, as a cut line does.
_AT_ONCE = struct.pack("ii", 1, 0)


class Request(NamedTuple):
    """What came by: how many bytes of its body went on to the server, and whether those are all."""

    method: str
    target: str
    body_bytes: int
    whole: bool


@dataclass
class Fault:
    """What happens to requests whose first line matches, so many times."""

    kind: Literal["cut", "cut answer", "flip", "hold"]
    when: re.Pattern[str]
    after: int
    times: int
    reached: threading.Event = field(default_factory=threading.Event)
    _released: threading.Event = field(default_factory=threading.Event)

    def release(self) -> None:
        """Let go what is held, and hold nothing more."""
        self.times = 0
        self._released.set()

    def wait(self) -> None:
        self.reached.set()
        self._released.wait(60)


class Proxy:
    """Pass connections on to a server, with faults; a context manager."""

    def __init__(self, endpoint: str) -> None:
        target = urlsplit(endpoint)
        self._server = (target.hostname or "", target.port or 80)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self._faults: list[Fault] = []
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._chance = 0.0
        self._random = random.Random(0)
        self.log: list[Request] = []

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Proxy:
        self._run(self._accept)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for each in self._faults:
            each.release()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            still_open = list(self._open)
        for end in still_open:
            _cut(end)
        for thread in list(self._threads):
            thread.join(10)

    def cut(self, when: str, *, after: int = 0, times: int = 1) -> Fault:
        """Cut the connection after so many bytes of a body."""
        return self._add("cut", when, after, times)

    def cut_answer(self, when: str, *, after: int = 0, times: int = 1) -> Fault:
        """Pass the request on whole, and cut the connection after so many bytes of the server's answer."""
        return self._add("cut answer", when, after, times)

    def cut_at_random(self, chance: float, *, seed: int = 0) -> None:
        """Cut that share of the requests that have a body, somewhere in it."""
        self._chance, self._random = chance, random.Random(seed)

    def flip(self, when: str, *, after: int = 0, times: int = 1) -> Fault:
        """Flip one bit of a body, in the byte after so many."""
        return self._add("flip", when, after, times)

    def hold(self, when: str, *, after: int = 0, times: int = 1) -> Fault:
        """Let the request wait after so many bytes of its body until it is released, and say so in ``reached``."""
        return self._add("hold", when, after, times)

    def requests(self, pattern: str) -> list[Request]:
        """Return those that came through whole and whose first line matches."""
        return [each for each in self.log if each.whole and re.search(pattern, f"{each.method} {each.target}")]

    def _add(self, kind: Literal["cut", "cut answer", "flip", "hold"], when: str, after: int, times: int) -> Fault:
        fault = Fault(kind, re.compile(when), after, times)
        self._faults.append(fault)
        return fault

    def _run(self, work: object, *given: object) -> None:
        thread = threading.Thread(target=work, args=given, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(self._server)
            except OSError:
                _cut(client)
                client.close()
                continue
            with self._lock:
                self._open |= {client, server}
            self._run(_Line(self, client, server).carry)

    def _drop(self, end: socket.socket) -> None:
        with self._lock:
            self._open.discard(end)
        end.close()

    def _due(self, line: str) -> list[Fault]:
        """Return the faults of a request, and count them as done."""
        with self._lock:
            found = [each for each in self._faults if each.times > 0 and each.when.search(line)]
            for each in found:
                each.times -= 1
        return found

    def _random_cut(self, length: int) -> int | None:
        with self._lock:
            if length and self._random.random() < self._chance:
                return self._random.randrange(length)
        return None


class _Line:
    """One connection: requests are read and may suffer, answers go back as they come."""

    def __init__(self, proxy: Proxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy = proxy
        self._client = client
        self._server = server
        self._answer_left: int | None = None
        self._read = b""

    def carry(self) -> None:
        answers = threading.Thread(target=self._carry_answers, daemon=True)
        answers.start()
        with suppress(OSError):
            while self._carry_request():
                pass
        _end(self._server)
        answers.join(10)
        self._proxy._drop(self._client)
        self._proxy._drop(self._server)

    def _carry_answers(self) -> None:
        with suppress(OSError):
            while piece := self._server.recv(_PIECE):
                left = None if piece.startswith(b"HTTP/1.1 100 ") else self._answer_left
                self._client.sendall(piece[:left])
                if left is not None:
                    self._answer_left = left - len(piece)
                    if self._answer_left <= 0:
                        _cut(self._client)
                        break
        _end(self._client)

    def _carry_request(self) -> bool:
        head = self._read_head()
        if not head:
            return False
        method, target, _ = head.split(b"\r\n", 1)[0].decode().split(" ", 2)
        found = _LENGTH.search(head)
        length = int(found[1]) if found else 0
        faults = {each.kind: each for each in self._proxy._due(f"{method} {target}")}
        hold = faults.get("hold")
        if hold and not hold.after:
            hold.wait()
            if self._client_is_gone():
                return False
        self._answer_left = faults["cut answer"].after if "cut answer" in faults else None
        cut = faults["cut"].after if "cut" in faults else self._proxy._random_cut(length)
        flip = faults["flip"].after if "flip" in faults else None
        # Noted before its last byte goes, so that it stands in the log when its answer is there.
        request = Request(method, target, length, whole=True)
        if not length:
            self._proxy.log.append(request)
        self._server.sendall(head)
        done = self._carry_body(request, cut, flip, hold)
        whole = done == length and cut is None
        if not whole:
            self._proxy.log.append(request._replace(body_bytes=done, whole=False))
        for each in faults.values():
            each.reached.set()
        if cut is not None:
            _cut(self._server)
            _cut(self._client)
        return whole

    def _client_is_gone(self) -> bool:
        try:
            return self._client.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
        except BlockingIOError:
            return False

    def _carry_body(self, request: Request, cut: int | None, flip: int | None, hold: Fault | None) -> int:
        length = request.body_bytes
        done, end = 0, length if cut is None else min(cut, length)
        while done < end:
            piece = bytearray(self._read or self._client.recv(_PIECE))
            if not piece:
                break
            if hold and 0 < hold.after <= done + len(piece):
                hold.wait()
            self._read = bytes(piece[end - done :])
            del piece[end - done :]
            if flip is not None and done <= flip < done + len(piece):
                piece[flip - done] ^= 1
            if done + len(piece) == length and cut is None:
                self._proxy.log.append(request)
            self._server.sendall(piece)
            done += len(piece)
        return done

    def _read_head(self) -> bytes:
        while b"\r\n\r\n" not in self._read:
            piece = self._client.recv(_PIECE)
            if not piece:
                return b""
            self._read += piece
        head, self._read = self._read.split(b"\r\n\r\n", 1)
        return head + b"\r\n\r\n"


def _end(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


def _cut(end: socket.socket) -> None:
    with suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    _end(end)
