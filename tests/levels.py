"""The order of levels, and at the end of a run their times and the ten slowest tests."""

from collections import defaultdict

import pytest

LEVELS = ('unit', 'integration', 'ui', 'chaos', 'browser')
SLOWEST = 10
ORDER = ('chaos', 'browser', 'ui', 'integration', 'unit')
"""Long files first, so that no worker has one left when the other has ended."""


def level_of(nodeid: str) -> str:
    """The level of a test by its folder.

    >>> level_of('tests/ui/test_acks.py::test_it')
    'ui'
    """
    folders = nodeid.partition('::')[0].split('/')[:-1]
    return next((folder for folder in folders if folder in LEVELS), 'others')


class Times:
    """Adds up what set-up, call and end of each test took, on whichever worker."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._seconds[report.nodeid] += report.duration

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if len(self._seconds) <= SLOWEST:
            return
        terminalreporter.section('slowest tests, with what they were the first to need')
        slowest = sorted(self._seconds.items(), key=lambda each: -each[1])[:SLOWEST]
        for nodeid, seconds in slowest:
            terminalreporter.line(f'{seconds:7.1f} s  {nodeid}')
        terminalreporter.section('time of each level')
        for level in (*LEVELS, 'others'):
            spent = [took for nodeid, took in self._seconds.items() if level_of(nodeid) == level]
            if spent:
                terminalreporter.line(f'{sum(spent):7.1f} s  {level}: {len(spent):,} tests')


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ranks = {level: rank for rank, level in enumerate(ORDER)}
    items.sort(key=lambda item: ranks.get(level_of(item.nodeid), len(ORDER)))


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, 'workerinput'):  # on a worker of pytest-xdist nobody reads it
        config.pluginmanager.register(Times(), 'times')
