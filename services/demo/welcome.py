"""The first start: demo organizations, and the lines that tell a newcomer where to go."""

import asyncio
import sys
from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx
from sqlmodel import func, select
from supabase import AsyncClientOptions, acreate_client
from supabase_auth.errors import AuthError

from models import Organization
from models.viewer import System
from services.core import Services
from services.database import Database
from services.demo.load import PASSWORD, DemoResult, load, result
from services.settings import Settings

PATIENCE_S = 30.0
LOOK_EVERY_S = 0.02


def prepare(settings: Settings) -> DemoResult | None:
    """Load the demo into an empty embedded database; before serving."""
    return asyncio.run(_prepare(settings))


async def _prepare(settings: Settings) -> DemoResult | None:
    database = Database(settings.database_url, pool_size=1)
    try:
        async with database.read(System()) as session:
            is_empty = (await session.exec(select(func.count()).select_from(Organization))).one()
        if is_empty == 0:
            await load(database, user_maker(settings))
        return await result(database)
    finally:
        await database.close()


def user_maker(settings: Settings) -> Callable[..., Any]:
    """Makes Auth users through the admin API; an existing one is found by its address."""

    async def create_user(email: str, password: str, full_name: str) -> UUID:
        async with httpx.AsyncClient(timeout=PATIENCE_S) as http:
            options = AsyncClientOptions(
                auto_refresh_token=False, persist_session=False, httpx_client=http
            )
            key = settings.supabase_service_role_key
            admin = (await acreate_client(settings.supabase_url, key, options)).auth.admin
            try:
                made = await admin.create_user(
                    {
                        'email': email,
                        'password': password,
                        'email_confirm': True,
                        'user_metadata': {'full_name': full_name},
                    }
                )
                return UUID(made.user.id)
            except AuthError:
                users = await admin.list_users(page=1, per_page=1000)
                return next(UUID(user.id) for user in users if user.email == email)

    return create_user


async def greet(
    services: Services, demo: DemoResult | None, publish: Callable[..., None] | None
) -> None:
    """Once rows flow, note the instance for `make status` and say where it is."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_S
    while services.realtime.status.state != 'live':
        if asyncio.get_running_loop().time() > deadline:
            break
        await asyncio.sleep(LOOK_EVERY_S)
    settings = services.settings
    demo_url = services.share_url(services.tokens.token(demo.share_link_id)) if demo else ''
    if publish:
        publish(
            base_url=settings.public_url,
            supabase_url=settings.supabase_url,
            anon_key=settings.supabase_anon_key,
            service_role_key=settings.supabase_service_role_key,
            database_url=settings.database_url,
            demo_share_url=demo_url,
            demo_proposal_id=str(demo.proposal_id) if demo else '',
        )
    say(lines(settings.public_url, demo, demo_url))


def lines(url: str, demo: DemoResult | None, demo_url: str) -> list[str]:
    if demo is None:
        return [f'Tradewind is ready: {url}']
    return [
        '',
        f'  Tradewind is ready: {url}',
        '',
        *(f'  Sign in    {email}' for email in demo.logins),
        f'  Password   {PASSWORD}',
        f'  As client  {demo_url}',
        '',
    ]


def say(text: list[str]) -> None:
    sys.stdout.write('\n'.join(text) + '\n')
    sys.stdout.flush()
