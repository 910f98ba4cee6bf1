"""Between an app core and Postgres, over Unix sockets: cuts, black holes, answers that get lost."""

import asyncio
from enum import Enum, auto
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from tests.tcp_proxy import Pair, Streams, TcpProxy

SOCKET = '.s.PGSQL.5432'
COMMIT = b'COMMIT\0'


class Loss(Enum):
    """What gets lost of the next commit."""

    NOTHING = auto()
    REQUEST = auto()
    """It never reaches Postgres: not committed."""
    ANSWER = auto()
    """Postgres commits and nobody hears of it."""


class DatabaseProxy(TcpProxy):
    """Serves `url`, which leads to the database of `database_url` through a folder of its own."""

    def __init__(self, database_url: str, folder: Path) -> None:
        super().__init__(0)
        (host,) = parse_qs(urlsplit(database_url).query)['host']
        self._socket = Path(host, SOCKET)
        self._folder = folder
        self.url = database_url.replace(quote(host, safe=''), quote(str(folder), safe=''))
        self.loss = Loss.NOTHING
        """Of the next commit."""
        self._deaf: set[Pair] = set()
        """Connections whose next answer is lost."""

    async def _listen(self) -> asyncio.Server:
        self._folder.mkdir(mode=0o700, parents=True)
        return await asyncio.start_unix_server(self._on_client, self._folder / SOCKET)

    async def _connect(self) -> Streams:
        return await asyncio.open_unix_connection(self._socket)

    def _pass(self, pair: Pair, chunk: bytes, *, up: bool) -> bytes:
        if up and self.loss is not Loss.NOTHING and chunk.endswith(COMMIT):
            loss, self.loss = self.loss, Loss.NOTHING
            if loss is Loss.REQUEST:
                pair.cut()
                return b''
            self._deaf.add(pair)
        elif not up and pair in self._deaf:
            self._deaf.discard(pair)
            pair.cut()
            return b''
        return chunk
