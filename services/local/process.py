"""Starts and ends the stack's children, and recognises those that an earlier run left behind.

Serves both lines: Postgres and the gateway are such children.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

LAUNCHER = Path(__file__).with_name('launch.py')
LOG_LIMIT_BYTES = 5_000_000


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    owner: tuple[int, int] = (-1, -1),
    death_signal: int = signal.SIGTERM,
    on_end: Callable[[], object] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a child in its own session, so that Ctrl-C in a terminal reaches the app alone.

    It gets `death_signal` when the *thread* that called this ends: call it from one that stays.
    `on_end` is called in another thread when it has ended.
    """
    if log.exists() and log.stat().st_size > LOG_LIMIT_BYTES:
        log.replace(log.with_suffix('.old.log'))
    arguments = [os.getpid(), int(death_signal), *owner, *command]
    descriptor = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    try:
        child = subprocess.Popen(
            [sys.executable, '-I', '-S', LAUNCHER, *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=descriptor,
            stderr=descriptor,
            env=env,
            start_new_session=True,
        )
    finally:
        os.close(descriptor)
    if on_end:
        threading.Thread(
            target=lambda: (child.wait(), on_end()), name=f'end of {child.pid}', daemon=True
        ).start()
    return child


def end(process: psutil.Process, *signals: int, patience_s: float) -> None:
    """Send each signal in turn to a process that is not our child, and kill it in the end."""
    for number in (*signals, signal.SIGKILL):
        with suppress(psutil.NoSuchProcess, psutil.TimeoutExpired):
            process.send_signal(number)
            process.send_signal(signal.SIGCONT)
            process.wait(patience_s)
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return


def end_child(child: subprocess.Popen[bytes], *signals: int, patience_s: float) -> None:
    """Send each signal in turn until our own child has ended; a frozen one is woken for it."""
    for number in signals:
        if child.poll() is None:
            child.send_signal(number)
            child.send_signal(signal.SIGCONT)
            with suppress(subprocess.TimeoutExpired):
                child.wait(patience_s)


def find(pid: int, is_ours: Callable[[psutil.Process], bool]) -> psutil.Process | None:
    """The running process of that id, if it is the one we mean and not a later namesake."""
    with suppress(psutil.Error, OSError):
        process = psutil.Process(pid)
        if process.status() != psutil.STATUS_ZOMBIE and is_ours(process):
            return process
    return None


def wait_until(condition: Callable[[], bool], *, within_s: float, every_s: float = 0.01) -> bool:
    """Whether the condition held before the time was over."""
    deadline = time.monotonic() + within_s
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(every_s)
    return True


def last_line(log: Path) -> str:
    """What a child said last, for a sentence about its failure."""
    with suppress(OSError):
        lines = [line for line in log.read_text(errors='replace').splitlines() if line.strip()]
        return lines[-1].strip() if lines else ''
    return ''
