"""A made-up file of many guests, with doubles and broken rows at known lines."""

import csv
import io

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
    'Quentin',
    'Rui',
    'Søren',
    'Țuca',
]
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
    'Müller',
    'Novák',
    'Olsen',
    'Petrov',
    'Quist',
    'Rossi',
    'Silva',
    'Tóth',
]
HEADER = ('Name', 'Email', 'Phone', 'City', 'Notes')


def row(i: int) -> tuple[str, str, str, str, str]:
    """The i-th guest: each 250th has no address, each 500th is nobody, each 97th is double."""
    name, mail = f'{FIRST[i % 20]} {LAST[i // 20 % 20]} {i}', f'guest{i}@example.com'
    phone = f'07700 900{i:03d}' if i < 1000 else ''
    notes = 'likes tea, "strong"\nand boats' if i % 10 == 3 else ''
    if i % 250 == 249:
        mail = mail.replace('@', '')
    if i % 500 == 123:
        name = mail = phone = ''
    if i % 97 == 96:
        name, mail, phone, _, _ = row(i - 1)
        mail, phone = mail.upper(), ''
    return name, mail, phone, f'City {i % 50}', notes


def guests(count: int, start: int = 0) -> bytes:
    text = io.StringIO(newline='')
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows(row(i) for i in range(start, start + count))
    return text.getvalue().encode()
