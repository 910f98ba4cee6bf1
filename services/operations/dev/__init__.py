"""What a developer breaks the line with on purpose; exists with `TRADEWIND_DEV=1` only."""

from urllib.parse import urlsplit

from services.operations.dev.faulty_proxy import Wire
from services.operations.dev.tape import Message, Tape

__all__ = ['Dev', 'Message', 'Tape', 'Wire']


class Dev:
    """A wire that can be broken, between the link and the server, and a tape of what came."""

    def __init__(self, supabase_url: str) -> None:
        parts = urlsplit(supabase_url)
        # TLS names the host it wants, so only a plain connection can go through a wire of ours
        can_break = parts.scheme == 'http' and parts.hostname
        self.wire = Wire(parts.hostname or '', parts.port or 80) if can_break else None
        self.url = self.wire.url if self.wire else supabase_url
        """Where the link goes instead."""
        self.tape = Tape()

    async def start(self) -> None:
        if self.wire is not None:
            await self.wire.start()

    async def stop(self) -> None:
        if self.wire is not None:
            await self.wire.stop()
