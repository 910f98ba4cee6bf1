"""The gateway's Realtime: its websocket, its broadcast endpoints and the feed behind them."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, WebSocketRoute
from starlette.websockets import WebSocket

from .changes.feed import ChangeFeed
from .codec import parse_vsn
from .hub import Hub
from .rest import Broadcasts
from .socket import Socket
from .tokens import TokenError, verify

_OWN_HOSTS = {'127.0.0.1', 'localhost', '::1'}


@dataclass(slots=True, kw_only=True)
class Realtime:
    """Everything Realtime of one gateway; `feed.run` is to be kept running beside it."""

    secret: str
    feed: ChangeFeed
    hub: Hub = field(default_factory=Hub)

    def routes(self) -> list[BaseRoute]:
        return [
            WebSocketRoute('/realtime/v1/websocket', self.websocket),
            *Broadcasts(self.hub, self.secret).routes(),
        ]

    async def websocket(self, websocket: WebSocket) -> None:
        """Refuse by HTTP before the upgrade, or serve until either side closes."""
        if _is_foreign(websocket.headers.get('origin')):
            await _refuse(websocket, 403, 'Origin is not allowed')
            return
        query = websocket.query_params
        token = websocket.headers.get('x-api-key') or query.get('apikey') or ''
        try:
            vsn = parse_vsn(query.get('vsn'))
            if not token:
                raise TokenError('MissingAPIKey', 'API key is missing')
            verify(token, self.secret)
        except TokenError as error:
            await _refuse(websocket, 401, str(error))
        except ValueError as error:
            await _refuse(websocket, 403, str(error))
        else:
            await websocket.accept()
            await Socket(
                websocket,
                vsn=vsn,
                token=token,
                hub=self.hub,
                feed=self.feed,
                secret=self.secret,
            ).run()


def _is_foreign(origin: str | None) -> bool:
    """Whether a page of another host asks; what is no browser names no origin."""
    try:
        return origin is not None and urlsplit(origin).hostname not in _OWN_HOSTS
    except ValueError:
        return True


async def _refuse(websocket: WebSocket, status: int, text: str) -> None:
    await websocket.send_denial_response(JSONResponse({'error': text}, status))
