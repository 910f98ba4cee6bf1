"""What a check found, in words a person can act on; pure, serves the line in."""

from dataclasses import dataclass
from enum import StrEnum

PUBLICATION = 'supabase_realtime'


class Step(StrEnum):
    PUBLISHED = 'Published'
    KEY = 'Has a key'
    SECURED = 'Row security'
    READABLE = 'You may read it'
    FLOWS = 'Change arrives'


class Verdict(StrEnum):
    GOOD = 'good'
    BAD = 'bad'
    UNTRIED = 'untried'


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One step of one table."""

    step: Step
    verdict: Verdict
    said: str = ''
    """What was found and what to do about it; a sentence."""
    sql: str = ''
    """Puts it right; to be run by the database's owner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReport:
    table: str
    findings: tuple[Finding, ...]
    arrived_ms: float | None = None
    """Commit of the probe to its arrival here."""

    @property
    def verdict(self) -> Verdict:
        """Bad if anything is, untried if something could not be tried."""
        found = {finding.verdict for finding in self.findings}
        return next(
            (each for each in (Verdict.BAD, Verdict.UNTRIED) if each in found), Verdict.GOOD
        )

    def of(self, step: Step) -> Finding:
        return next(finding for finding in self.findings if finding.step is step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the catalogue says about a table."""

    table: str
    has_publication: bool
    is_published: bool
    misses: tuple[str, ...]
    """Kinds of change that the publication leaves out."""
    has_key: bool
    is_secured: bool
    is_forced: bool


def missing(table: str) -> TableReport:
    """A table that is not there at all."""
    said = 'The table is not there. Apply the migrations: alembic upgrade head.'
    bad = Finding(step=Step.PUBLISHED, verdict=Verdict.BAD, said=said)
    rest = (Finding(step=step, verdict=Verdict.UNTRIED) for step in Step if step is not bad.step)
    return TableReport(table=table, findings=(bad, *rest))


def published(facts: Facts) -> Finding:
    add = f'alter publication {PUBLICATION} add table public.{facts.table};'
    if not facts.has_publication:
        return _bad(
            Step.PUBLISHED,
            f'There is no publication {PUBLICATION}, so no change of any table leaves Postgres. '
            'Make it and add the table.',
            f'create publication {PUBLICATION};\n{add}',
        )
    if not facts.is_published:
        return _bad(
            Step.PUBLISHED,
            f'The table is not in the publication {PUBLICATION}, so its changes never leave '
            'Postgres. Add it.',
            add,
        )
    if facts.misses:
        return _bad(
            Step.PUBLISHED,
            f'The publication leaves out every {" and ".join(facts.misses)}. Let it publish all.',
            f"alter publication {PUBLICATION} set (publish = 'insert, update, delete, truncate');",
        )
    return _good(Step.PUBLISHED)


def keyed(facts: Facts) -> Finding:
    if facts.has_key:
        return _good(Step.KEY)
    return _bad(
        Step.KEY,
        'The table has no primary key, so an update or delete cannot say which row it means, and '
        'Postgres refuses both. Add the key.',
        f'alter table public.{facts.table} add primary key (id);',
    )


def secured(facts: Facts) -> Finding:
    if facts.is_secured and facts.is_forced:
        return _good(Step.SECURED)
    table = f'alter table public.{facts.table}'
    if not facts.is_secured:
        return _bad(
            Step.SECURED,
            'Row security is off: everybody who may read the table sees every row of every '
            'organization. Switch it on now.',
            f'{table} enable row level security;\n{table} force row level security;',
        )
    return _bad(
        Step.SECURED,
        'Row security is on, but not for the table’s owner. Force it.',
        f'{table} force row level security;',
    )


def readable(table: str, role: str, reason: str, left_out: int = 0) -> Finding:
    """`reason` is why the read failed, empty when it did not; `left_out` counts single rows."""
    if not reason and left_out:
        return _bad(
            Step.READABLE,
            f'{left_out} of the rows cannot be read, for a day or moment out of the ordinary, and '
            'do not show. The log names them; put their days between 2000 and 2199.',
        )
    if not reason:
        return _good(Step.READABLE)
    if 'permission denied for table' not in reason:
        return _bad(Step.READABLE, f'Reading fails: {reason}.')
    return _bad(
        Step.READABLE,
        f'The role “{role}” may not read the table, so its screens stay empty. Grant it; row '
        'security still decides which rows.',
        f'grant select on table public.{table} to {role};',
    )


def flows(arrived_ms: float | None, trouble: str, *, untried: bool) -> Finding:
    """`trouble` is why the probe was not tried or did not work."""
    if arrived_ms is not None:
        return _good(Step.FLOWS, f'in {arrived_ms:.0f} ms')
    verdict = Verdict.UNTRIED if untried else Verdict.BAD
    return Finding(step=Step.FLOWS, verdict=verdict, said=trouble)


def _good(step: Step, said: str = '') -> Finding:
    return Finding(step=step, verdict=Verdict.GOOD, said=said)


def _bad(step: Step, said: str, sql: str = '') -> Finding:
    return Finding(step=step, verdict=Verdict.BAD, said=said, sql=sql)
