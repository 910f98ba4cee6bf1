"""What an import would do, as plain values for JSON."""

from typing import Any

from services.contacts.importing.joining import Joined, joined
from services.contacts.importing.reading import guess, read
from services.contacts.importing.shapes import (
    Channel,
    ContactDraft,
    Field,
    Guess,
    ImportRow,
    Match,
    Options,
    Refusal,
    Unusable,
)
from services.contacts.importing.sources import Source


def report(source: Source, options: Options) -> dict[str, Any]:
    """`{"guess": {…}, "contacts": […], "refused": […], "skipped": […], "duplicates": […]}`."""
    guessed = guess(source, options)
    whole, problem, sentence = Joined(), guessed.problem, guessed.sentence
    if problem is None:
        try:
            whole = joined(read(source, options, guessed))
        except Unusable as error:
            problem, sentence = error.problem, str(error)
    found: dict[str, Any] = {
        'options': {'region': options.region},
        'guess': _guess(guessed),
        'columns': {each.header: each.field.value for each in guessed.columns if each.header},
        'contacts': [_contact(row) for row in whole.contacts.values()],
        'refused': [_refusal(each) for each in whole.refused],
        'skipped': [each.line for each in whole.skipped],
        'duplicates': [_match(line, match) for line, match in whole.matches],
        'warnings': _warnings(whole),
        'counts': _counts(whole, guessed),
    }
    if problem:
        found |= {'file_problem': problem.value, 'sentence': sentence}
    return found


def _guess(found: Guess) -> dict[str, Any]:
    """Only what there is: nothing of an empty file."""
    said = {
        'kind': found.kind,
        'version': found.version,
        'encoding': found.encoding,
        'delimiter': found.delimiter,
        'header_line': found.header_line,
        'date_order': found.date_order,
    }
    guessed: dict[str, Any] = {name: value for name, value in said.items() if value}
    if found.columns:
        guessed['header_line'] = found.header_line
        guessed['first_header'] = found.columns[0].header
        guessed['column_count'] = len(found.columns)
        guessed['columns'] = [
            {
                'place': each.place,
                'header': each.header,
                'field': each.field.value,
                'label': each.label,
                'why': each.why,
                'samples': list(each.samples),
            }
            for each in found.columns
        ]
    return guessed


def _contact(row: ImportRow) -> dict[str, Any]:
    draft = row.contact
    found: dict[str, Any] = {
        'line': row.line,
        'full_name': draft.shown_name,
        **{name: getattr(draft, name) for name in _PLAIN},
        'email': draft.email,
        'emails': [each.value for each in draft.emails],
        'phone': _number(draft.phones[0]) if draft.phones else '',
        'phone_e164': (draft.phones[0].key if draft.phones else '') or None,
        'phones': [_number(each) for each in draft.phones],
        'tags': list(draft.tags),
        'also': [text for _, text in draft.also],
        'channels': [_channel(each) for each in (*draft.emails, *draft.phones)],
        'kept': [{'called': called, 'text': text} for called, text in draft.also],
        'keys': _keys(draft),
        'warnings': [each.trouble.value for each in row.warnings],
    }
    if draft.photo:
        photo = draft.photo
        found['photo'] = {
            'format': photo.format,
            'width': photo.width,
            'height': photo.height,
            'size_bytes': len(photo.data),
        }
    return found


_PLAIN = (
    *(Field.FIRST_NAME, Field.LAST_NAME, Field.COMPANY, Field.JOB_TITLE, Field.CITY),
    *(Field.COUNTRY, Field.LANGUAGE, Field.BIRTHDAY, Field.TRAVELS_WITH, Field.SOURCE),
    *(Field.STAGE, Field.MAIL_CONSENT, Field.NOTES),
)


def _number(channel: Channel) -> str:
    return channel.key or channel.value


def _channel(channel: Channel) -> dict[str, str]:
    return {
        'kind': channel.kind,
        'value': channel.value,
        'key': channel.key,
        'label': channel.label,
    }


def _keys(draft: ContactDraft) -> dict[str, Any]:
    keys = draft.keys
    return {'name': keys.name, 'emails': list(keys.emails), 'phones': list(keys.phones)}


def _refusal(refused: Refusal) -> dict[str, Any]:
    return {
        'line': refused.line,
        'reason': refused.reason.value,
        'sentence': refused.sentence,
        'original': list(refused.cells),
    }


def _match(line: int, match: Match) -> dict[str, Any]:
    return {'line': line, 'of_line': match.line, 'by': match.by, 'sure': match.sure}


def _warnings(whole: Joined) -> list[dict[str, Any]]:
    return [
        {
            'line': row.line,
            'warning': each.trouble.value,
            'field': each.field.value,
            'value': each.value,
            'sentence': each.sentence,
        }
        for row in whole.rows
        for each in row.warnings
    ]


def _counts(whole: Joined, guessed: Guess) -> dict[str, int]:
    sure = sum(match.sure for _, match in whole.matches)
    return {
        'rows': guessed.rows,
        'contacts': len(whole.contacts),
        'sure_duplicates': sure,
        'possible_duplicates': len(whole.matches) - sure,
        'refused': len(whole.refused),
        'skipped': len(whole.skipped),
    }
