"""Bodies of requests, read no further than they may be long."""

from starlette.requests import Request


class BodyTooLarge(Exception):
    """More came, or was announced, than the limit allows."""


async def read_body(request: Request, limit_bytes: int) -> bytes:
    """The whole body, whatever its header says of it. Raises: BodyTooLarge."""
    if int(request.headers.get('content-length') or 0) > limit_bytes:
        raise BodyTooLarge
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit_bytes:
            raise BodyTooLarge
    return bytes(body)
