"""The embedded stack as one thing: Postgres and the gateway, started, watched, stopped.

Stands under both lines: everything else reaches it by the addresses in `Endpoints` only.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

import psycopg

from services.local import keys as local_keys
from services.local.bootstrap import APP_ROLE, bootstrap
from services.local.errors import LocalStackError
from services.local.gateway_process import GatewayProcess
from services.local.instance import Instance
from services.local.keys import Keys
from services.local.postgres import Postgres
from services.local.watch import Watch

__all__ = ['Endpoints', 'LocalStack', 'LocalStackError']

log = logging.getLogger(__name__)
LOOK_EVERY_S = 0.5
"""For what nobody tells: a socket that was removed, a note that could not be written."""
HASTE_S = 0.05
"""While one of the children is down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """Where the stack answers, in the words that a Supabase project would use."""

    supabase_url: str
    anon_key: str
    service_role_key: str
    jwt_secret: str
    database_url: str
    """Login `tradewind_app`, which may switch to the roles of the API."""
    owner_url: str
    """Superuser, for migrations."""


class LocalStack:
    """Postgres and gateway of one data folder; call `stop()` whatever `start()` did."""

    def __init__(self, data: Path, gateway_port: int, database: str = 'tradewind') -> None:
        self.instance = Instance(data)
        self.data = self.instance.data
        self._gateway_port = gateway_port
        self._database = database
        self._is_stopping = False
        self._news = threading.Event()
        """A child has ended, or all of it is to."""
        self._thread: threading.Thread | None = None
        self._ready: Future[Endpoints] = Future()
        self._postgres: Postgres | None = None
        self._gateway: GatewayProcess | None = None

    @property
    def pids(self) -> dict[str, int | None]:
        """Current process ids: `{"gateway": 12, "postgres": 11}`; None while one is down."""
        return {
            'gateway': self._gateway.pid if self._gateway else None,
            'postgres': self._postgres.pid if self._postgres else None,
        }

    def begin(self) -> None:
        """Set out to start both, and return at once; `start` tells how it went."""
        if self._thread:
            raise RuntimeError('the stack is started already')
        self._is_stopping = False
        self._ready = Future()
        # one thread starts every child, since a child dies with the thread that started it
        self._thread = threading.Thread(target=self._run, args=[self._ready], name='local stack')
        self._thread.daemon = True
        self._thread.start()

    def start(self) -> Endpoints:
        """Return when both are well, begun before or now; from then on they are watched.

        Raises: LocalStackError, with nothing left running.
        """
        if not self._thread:
            self.begin()
        try:
            return self._ready.result()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End both, gateway first, and give the data folder free; harmless when not started."""
        thread, self._thread = self._thread, None
        self._is_stopping = True
        self._news.set()
        if thread:
            thread.join()

    def _run(self, ready: Future[Endpoints]) -> None:
        try:
            ready.set_result(self._bring_up_or_say_why())
            self._watch()
        except BaseException as error:
            if ready.done():
                log.exception('the embedded stack is no longer watched')
            else:
                ready.set_exception(error)
        finally:
            self._take_down()

    def _bring_up_or_say_why(self) -> Endpoints:
        try:
            return self._bring_up()
        except OSError as error:
            raise LocalStackError(
                f'Cannot use {error.filename or self.data}: {error.strerror}; '
                'set TRADEWIND_DATA to a folder of yours.'
            ) from error
        except psycopg.OperationalError as error:
            reason = str(error).strip().splitlines()[-1]
            raise LocalStackError(
                f'The database in {self.data} refuses its own keys: {reason}; restore keys.json, '
                'or move the folder away to start afresh.'
            ) from error

    def _bring_up(self) -> Endpoints:
        self.instance.claim()
        folder = self.data / 'postgres'
        keys = local_keys.load(self.data / 'keys.json', may_make=not (folder / 'cluster').exists())
        postgres = Postgres(folder, keys.owner_password, on_end=self._news.set)
        owner_url = postgres.url(self._database)
        gateway = GatewayProcess(
            self._gateway_port,
            owner_url,
            keys.jwt_secret,
            log=self.data / 'gateway.log',
            on_end=self._news.set,
        )
        left_pid = self.instance.read().get('pids', {}).get('gateway')
        if left_pid:
            gateway.stop_orphan(left_pid)
        self.instance.clear()
        gateway.check_port()
        self._postgres = postgres
        postgres.start()
        bootstrap(postgres, self._database, keys.app_password)
        self._gateway = gateway
        gateway.launch()
        self.instance.update_pids(**self.pids)
        gateway.wait_ready()
        return self._endpoints(keys, postgres, gateway)

    def _endpoints(self, keys: Keys, postgres: Postgres, gateway: GatewayProcess) -> Endpoints:
        return Endpoints(
            supabase_url=gateway.url,
            anon_key=keys.anon_key,
            service_role_key=keys.service_role_key,
            jwt_secret=keys.jwt_secret,
            database_url=postgres.url(self._database, user=APP_ROLE, password=keys.app_password),
            owner_url=postgres.url(self._database),
        )

    def _watch(self) -> None:
        assert self._postgres
        assert self._gateway
        postgres = self._postgres
        children: list[tuple[Watch, Callable[[], int | None], Callable[[], None]]] = [
            (
                Watch('Postgres'),
                lambda: postgres.pid if postgres.is_reachable else None,
                postgres.start,
            ),
            (Watch('the gateway'), lambda: self.pids['gateway'], self._gateway.launch),
        ]
        is_news = False
        while True:
            self._news.clear()  # first, so that what ends while we look is looked at too
            if self._is_stopping:
                return
            for watch, pid, start in children:
                is_news |= watch.tend(pid(), start)
            is_news = is_news and not self._note()
            self._news.wait(LOOK_EVERY_S if all(self.pids.values()) else HASTE_S)

    def _note(self) -> bool:
        """Publish the current process ids; whether that worked."""
        try:
            self.instance.update_pids(**self.pids)
        except OSError:  # a full disk must not end the watch; it is tried again
            return False
        return True

    def _take_down(self) -> None:
        if self._gateway:
            self._gateway.stop()
        if self._postgres:
            self._postgres.stop()
        if self.instance.is_claimed:
            self.instance.clear()
            self.instance.release()
