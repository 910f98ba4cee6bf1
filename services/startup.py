"""What has to be right before anything is served; each thing that is not is one sentence."""

import os
import secrets
import socket
from pathlib import Path

import psycopg
from pydantic import ValidationError

from services import migrate
from services.settings import Settings

SHORTEST_SECRET = 32


class StartError(Exception):
    """Tradewind cannot start; `str(error)` says what to do about it."""


def read_settings() -> Settings:
    """What the environment says. Raises: StartError when it cannot work."""
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first['loc'][0]).upper()
        name = name if name.startswith(('SUPABASE', 'DATABASE')) else f'TRADEWIND_{name}'
        raise StartError(f'{name}: {first["msg"]}; see Settings in README.md.') from error
    check_settings(settings)
    return settings


def check_settings(settings: Settings) -> None:
    """A Supabase project needs all its keys, and a secret that every process shares."""
    if settings.embedded:
        return
    needed = {
        'SUPABASE_ANON_KEY': settings.supabase_anon_key,
        'SUPABASE_SERVICE_ROLE_KEY': settings.supabase_service_role_key,
        'DATABASE_URL': settings.database_url,
        'TRADEWIND_SECRET': settings.secret,
    }
    missing = [name for name, value in needed.items() if not value]
    if missing:
        raise StartError(
            f'SUPABASE_URL is set, so {", ".join(missing)} must be set as well; '
            'unset SUPABASE_URL to run on the embedded stack.'
        )
    if len(settings.secret) < SHORTEST_SECRET:
        raise StartError(
            'TRADEWIND_SECRET is too short to be safe; make one with `openssl rand -hex 32`.'
        )


def check_port(host: str, port: int) -> None:
    """The app's own port must be free."""
    with socket.socket(socket.AF_INET6 if ':' in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise StartError(
                f'Cannot listen on {host}:{port} ({error.strerror}); '
                'end what uses it, or set TRADEWIND_PORT to another one.'
            ) from error


def keep_secret(settings: Settings) -> Settings:
    """Settings with a signing key: the given one, else one kept in the data folder (0600)."""
    if settings.secret:
        return settings
    path = settings.data / 'secret'
    try:
        secret = path.read_text().strip()
    except FileNotFoundError:
        secret = secrets.token_hex(32)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_private(path, secret)
    return settings.model_copy(update={'secret': secret})


def write_private(path: Path, content: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    fresh = path.with_suffix('.new')
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 'w') as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def bring_up_to_date(owner_url: str) -> None:
    """Apply missing migrations. Raises: StartError when the database refuses."""
    try:
        migrate.upgrade(owner_url)
    except psycopg.errors.InsufficientPrivilege as error:
        raise StartError(
            'The database needs migrating, and the login in DATABASE_URL may not do that; '
            'start once with the owner, or run `alembic upgrade head` as the owner.'
        ) from error
    except psycopg.Error as error:
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise StartError(
            f'The database does not let Tradewind in ({reason}); check DATABASE_URL.'
        ) from error
    except migrate.NewerSchema as error:
        raise StartError(
            f'The database is at schema {error}, which this version does not know; '
            'run the version that made it, or set TRADEWIND_DATA to a new folder.'
        ) from error
