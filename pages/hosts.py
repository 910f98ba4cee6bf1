"""By which names the app is asked: another site whose name leads here is not us (DNS rebinding)."""

from urllib.parse import urlsplit

from starlette.types import Scope

from services.addresses import is_loopback
from services.settings import Settings

LOCAL = frozenset(('localhost', '127.0.0.1', '::1'))


class Hosts:
    """The names in the settings, this machine's own, and the address a request really came to."""

    def __init__(self, settings: Settings) -> None:
        self._names = LOCAL | {name_of(urlsplit(settings.public_url).netloc), settings.host.lower()}

    def knows(self, host: str, scope: Scope) -> bool:
        """Whether a request with this `Host` is meant for us."""
        name, server = name_of(host), scope.get('server')
        return bool(name) and (name in self._names or bool(server and server[0] == name))


def name_of(host: str) -> str:
    """The name in a `Host`, without its port; empty for what is none."""
    if '@' in host or '/' in host:
        return ''
    try:
        return (urlsplit(f'//{host}').hostname or '').rstrip('.')
    except ValueError:
        return ''


def is_local(host: str) -> bool:
    """Whether this is a name that a machine has for itself."""
    name = name_of(host)
    return name in LOCAL or is_loopback(name)
