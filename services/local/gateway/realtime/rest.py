"""Broadcasts by HTTP: a batch of messages, or one event whose body is its payload."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ..body import BodyTooLarge, read_body
from .channel import PAYLOAD_LIMIT_BYTES
from .codec import BINARY, JSON, MalformedFrame, UserBroadcast, loads
from .hub import Fanout, Hub, UserFanout
from .tokens import Claims, TokenError, verify


class Broadcasts:
    """The endpoints over one hub."""

    def __init__(self, hub: Hub, secret: str) -> None:
        self._hub = hub
        self._secret = secret

    def routes(self) -> list[Route]:
        path = '/realtime/v1/api/broadcast'
        return [
            Route('/realtime/v1/api/ping', self.ping, methods=['GET']),
            Route(path, self.batch, methods=['POST']),
            Route(path + '/{topic}/events/{event}', self.single, methods=['POST']),
        ]

    async def ping(self, request: Request) -> Response:
        return JSONResponse({'message': 'Success'})

    async def batch(self, request: Request) -> Response:
        """`{"messages":[{"topic","event","payload","private"}]}`"""
        claims = self._claims(request)
        if claims is None:
            return _unauthorized(401)
        try:
            body = loads(await read_body(request, PAYLOAD_LIMIT_BYTES))
        except BodyTooLarge:
            return _too_large()
        except MalformedFrame:
            return JSONResponse({'errors': {'messages': ["can't be blank"]}}, 422)
        messages = body.get('messages') if isinstance(body, dict) else None
        if errors := _errors(messages):
            return JSONResponse({'errors': {'messages': errors}}, 422)
        for it in messages or ():
            is_private = it.get('private') is True
            if is_private and not claims.is_service:
                continue  # without the right to write it is skipped, and not told
            topic = f'realtime:{it["topic"]}'
            payload = {'type': 'broadcast', 'event': it['event'], 'payload': it['payload']}
            self._hub.send(topic, is_private, Fanout(topic, 'broadcast', payload))
        return Response(status_code=202)

    async def single(self, request: Request) -> Response:
        claims = self._claims(request)
        if claims is None:
            return _unauthorized(401)
        kind = request.headers.get('content-type', '').partition(';')[0].strip().lower()
        if kind not in ('application/json', 'application/octet-stream'):
            text = 'Unsupported Media Type. Use application/json or application/octet-stream'
            return JSONResponse({'error': text}, 415)
        is_private = request.query_params.get('private') == 'true'
        if is_private and not claims.is_service:
            return _unauthorized(403)
        topic = f'realtime:{request.path_params["topic"]}'
        encoding = JSON if kind == 'application/json' else BINARY
        event = request.path_params['event']
        try:
            body = await read_body(request, PAYLOAD_LIMIT_BYTES)
            fanout = UserFanout(topic, UserBroadcast(event, body, encoding))
        except BodyTooLarge:
            return _too_large()
        except MalformedFrame:
            return JSONResponse({'errors': {'payload': ['is invalid']}}, 422)
        self._hub.send(topic, is_private, fanout)
        return Response(status_code=202)

    def _claims(self, request: Request) -> Claims | None:
        scheme, _, bearer = request.headers.get('authorization', '').partition(' ')
        for token in (bearer if scheme.lower() == 'bearer' else '', request.headers.get('apikey')):
            try:
                if token:
                    return verify(token, self._secret)
            except TokenError:
                continue
        return None


def _unauthorized(status: int) -> Response:
    return JSONResponse({'message': 'Unauthorized'}, status)


def _too_large() -> Response:
    return JSONResponse({'message': 'Payload Too Large'}, 413)


def _errors(messages: Any) -> list[Any]:
    if not isinstance(messages, list) or not messages:
        return ["can't be blank"]
    errors = [_error(message) for message in messages]
    return errors if any(errors) else []


def _error(message: Any) -> dict[str, list[str]]:
    if not isinstance(message, dict):
        return {'message': ['is invalid']}
    wrong = {
        name: ["can't be blank"]
        for name in ('topic', 'event')
        if not isinstance(message.get(name), str)
    }
    if not isinstance(message.get('payload'), dict):
        wrong['payload'] = ['is invalid']
    return wrong
