"""A browser or chaos test that fails is told once more; who then passes is listed as unsteady.

Real browsers and random faults meet a busy machine now and then. A few such tests do not fail a
run, but nobody overlooks them: each is shown with its first failure in full, and more than
`MOST` fail the run. Who fails twice fails.
"""

import pytest
from _pytest.runner import runtestprotocol

from tests.levels import level_of

LEVELS = ('browser', 'chaos')
MOST = 3
"""Unsteady tests that a run may have."""
LABEL = 'first failure'


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    if level_of(item.nodeid) not in LEVELS:
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, log=False, nextitem=nextitem)
    first = [report for report in reports if report.failed]
    if first:
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
        if not any(report.failed for report in reports):
            told = '\n'.join(map(full_text, first))
            reports[-1].user_properties.append((LABEL, told))
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def full_text(report: pytest.TestReport) -> str:
    """Where it failed, and what it had written until then."""
    written = [f'--- {title} ---\n{content}' for title, content in report.sections]
    return '\n'.join([report.longreprtext, *written])


class Unsteady:
    """Collects what the workers report, and says it at the end."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for name, told in report.user_properties:
            if name == LABEL:
                self.found[report.nodeid] = str(told)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if len(self.found) > MOST and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not self.found:
            return
        terminalreporter.section('unsteady tests: failed, and passed when told once more')
        for nodeid, told in self.found.items():
            terminalreporter.section(nodeid, sep='_')
            terminalreporter.line(told)
        for nodeid in self.found:
            terminalreporter.line(f'UNSTEADY {nodeid}')
        if len(self.found) > MOST:
            terminalreporter.line(f'{len(self.found)} unsteady tests; more than {MOST} fail a run.')


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, 'workerinput'):
        config.pluginmanager.register(Unsteady(), 'unsteady tests')


def pytest_itemcollected(item: pytest.Item) -> None:
    """Time is measured in the test alone: it may run twice, and the first one starts the app."""
    if level_of(item.nodeid) in LEVELS and item.get_closest_marker('timeout') is None:
        item.add_marker(pytest.mark.timeout(func_only=True))
