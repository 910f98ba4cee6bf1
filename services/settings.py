"""Every setting of the app, read once from the environment.

Serves both lines: says where Postgres, Realtime and Auth are, and where the app answers.
"""

from pathlib import Path
from typing import Protocol

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Environment variables; each one stands in the README's table."""

    model_config = SettingsConfigDict(env_prefix='TRADEWIND_', extra='ignore')

    host: str = '127.0.0.1'
    """Address that the app listens on."""
    port: int = Field(default=8080, ge=1, le=65535)
    """Port that the app listens on."""
    data: Path = Path('.tradewind')
    """Folder for the embedded Postgres, uploads and secrets."""
    gateway_port: int = Field(default=54321, ge=1, le=65535)
    """Loopback port of the embedded gateway."""
    base_url: str = ''
    """Address people type, for share links; empty means `http://<host>:<port>`."""
    secret: str = ''
    """Key that signs sessions and share links; empty means one made in the data folder."""
    metrics_token: str = ''
    """Bearer token for `/metrics`; without one only this machine may read it."""
    dev: bool = False
    """Whether the developer panel exists, which breaks the line on purpose."""
    plain: bool = False
    """Whether everything that is only speed stays out of NiceGUI."""
    reread_s: float = Field(default=60, ge=0)
    """Seconds between re-reads that no change asks for; 0: never. Supabase drops what is over its
    limit of changes per second without a word; the embedded gateway drops nothing."""
    activity_days: int = Field(default=1095, ge=30, le=36500)
    """Days that the activity feed goes back; what is older is erased, a little at a time."""
    proxies: str = '127.0.0.1'
    """Addresses of proxies, comma-separated, whose `X-Forwarded-*` are believed."""
    supabase_url: str = Field(
        default='', validation_alias=AliasChoices('SUPABASE_URL', 'supabase_url')
    )
    """Address of a Supabase project; when set, nothing embedded starts."""
    supabase_anon_key: str = Field(
        default='', validation_alias=AliasChoices('SUPABASE_ANON_KEY', 'supabase_anon_key')
    )
    """The project's anonymous key."""
    supabase_service_role_key: str = Field(
        default='',
        validation_alias=AliasChoices('SUPABASE_SERVICE_ROLE_KEY', 'supabase_service_role_key'),
    )
    """The project's service role key."""
    database_url: str = Field(
        default='', validation_alias=AliasChoices('DATABASE_URL', 'database_url')
    )
    """Postgres of the project, a login that may switch to its roles."""

    @property
    def public_url(self) -> str:
        """`base_url`, or the address that the app itself listens on; no trailing slash."""
        return (self.base_url or f'http://{self.host}:{self.port}').rstrip('/')

    @property
    def embedded(self) -> bool:
        """Whether Postgres and the gateway are ours to start."""
        return not self.supabase_url

    def at(self, local: 'Endpoints') -> 'Settings':
        """These settings, with the addresses and keys of the embedded stack."""
        return self.model_copy(
            update={
                'supabase_url': local.supabase_url,
                'supabase_anon_key': local.anon_key,
                'supabase_service_role_key': local.service_role_key,
                'database_url': local.database_url,
                'reread_s': 0.0,
            }
        )


class Endpoints(Protocol):
    """Where an embedded stack answers."""

    @property
    def supabase_url(self) -> str: ...
    @property
    def anon_key(self) -> str: ...
    @property
    def service_role_key(self) -> str: ...
    @property
    def database_url(self) -> str: ...
