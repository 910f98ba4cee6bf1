"""Finds a Chromium, or installs one: a system one, Playwright's own, Debian's package.

The headless shell comes first: it draws the same pages for half the work, having no window.

`python -m tests.browser.chromium` makes sure that there is one, or says what to do.
"""

import os
import shutil
import subprocess
import sys

SHELL = 'chromium-headless-shell'
SYSTEM_NAMES = (SHELL, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome')
ARGUMENTS = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
    '--disable-dev-shm-usage',
    # a headless one says so, and is no visitor
    '--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)'
    ' Chrome/140.0.0.0 Safari/537.36',
    *(['--no-sandbox'] if os.geteuid() == 0 else []),
]


def executable() -> str | None:
    """Path of a browser that is there already."""
    for name in SYSTEM_NAMES:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if os.path.exists(own) else None


def install() -> None:
    """Debian's shell where we may, else Playwright's download; both quietly."""
    attempts = []
    if shutil.which('apt-get') and os.geteuid() == 0:
        attempts = [['apt-get', 'update', '-qq'], ['apt-get', 'install', '-y', '-qq', SHELL]]
    if executable() is None:
        attempts += [[sys.executable, '-m', 'playwright', 'install', 'chromium']]
    for attempt in attempts:
        subprocess.run(attempt, check=False, capture_output=True)


def main() -> None:
    if shutil.which(SHELL) is None:
        install()
    if executable() is None:
        sys.exit(
            f'No Chromium found: install one (Debian: apt-get install {SHELL}), '
            'or run .venv/bin/playwright install chromium.'
        )


if __name__ == '__main__':
    main()
