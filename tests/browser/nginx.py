"""Finds an nginx, or installs Debian's; runs it with the configuration that is shipped."""

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from tests.browser.app import ROOT, wait_for
from tests.ports import free_port

FRAME = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log notice;
events {{ worker_connections 1024; }}
http {{
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/tradewind.conf;
}}
"""


def executable() -> str | None:
    """Path of an nginx that is there already."""
    return shutil.which('nginx', path=f'{os.environ.get("PATH", "")}:/usr/sbin')


@cache
def find() -> str | None:
    """The same, after trying Debian's package."""
    if executable() is None and shutil.which('apt-get') and os.geteuid() == 0:
        # with this runlevel the package does not start a server of its own
        environment = {**os.environ, 'RUNLEVEL': '1', 'DEBIAN_FRONTEND': 'noninteractive'}
        for words in (['update', '-qq'], ['install', '-y', '-qq', 'nginx-light']):
            subprocess.run(['apt-get', *words], check=False, capture_output=True, env=environment)
    return executable()


def adapted(shipped: str, folder: Path, port: int, processes: tuple[int, int]) -> str:
    """The shipped file with this machine's ports and folders, and without TLS."""
    tls_server = shipped[shipped.index('  listen 443') :]
    text = shipped[: shipped.index('server {\n  listen 80;')] + 'server {\n' + tls_server
    text = re.sub(r'listen 443 ssl http2;', f'listen 127.0.0.1:{port};', text)
    text = re.sub(r'  ssl_\w+ .*;\n', '', text)
    text = text.replace('trips.example.com', '127.0.0.1')
    text = re.sub(r'/var/(log|cache)/nginx', str(folder), text)
    for written, real in zip(('8001', '8002'), processes, strict=True):
        text = re.sub(rf'\b(tradewind_)?{written}\b', rf'\g<1>{real}', text)
    return text


class Nginx:
    """In front of two processes; `start()` and `stop()`."""

    def __init__(self, program: str, folder: Path, processes: tuple[int, int]) -> None:
        self.port = free_port()
        self.folder = folder
        self._program = program
        self._processes = processes
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        shipped = (ROOT / 'deploy' / 'nginx.conf').read_text()
        conf = adapted(shipped, self.folder, self.port, self._processes)
        (self.folder / 'tradewind.conf').write_text(conf)
        main = self.folder / 'nginx.conf'
        user = 'user root;' if os.geteuid() == 0 else ''  # nobody may not enter our folder
        main.write_text(FRAME.format(folder=self.folder, user=user))
        self._process = subprocess.Popen(
            [self._program, '-e', str(self.folder / 'error.log'), '-c', str(main)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for(self._is_up)

    def _is_up(self) -> bool:
        assert self._process
        if self._process.poll() is not None:
            raise AssertionError((self.folder / 'error.log').read_text())
        return (self.folder / 'nginx.pid').exists()

    def stop(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(timeout=10)
