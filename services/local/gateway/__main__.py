"""Runs the embedded gateway: `python -m services.local.gateway`, set up by its environment."""

import gc
import logging
import os

import uvicorn
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from .app import GatewaySettings, create_app

INBOUND_FRAME_BYTES = 5_000_000


class CuttingProtocol(WebSocketsSansIOProtocol):
    """Drops a connection whose peer does not read, instead of waiting for it to take the rest."""

    async def run_asgi(self) -> None:
        await super().run_asgi()
        if not self.writable.is_set():
            self.transport.abort()


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    logging.basicConfig(level=logging.INFO, format='%(name)s %(levelname)s %(message)s')
    settings = GatewaySettings(
        port=int(os.environ['GATEWAY_PORT']),
        database_url=os.environ['GATEWAY_DATABASE_URL'],
        jwt_secret=os.environ['GATEWAY_JWT_SECRET'],
        slot=os.environ['GATEWAY_SLOT'],
    )
    app = create_app(settings)
    # changes in a queue are not garbage; looking for some among them took a third of the time
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    uvicorn.run(
        app,
        host='127.0.0.1',
        port=settings.port,
        ws=CuttingProtocol,
        ws_max_size=INBOUND_FRAME_BYTES,
        ws_ping_interval=None,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=1,
        log_level='warning',
        access_log=False,
    )


if __name__ == '__main__':
    main()
