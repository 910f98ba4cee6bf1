"""Tradewind, put together and served: `python main.py`, or `make run`."""

import signal
import sys

from services import startup
from services.local.stack import LocalStack, LocalStackError
from services.settings import Settings


def main() -> None:
    """Start what is missing, migrate, serve; stop everything again however it ends."""
    for ending in (signal.SIGINT, signal.SIGTERM):  # uvicorn repeats it, past our `finally`
        signal.signal(ending, lambda *_: sys.exit(0))
    settings = startup.read_settings()
    startup.check_port(settings.host, settings.port)
    stack = LocalStack(settings.data, settings.gateway_port) if settings.embedded else None
    try:
        if stack:
            stack.begin()
        serve(settings, stack)
    finally:
        if stack:
            stack.stop()


def serve(settings: Settings, stack: LocalStack | None) -> None:
    # imported here, because it takes longer than Postgres and the gateway, which start meanwhile
    from nicegui import app, ui

    import pages
    from components import engine, view
    from components.shell import theme
    from pages.http import server
    from services import core
    from services.demo import welcome

    local = stack.start() if stack else None
    startup.bring_up_to_date(local.owner_url if local else settings.database_url)
    settings = startup.keep_secret(settings.at(local) if local else settings)
    if stack and local:
        stack.instance.publish(jwt_secret=local.jwt_secret)
    demo = welcome.prepare(settings) if stack else None
    services = core.build(settings)
    engine.install(plain=settings.plain)
    view.install(services.realtime.metrics.count_painted)
    theme.install()
    pages.register(services)
    app.on_startup(services.start)
    app.on_startup(lambda: welcome.greet(services, demo, stack.instance.publish if stack else None))
    app.on_shutdown(services.stop)
    ui.run(**server.options(settings))


if __name__ in {'__main__', '__mp_main__'}:
    try:
        main()
    except (startup.StartError, LocalStackError) as problem:
        sys.exit(f'Tradewind: {problem}')
