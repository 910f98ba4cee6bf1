"""What a row or a card says about a person, as a contact keeps it; pure.

`person(…)` makes a draft of all of them, or says why
there is nobody to make.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from models import ContactStage
from services.contacts.importing import names, ways
from services.contacts.importing.dates import birthday
from services.contacts.importing.said import How, Said
from services.contacts.importing.shapes import (
    ContactDraft,
    Field,
    PersonKeys,
    Reason,
    Trouble,
    Warning,
)
from services.contacts.importing.texts import cut_line, is_nothing, line_of, prose_of, tags_of
from services.folding import folded

LINES = (
    *(Field.COMPANY, Field.JOB_TITLE, Field.CITY, Field.COUNTRY, Field.LANGUAGE),
    *(Field.TRAVELS_WITH, Field.SOURCE),
)
"""Fields of one line; what else is said of one is kept in the notes."""
BESIDE = (
    *(Field.PREFIX, Field.SUFFIX, Field.NICKNAME, Field.FAX, Field.STREET, Field.POSTAL_CODE),
    *(Field.REGION, Field.WEBSITE, Field.DEPARTMENT),
)
"""What a contact has no field for."""
IN_NAMES = (Field.PREFIX, Field.SUFFIX, Field.NICKNAME)
"""Not kept where the full name says them."""
_NO_DATE = re.compile(r'(?:0{1,2}[/.-]0{1,2}[/.-]0{2,4}|0000-00-00)\Z')
STAGES = {
    ContactStage.LEAD: 'lead|new|prospect|subscriber|interessent|prospecto|potential|novy|nuovo',
    ContactStage.IN_CONVERSATION: 'in conversation|opportunity|contacted|in gesprach|open deal'
    '|marketingqualifiedlead|salesqualifiedlead|marketing qualified lead|sales qualified lead',
    ContactStage.CLIENT: 'client|cliente',
    ContactStage.CUSTOMER: 'customer|kunde|evangelist|klant|kund|asiakas',
}
_STAGE_OF = {word: stage for stage, words in STAGES.items() for word in words.split('|')}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_YES = _words('yes y true 1 x ja oui si sim on agreed tak ano да evet subscribed granted opted in')
_NO = _words('no n false 0 nein non nao off declined nie ne нет hayir unsubscribed opted out')


class Refused(NamedTuple):
    reason: Reason
    sentence: str


class Person(NamedTuple):
    draft: ContactDraft
    warnings: tuple[Warning, ...]


class _Kept:
    """What has no field, each once."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], None] = {}

    def add(self, called: str, text: str) -> None:
        if text:
            self.found[called, text] = None


def person(said: Sequence[Said], how: How) -> Person | Refused:
    """A draft of what was said, or why there is none."""
    by_field: dict[Field, list[Said]] = defaultdict(list)
    for each in said:
        if each.text:
            by_field[each.field].append(each)
    emails, beside, bad = ways.emails_of(by_field[Field.EMAIL])
    if bad:
        return Refused(Reason.BAD_EMAIL, f'“{bad[:100]}” is no e-mail address.')
    kept = _Kept()
    warnings: list[Warning] = []
    phones = ways.phones_of(by_field[Field.PHONE], how.region, is_ours=how.is_ours)
    warnings += phones.warnings
    lines = {name: _line(by_field[name], kept) for name in LINES}
    called = names.names_of(by_field, beside, lines[Field.COMPANY])
    if not (called.full or emails or phones.channels):
        return Refused(Reason.NO_IDENTITY, 'There is no name, no e-mail address and no number.')
    for what, text in (*phones.kept, *called.kept):
        kept.add(what, text)
    tags, others = _tags(by_field[Field.TAGS], how)
    born = _birthday(by_field[Field.BIRTHDAY], how, kept, warnings)
    stage = _stage(by_field[Field.STAGE], kept)
    consent = _consent(by_field[Field.MAIL_CONSENT], kept)
    _keep_beside(by_field, called.full, how, kept)
    for text in others:
        kept.add('Labels', text)
    draft = ContactDraft(
        full_name=called.full,
        first_name=called.first,
        last_name=called.last,
        company=lines[Field.COMPANY],
        job_title=lines[Field.JOB_TITLE],
        city=lines[Field.CITY],
        country=lines[Field.COUNTRY],
        language=lines[Field.LANGUAGE],
        travels_with=lines[Field.TRAVELS_WITH],
        source=lines[Field.SOURCE],
        birthday=born,
        stage=stage,
        mail_consent=consent,
        notes=_notes(by_field[Field.NOTES]),
        tags=tags,
        emails=emails,
        phones=phones.channels,
        also=tuple(kept.found),
        keys=PersonKeys(
            name=folded(called.full),
            emails=tuple(each.key for each in emails),
            phones=tuple(each.key for each in phones.channels if each.key),
        ),
    )
    return Person(draft, tuple(warnings))


def _line(said: list[Said], kept: _Kept) -> str:
    """The first one; the others are kept."""
    found = ''
    for each in said:
        text = line_of(each.text)
        if not found:
            found, is_cut = cut_line(text)
            if is_cut:
                kept.add(each.called, text)
        elif text and folded(text) != folded(found):
            kept.add(each.called, text)
    return found


def _notes(said: list[Said]) -> str:
    texts = dict.fromkeys(filter(None, (prose_of(each.text) for each in said)))
    return '\n'.join(texts)


def _tags(said: list[Said], how: How) -> tuple[tuple[str, ...], list[str]]:
    whole = [each.text for each in said if not each.is_split]
    split = [each.text for each in said if each.is_split]
    texts = split or whole
    return tags_of(texts, is_split=bool(split), is_ours=how.is_ours)


def _birthday(said: list[Said], how: How, kept: _Kept, warnings: list[Warning]) -> str:
    found = ''
    for each in said:
        text = line_of(each.text)
        born = '' if is_nothing(text) else birthday(text, how.date_order, how.today)
        if born is None:
            kept.add(each.called, text)
            sentence = f'“{text[:100]}” is no birthday that can be read.'
            warnings.append(
                Warning(
                    trouble=Trouble.BAD_DATE, field=Field.BIRTHDAY, value=text, sentence=sentence
                )
            )
        elif not found:
            found = born
        elif born and born != found:
            kept.add(each.called, text)
    return found


def _stage(said: list[Said], kept: _Kept) -> str:
    found = ''
    for each in said:
        text = line_of(each.text)
        stage = _STAGE_OF.get(folded(text))
        if stage and not found:
            found = stage.value
        elif text and (stage is None or stage.value != found):
            kept.add(each.called, text)
    return found


def _consent(said: list[Said], kept: _Kept) -> str:
    """`declined` wins over anything else."""
    found: set[str] = set()
    for each in said:
        text = folded(each.text)
        if text in _YES:
            found.add('declined' if each.label == 'opt_out' else 'agreed')
        elif text in _NO:
            found |= set() if each.label == 'opt_out' else {'declined'}
        elif text not in ('', 'unknown'):
            kept.add(each.called, line_of(each.text))
    return 'declined' if 'declined' in found else next(iter(found), '')


def _keep_beside(by_field: dict[Field, list[Said]], full_name: str, how: How, kept: _Kept) -> None:
    in_name = set(folded(full_name).split())
    for name in BESIDE:
        for each in by_field[name]:
            text = prose_of(each.text)
            said = in_name if name in IN_NAMES else _of_address(by_field, each)
            if not set(folded(text).split()) <= said:
                kept.add(each.called, text)
    if how.keeps_unknown:
        for each in by_field[Field.KEPT]:
            text = prose_of(each.text)
            if not is_nothing(text) and not _NO_DATE.match(text):
                kept.add(each.called, text)


def _of_address(by_field: dict[Field, list[Said]], of: Said) -> set[str]:
    """What the other columns say of an address, where this one may be all of it."""
    if of.field is not Field.STREET or not ('\n' in of.text or of.called == 'Address'):
        return set()
    parts = (Field.STREET, Field.POSTAL_CODE, Field.CITY, Field.REGION, Field.COUNTRY)
    others = [each.text for name in parts for each in by_field[name] if each is not of]
    return set(folded(' '.join(others)).split())
