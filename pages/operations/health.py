"""Answers for machines: is the process there, and is everything behind it well."""

from fastapi.responses import JSONResponse
from nicegui import app

from services import migrate
from services.core import Services
from services.realtime.status import LinkState


def register(services: Services) -> None:
    expected = migrate.head()

    @app.get('/healthz')
    async def healthz() -> dict[str, str]:
        """The process answers, from its loop: a thread could while the screens stand still."""
        return {'status': 'ok'}

    @app.get('/readyz')
    async def readyz() -> JSONResponse:
        """`{"database": "ok", "link": "live", "migrations": "ok"}`; 503 until all are good."""
        found = {'database': 'ok', 'link': str(services.realtime.status.state)}
        try:
            revision = await services.database.ping()
            found['migrations'] = 'ok' if revision == expected else 'missing'
        except Exception:  # whatever the driver says, the answer is the same
            found |= {'database': 'unreachable', 'migrations': 'unknown'}
        good = (
            found['database'] == 'ok'
            and found['migrations'] == 'ok'
            and found['link'] == LinkState.LIVE
        )
        return JSONResponse(found, status_code=200 if good else 503)
