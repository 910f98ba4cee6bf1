"""More of each kind of file: other languages, other delimiters, other damage."""

import json
import subprocess
import sys
from typing import Any

import pytest

from services.contacts.importing import Options, Source
from services.contacts.importing.report import report

ZOE = 'zoe@example.com'


def found(data: bytes | str, **options: Any) -> dict[str, Any]:
    raw = data.encode() if isinstance(data, str) else data
    return report(Source(raw), Options.of_json({'region': 'GB', 'today': '2026-11-30', **options}))


def only(data: bytes | str, **options: Any) -> dict[str, Any]:
    """The one contact of a file."""
    whole = found(data, **options)
    (contact,) = whole['contacts']
    assert whole['refused'] == []
    return dict(contact)


HEADERS = {
    'en': 'First Name,Surname,E-mail address,Mobile number,Organisation,Town,Comments',
    'de': 'Vorname,Name,E-Mail-Adresse,Handy,Unternehmen,Wohnort,Anmerkungen',
    'fr': 'Prénom,Nom,Adresse e-mail,Téléphone portable,Société,Ville,Remarques',
    'es': 'Nombre,Apellidos,Correo electrónico,Móvil,Empresa,Ciudad,Observaciones',
    'it': 'Nome,Cognome,Indirizzo email,Cellulare,Azienda,Città,Note',
    'pt': 'Nome,Sobrenome,Endereço de e-mail,Celular,Empresa,Cidade,Observações',
    'nl': 'Voornaam,Achternaam,E-mailadres,Mobiel,Bedrijf,Woonplaats,Opmerkingen',
    'sv': 'Förnamn,Efternamn,E-postadress,Mobilnummer,Företag,Ort,Anteckningar',
    'no': 'Fornavn,Etternavn,E-post,Mobil,Selskap,Poststed,Merknader',
    'da': 'Fornavn,Efternavn,E-mail,Mobiltelefon,Virksomhed,By,Bemærkninger',
    'fi': 'Etunimi,Sukunimi,Sähköposti,Matkapuhelin,Yritys,Kaupunki,Huomautukset',
    'pl': 'Imię,Nazwisko,Adres e-mail,Telefon komórkowy,Firma,Miasto,Uwagi',
    'cs': 'Jméno,Příjmení,E-mail,Mobilní telefon,Společnost,Město,Poznámka',
    'el': 'Όνομα,Επώνυμο,Διεύθυνση email,Κινητό,Εταιρεία,Πόλη,Σημειώσεις',
    'ru': 'Имя,Фамилия,Электронная почта,Мобильный телефон,Компания,Город,Заметки',
    'tr': 'Ad,Soyad,E-posta,Cep telefonu,Şirket,Şehir,Notlar',
    'ja': '名,姓,メールアドレス,携帯電話,会社名,市区町村,備考',
    'zh': '名字,姓氏,电子邮件,手机,公司,城市,备注',
}


@pytest.mark.parametrize('language', HEADERS)
@pytest.mark.parametrize('encoding', ['utf-8', 'utf-16'])
def test_headers_are_known_in_the_languages_of_exports(language: str, encoding: str) -> None:
    text = f'{HEADERS[language]}\nZoë,Müller,{ZOE},07700 900171,Ski AB,Uppsala,"a, b"\n'
    contact = only(text.encode(encoding))
    assert (contact['full_name'], contact['email']) == ('Zoë Müller', ZOE)
    assert (contact['first_name'], contact['last_name']) == ('Zoë', 'Müller')
    assert contact['phone'] == '+447700900171'
    assert (contact['company'], contact['city']) == ('Ski AB', 'Uppsala')
    assert (contact['notes'], contact['also']) == ('a, b', [])


@pytest.mark.parametrize('sign', [',', ';', '\t', '|', '^', '~', '\x1f', '||', '¦', ':', '#'])
def test_any_delimiter_is_found(sign: str) -> None:
    rows = [
        ['Name', 'Email', 'Notes'],
        ['Zoë', ZOE, f'"one{sign}two\nthree"'],
        ['Ben', 'b@x.example', 'x, y; z'.replace(sign, '')],
    ]
    whole = found('\r\n'.join(sign.join(row) for row in rows))
    assert [each['email'] for each in whole['contacts']] == [ZOE, 'b@x.example']
    assert whole['guess']['delimiter'] == sign or sign == '||'
    assert [each['line'] for each in whole['contacts']] == [2, 4]


@pytest.mark.parametrize(
    ('encoding', 'text'),
    [
        ('cp1250', 'Łucja Dvořáková'),
        ('cp1251', 'Дарья Орлова'),
        ('cp1253', 'Γιώργος Παππάς'),
        ('cp1254', 'Şükrü Işık'),
        ('shift_jis', '山田太郎'),
        ('gb18030', '李娜'),
        ('mac_roman', 'Zoë Åkesson'),
    ],
)
def test_a_person_can_choose_the_encoding(encoding: str, text: str) -> None:
    data = f'Name,Email\r\n{text},{ZOE}\r\n'.encode(encoding)
    assert only(data, encoding=encoding)['full_name'] == text


@pytest.mark.parametrize(
    ('data', 'encoding'),
    [
        ('Name,Email\nZoë,zoe@example.com'.encode('utf-16-le'), 'utf-16-le'),
        ('\ufeffName,Email\nZoë,zoe@example.com'.encode('utf-16-be'), 'utf-16-be'),
        ('\ufeffName,Email\nZoë,zoe@example.com'.encode('utf-32-le'), 'utf-32-le'),
        ('Name,Email\nZoë,zoe@example.com'.encode('cp1252'), 'cp1252'),
        ('Name,Email,Notes\nZoë,zoe@example.com,äöü'.encode()[:-1] + b'\xfc', 'utf-8'),
        (b'Name,Email\rZoe,zoe@example.com\r', 'utf-8'),
        (b'\xef\xbb\xbf"Name","Email"\n"Zoe","zoe@example.com"\x1a', 'utf-8'),
        (b'Name,Email\r\r\nZoe,zoe@example.com\x00\r\r\n', 'utf-8'),
    ],
)
def test_encodings_and_ends_of_lines_are_found(data: bytes, encoding: str) -> None:
    whole = found(data)
    assert whole['guess']['encoding'] == encoding
    assert [each['email'] for each in whole['contacts']] == [ZOE]


def test_remarks_above_the_header_are_no_rows() -> None:
    whole = found(f'Contacts of Skyline\n\nExported;2026-11-30\nName;Mail;Ort\nZoë;{ZOE};Ulm\n')
    assert whole['guess']['header_line'] == 4
    assert [(each['line'], each['city']) for each in whole['contacts']] == [(5, 'Ulm')]
    assert (whole['skipped'], whole['refused']) == ([], [])


def test_columns_without_a_header_are_known_by_their_values() -> None:
    whole = found(f'Zoë Müller,{ZOE},+44 7700 900171\nBen Roe,ben@x.example,07700 900172\n')
    assert [each['full_name'] for each in whole['contacts']] == ['Zoë Müller', 'Ben Roe']
    assert whole['contacts'][1]['phone'] == '+447700900172'


def test_headers_of_a_language_nobody_knows_are_known_by_values() -> None:
    whole = found(f'Isem,Posta,Nimra\nZoë Borg,{ZOE},07700 900171\nBen Vella,b@x.example,\n')
    assert whole['guess']['header_line'] == 1
    assert [each['full_name'] for each in whole['contacts']] == ['Zoë Borg', 'Ben Vella']
    assert whole['contacts'][0]['phone'] == '+447700900171'


@pytest.mark.parametrize('name', ['Name', '"Name"'])
def test_a_quote_that_is_never_closed_costs_its_row(name: str) -> None:
    whole = found(
        f'{name},Email,Notes\nAnn,a@x.example,"never closed\nBen,b@x.example,"fine, so"\n'
        'Cy,c@x.example,\nDi,d@x.example,"again not\n'
    )
    assert [each['line'] for each in whole['contacts']] == [3, 4]
    reasons = [(each['line'], each['reason']) for each in whole['refused']]
    assert reasons == [(2, 'unclosed_quote'), (5, 'unclosed_quote')]
    assert whole['refused'][0]['original'][0] == 'Ann'


def test_a_cell_of_more_than_a_megabyte_is_refused() -> None:
    long = 'x' * 1_000_001
    whole = found(f'Name,Email,Notes\nAnn,a@x.example,{long}\nBen,b@x.example,"{long}\n"\nCy,,\n')
    assert [each['full_name'] for each in whole['contacts']] == ['Cy']
    assert [each['reason'] for each in whole['refused']] == ['too_long', 'too_long']
    assert only(f'Name,Notes\nAnn,{"x" * 900_000}\n')['notes'] == 'x' * 900_000


@pytest.mark.parametrize(
    ('data', 'problem'),
    [
        (b'', 'empty_file'),
        (b'\xef\xbb\xbf', 'empty_file'),
        (b' \r\n\r\n', 'empty_file'),
        (b'Name,Email\r\n\r\n,,\r\n', 'no_rows'),
        (b'PK\x03\x04' + bytes(100), 'not_text'),
        (b'x' * 50_000_001, 'too_large'),
        (b'Name\n' + b'Ann\n' * 200_001, 'too_many_rows'),
        (b'BEGIN:VCARD\nEND:VCARD\n' * 200_001, 'too_many_rows'),
    ],
)
def test_what_is_no_file_of_contacts_is_refused_in_a_sentence(data: bytes, problem: str) -> None:
    whole = found(data)
    assert (whole['file_problem'], whole['contacts']) == (problem, [])
    assert whole['sentence'].endswith('.')


def test_an_encoding_that_nobody_knows_is_said() -> None:
    assert found('Name\nAnn', encoding='klingon')['file_problem'] == 'bad_encoding'


def test_a_header_within_the_rows_is_skipped() -> None:
    whole = found(f'Name,Email\nAnn,a@x.example\nName,Email\nBen,{ZOE}\n')
    assert whole['skipped'] == [3]
    assert len(whole['contacts']) == 2


@pytest.mark.parametrize(
    ('cell', 'addresses'),
    [
        ('"Roe, Hal <hal@x.example>"', ['hal@x.example']),
        ('SMTP:hal@x.example', ['hal@x.example']),
        ("'hal@x.example'", ['hal@x.example']),
        ('mailto:hal@x.example?subject=Hi', ['hal@x.example']),
        ('hal@x.example roe@x.example', ['hal@x.example', 'roe@x.example']),
        ('"hal@x.example, Roe <roe@x.example>"', ['hal@x.example', 'roe@x.example']),
        ('HAL@x.example;hal@X.example', ['HAL@x.example']),
        ('info@bücher.example', ['info@bücher.example']),
        ('n/a', []),
        ('-', []),
    ],
)
def test_addresses_as_people_paste_them(cell: str, addresses: list[str]) -> None:
    assert only(f'Name,Email\nHal,{cell}\n')['emails'] == addresses


@pytest.mark.parametrize(
    'cell',
    [
        *('hal@x', 'hal@@x.example', 'hal.@x.example', '.hal@x.example', 'hal@x..example', 'hal@'),
        *('@x.example', 'hal(at)x.example', 'ha l@x.example', 'hal@-x.example', 'hal@x.example;no'),
        *(
            '/o=X/ou=Y/cn=hal',
            'hal@x,example',
            'hal@x_y.example',
            'hal@127.0.0.1',
            'http://x.example',
        ),
    ],
)
def test_an_address_that_is_none_refuses_its_row(cell: str) -> None:
    (refused,) = found(f'Name;Email\nHal;"{cell}"\n')['refused']
    assert (refused['reason'], refused['line']) == ('bad_email', 2)


@pytest.mark.parametrize(
    ('cell', 'region', 'phones'),
    [
        ('447700900141.00', 'GB', ['+447700900141']),
        ('"4,47700900142E+11"', 'GB', ['+447700900142']),
        ('4.4770090014E+11', 'GB', []),
        ('0171/3920011', 'DE', ['+491713920011']),
        ('(0171) 3920011; 030 23125-011', 'DE', ['+491713920011', '+493023125011']),
        ('+49 (0) 171 3920011', 'GB', ['+491713920011']),
        ('46701740605', 'GB', ['+46701740605']),
        ('06 39 98 12 34', 'FR', ['+33639981234']),
        ('639981234', 'FR', ['+33639981234']),
        ('（０３）1234-5678', 'JP', ['+81312345678']),
        ('020 7946 0123/4', 'GB', ['+442079460123']),
        ('mobile: 07700 900141 (after nine)', 'GB', ['+447700900141']),
        ('tel:+44-7700-900191;ext=5', 'GB', ['+447700900191']),
        ('07700 900141', '', []),
    ],
)
def test_numbers_as_spreadsheets_leave_them(cell: str, region: str, phones: list[str]) -> None:
    contact = only(f'Name\tPhone\nHal\t{cell}\n', region=region)
    assert contact['phones'] == phones
    assert phones or contact['warnings']


@pytest.mark.parametrize(
    ('cells', 'order', 'born'),
    [
        ('07/09/1985|12/25/1980', 'MDY', '1985-07-09'),
        ('09/07/1985|25/12/1980', 'DMY', '1985-07-09'),
        ('09/07/1985|1.1.1980', 'DMY', '1985-07-09'),
        ('09/07/1985|01/02/1980', 'ask', ''),
        ('14. Februar 1992|', '', '1992-02-14'),
        ('14 février 1992|', '', '1992-02-14'),
        ('1985年7月9日|', 'YMD', '1985-07-09'),
        ('19850709|', 'YMD', '1985-07-09'),
        ('1604-02-14|', 'YMD', '--02-14'),
        ('0/0/00|', '', ''),
        ('1985-07-09T00:00:00Z|', 'YMD', '1985-07-09'),
    ],
)
def test_birthdays_in_the_order_of_their_column(cells: str, order: str, born: str) -> None:
    one, other = cells.split('|')
    whole = found(f'Name;Birthday\nAnn;{one}\nBen;{other}\n')
    assert whole['contacts'][0]['birthday'] == born
    if order in ('ask', 'MDY', 'DMY'):
        assert whole['guess']['date_order'] == order


def test_a_person_can_choose_columns_and_what_is_unknown() -> None:
    text = f'Wer;Wohin;Geheim\nZoë;{ZOE};x 1\n'
    chosen = {'Wer': 'company', '1': 'email', 'Geheim': 'ignored'}
    contact = only(text, columns=chosen)
    assert (contact['company'], contact['email'], contact['also']) == ('Zoë', ZOE, [])
    assert only(text, columns={'Wer': 'full_name'})['also'] == ['x 1']
    assert only(text, columns={'Wer': 'full_name'}, unknown='drop')['also'] == []


CARD = 'BEGIN:VCARD\r\nVERSION:{}\r\n{}\r\nEND:VCARD\r\n'


@pytest.mark.parametrize(
    ('version', 'lines', 'expected'),
    [
        ('3.0', 'N:Roe;Hal;;;', {'full_name': 'Hal Roe', 'last_name': 'Roe'}),
        ('3.0', 'FN:Hal\r\nTEL;TYPE=FAX:1\r\nURL:x.example', {'phones': []}),
        (
            '2.1',
            'FN;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=C4=E0=F0',
            {'full_name': 'Дар'},
        ),
        ('2.1', 'FN;QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3=\r\n=AB', {'full_name': 'Zoë'}),
        ('4.0', 'FN:Hal\r\nBDAY:19850709T000000Z', {'birthday': '1985-07-09'}),
        ('4.0', 'FN:Hal\r\nEMAIL:mailto:hal@x.example', {'email': 'hal@x.example'}),
        ('4.0', 'FN:Hal\r\nNOTE:a\\, b\\nc\\\\n', {'notes': 'a, b\nc\\n'}),
        ('4.0', 'FN:Hal\r\nCATEGORIES:a\\,b,c', {'tags': ['a,b', 'c']}),
        ('3.0', 'item1.FN:Hal\r\nitem1.X-ABLabel:x', {'full_name': 'Hal'}),
        ('3.0', 'ORG:Lodge;Desk', {'full_name': 'Lodge', 'company': 'Lodge'}),
        ('3.0', 'NICKNAME:Hal', {'full_name': 'Hal'}),
        ('3.0', 'fn:Hal\r\ntel;type=cell:07700 900141', {'phone': '+447700900141'}),
        ('4.0', 'FN:H\r\n al R\r\n\toe', {'full_name': 'Hal Roe'}),
    ],
)
def test_cards_of_all_versions(version: str, lines: str, expected: dict[str, Any]) -> None:
    contact = only(CARD.format(version, lines))
    assert {name: contact[name] for name in expected} == expected


def test_latin_cards_without_a_charset_are_read() -> None:
    assert only(CARD.format('2.1', 'FN:Jörg').encode('cp1252'))['full_name'] == 'Jörg'
    assert only(('\ufeff' + CARD.format('3.0', 'FN:Jörg')).encode('utf-16'))['full_name'] == 'Jörg'
    assert only(CARD.format('3.0', 'FN:Jörg').replace('\r\n', '\r'))['full_name'] == 'Jörg'


def test_a_broken_card_costs_itself_only() -> None:
    whole = found('BEGIN:VCARD\nFN:Ann\n' + CARD.format('3.0', 'FN:Ben') + 'BEGIN:VCARD\nFN:Cy\n')
    assert [each['full_name'] for each in whole['contacts']] == ['Ben']
    assert [each['line'] for each in whole['refused']] == [1, 7]
    assert 'FN:Ann' in whole['refused'][0]['original'][0]


def test_a_card_with_too_long_a_value_is_refused() -> None:
    (refused,) = found(CARD.format('3.0', f'FN:Ann\r\nNOTE:{"x" * 1_000_001}'))['refused']
    assert refused['reason'] == 'too_long'


def test_five_thousand_rows() -> None:
    """The totals of the generated file."""
    whole = found('\n'.join(_generated(5000)))
    with_phone = sum(bool(each['phone']) for each in whole['contacts'])
    counts = whole['counts']
    assert (counts['contacts'], counts['sure_duplicates'], counts['refused']) == (4919, 51, 30)
    assert with_phone == 984
    first = [(each['line'], each['reason']) for each in whole['refused'][:2]]
    assert first == [(137, 'no_identity'), (276, 'bad_email')]


FIRST = [
    'Ana',
    'Ben',
    'Chloé',
    'Dmitri',
    'Éva',
    'Farid',
    'Grete',
    'Hiro',
    'Inès',
    'Jón',
    'Kaja',
    'Łucja',
    'Mei',
    'Núria',
    'Oskar',
    'Priya',
]
FIRST += ['Quentin', 'Rui', 'Søren', 'Țuca']
LAST = [
    'Alves',
    'Berg',
    'Costa',
    'Dvořák',
    'Eide',
    'Fuchs',
    'García',
    'Horváth',
    'Ito',
    'Jansen',
    'Kowalski',
    'Lindqvist',
]
LAST += ['Müller', 'Novák', 'Olsen', 'Petrov', 'Quist', 'Rossi', 'Silva', 'Tóth']


def _generated(count: int) -> list[str]:
    return ['Name,Email,Phone,City,Notes', *(','.join(_row(i)) for i in range(count))]


def _row(i: int) -> tuple[str, str, str, str, str]:
    name, mail = f'{FIRST[i % 20]} {LAST[i // 20 % 20]} {i}', f'guest{i}@example.com'
    phone = f'07700 900{i:03d}' if i < 1000 else ''
    notes = '"likes tea, ""strong""\nand boats"' if i % 10 == 3 else ''
    if i % 250 == 249:
        mail = mail.replace('@', '')
    if i % 500 == 123:
        name = mail = phone = ''
    if i % 97 == 96:
        name, mail, phone, _, _ = _row(i - 1)
        mail, phone = mail.upper(), ''
    return name, mail, phone, f'City {i % 50}', notes


def test_the_command_prints_what_an_import_would_do(tmp_path: Any) -> None:
    """Exit code 0 whatever the file holds; a sentence where there is no file."""
    path = tmp_path / 'some.csv'
    path.write_text(f'Wer;Post\nZoë;{ZOE}\nBen;no\n', 'utf-8')
    options = json.dumps({'columns': {'Wer': 'full_name'}})
    done = _command(str(path), '--region', 'GB', '--options', options)
    said = json.loads(done.stdout)
    assert (done.returncode, said['contacts'][0]['email']) == (0, ZOE)
    assert said['refused'][0]['line'] == 3
    missing = _command(str(tmp_path / 'none.csv'))
    assert (missing.returncode, missing.stdout) == (2, '')
    assert 'There is no file' in missing.stderr


def _command(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, '-m', 'services.contacts.importing', *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
