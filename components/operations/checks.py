"""The self-check as a table: a line for each table, and under it what to do where it fails."""

from collections.abc import Sequence

from nicegui import ui

from components.kit.buttons import button
from components.kit.icons import icon
from components.kit.markup import box, testid, text
from services.operations.selfcheck import Finding, Step, TableReport, Verdict

ICONS = {Verdict.GOOD: 'circle-check', Verdict.BAD: 'circle-x', Verdict.UNTRIED: 'circle-dashed'}
WORDS = {Verdict.GOOD: 'Yes', Verdict.BAD: 'No', Verdict.UNTRIED: 'Not tried'}
COPY = """({ currentTarget }) =>
  window.tradewind.copy(currentTarget.previousElementSibling.textContent, currentTarget)"""


def show_checks(reports: Sequence[TableReport]) -> ui.element:
    """Place the outcome; failures first."""
    order = {Verdict.BAD: 0, Verdict.UNTRIED: 2, Verdict.GOOD: 1}
    with box('t-checks', 'section', aria_label='Tables') as element:
        with box('t-checks__head'):
            for title in ('Table', *Step):
                text(str(title))
        for report in sorted(reports, key=lambda report: order[report.verdict]):
            _table(report)
    return element


def summary(reports: Sequence[TableReport]) -> str:
    """One sentence over everything."""
    bad = [report.table for report in reports if report.verdict is Verdict.BAD]
    if bad:
        names = ', '.join(bad)
        return f'{len(bad)} of {len(reports)} tables are not live or not safe: {names}.'
    proved = [report for report in reports if report.arrived_ms is not None]
    slowest = max((report.arrived_ms or 0 for report in proved), default=0)
    return (
        f'All {len(reports)} tables are set up right. A change arrived from {len(proved)} of them, '
        f'the slowest after {slowest:.0f} ms.'
    )


def _table(report: TableReport) -> None:
    with box('t-checks__table') as element:
        testid(element, f'check-{report.table}')
        element.props['data-verdict'] = report.verdict.value
        with box('t-checks__row'):
            text(report.table, 't-medium')
            for finding in report.findings:
                _mark(finding)
        for finding in report.findings:
            if finding.verdict is Verdict.BAD:
                _remedy(finding)


def _mark(finding: Finding) -> None:
    with box('t-mark', 'span', data_verdict=finding.verdict.value) as mark:
        icon(ICONS[finding.verdict], 14)
        is_good = finding.verdict is Verdict.GOOD
        text(finding.said if is_good and finding.said else WORDS[finding.verdict])
    mark.props['title'] = finding.said or finding.step.value
    # on phones there is no head over the column
    with mark:
        text(finding.step.value, 't-3 t-only-narrow')


def _remedy(finding: Finding) -> None:
    with box('t-remedy'):
        text(finding.said, '', 'p')
        if finding.sql:
            with box('t-sql'):
                text(finding.sql, '', 'code')
                copy = button(icon='copy', kind='ghost', size='sm', aria_label='Copy SQL')
                copy.on('click', js_handler=COPY)
