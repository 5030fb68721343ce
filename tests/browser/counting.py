"""A relay that counts the bytes between a browser and a server: headers, bodies and websockets alike."""

import socket
import threading
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Relay:
    """Passes every connection on to the server.

    Attributes:
        url: where the browser finds it.  received: bytes that the browser got so far.
    """

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self.target = (parts.hostname, parts.port)
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self.door.getsockname()[1]}"
        self.received = 0

    def serve(self) -> None:
        with suppress(OSError):  # the door is closed at the end
            while True:
                browser, _ = self.door.accept()
                server = socket.create_connection(self.target)
                for source, sink in ((browser, server), (server, browser)):
                    threading.Thread(
                        target=self._pass_on, args=(source, sink, sink is browser), daemon=True
                    ).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, counts: bool) -> None:
        with suppress(OSError):  # either side may go at any time
            while data := source.recv(65536):
                if counts:
                    self.received += len(data)
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)


@contextmanager
def relay(target: str):
    """A relay in front of the server at this address."""
    relay = Relay(target)
    threading.Thread(target=relay.serve, daemon=True).start()
    try:
        yield relay
    finally:
        relay.door.close()
