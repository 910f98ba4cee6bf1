"""Money is printed as fine as its currency, and what is printed is read."""

from decimal import ROUND_HALF_UP, Decimal
from itertools import product

import pytest
from babel.numbers import list_currencies
from hypothesis import given
from hypothesis import strategies as st

from services.errors import Invalid
from services.money import digits, parsed, plain, rounded, shown

NB = '\u00a0'
CURRENCIES = sorted(list_currencies())
AMOUNTS = ('0', '1', '1000', '1200', '1234.5', '1.2', '12.345', '0.05', '999.999', '1234567.89')


@pytest.mark.parametrize(
    ('currency', 'decimals'),
    [
        *((code, 0) for code in ('JPY', 'KRW', 'VND', 'CLP', 'ISK', 'XOF', 'XPF')),
        *((code, 2) for code in ('EUR', 'USD', 'CHF', 'NOK', 'PLN', 'XQQ')),
        *((code, 3) for code in ('KWD', 'BHD', 'OMR', 'TND', 'JOD')),
        ('CLF', 4),
    ],
)
def test_each_currency_has_its_decimals(currency: str, decimals: int) -> None:
    assert digits(currency) == decimals


@given(st.decimals(0, 10**9, places=6), st.sampled_from(CURRENCIES))
def test_amounts_are_rounded_half_up_as_people_do(amount: Decimal, currency: str) -> None:
    least = Decimal(10) ** -digits(currency)
    assert rounded(amount, currency) == (amount / least).to_integral(ROUND_HALF_UP) * least


@pytest.mark.parametrize(
    ('amount', 'currency', 'said'),
    [
        ('3543.00', 'EUR', '€3,543'),
        ('92.5000', 'EUR', '€92.50'),
        ('0', 'EUR', '€0'),
        ('-92.5', 'EUR', '-€92.50'),
        ('1234567', 'GBP', '£1,234,567'),
        ('500', 'USD', 'US$500'),
        ('48000', 'JPY', 'JP¥48,000'),
        ('92.50', 'JPY', 'JP¥93'),
        ('1200', 'NOK', f'NOK{NB}1,200'),
        ('1200.5', 'CHF', f'CHF{NB}1,200.50'),
        ('1.25', 'KWD', f'KWD{NB}1.250'),
        ('1200', 'KWD', f'KWD{NB}1,200'),
        ('5', 'XQQ', f'XQQ{NB}5'),
    ],
)
def test_money_has_its_sign_first_and_decimals_only_where_there_are_some(
    amount: str, currency: str, said: str
) -> None:
    assert shown(Decimal(amount), currency) == said


def test_what_is_printed_is_read() -> None:
    for one, currency in product(AMOUNTS, CURRENCIES):
        amount = rounded(Decimal(one), currency)
        printed = shown(amount, currency)
        assert parsed(printed, currency) == amount, printed
        assert parsed(plain(amount, currency), currency) == amount
        number = printed.lstrip('$€£¥₪₹₩₱₫¤' + NB)
        if number[0].isdigit():
            assert parsed(f'{number}{NB}{currency}', currency) == amount
            assert parsed(f'{currency.lower()}{number}', currency) == amount


@given(st.decimals(0, 10**10 - 1, places=4), st.sampled_from(CURRENCIES))
def test_any_price_comes_back_as_it_is_printed(amount: Decimal, currency: str) -> None:
    payable = rounded(amount, currency)
    assert parsed(shown(payable, currency), currency) == payable


@pytest.mark.parametrize(
    ('typed', 'meant'),
    [
        ('185', '185'), ('92.50', '92.50'), ('92,5', '92.5'), ('€1,240', '1240'),
        ('1.240,00', '1240'), ('1 240.00 €', '1240'), ('1\u202f240,5 €', '1240.5'),
        ("1'240.50", '1240.50'), ('1’240’000', '1240000'), ('1,240,000.5', '1240000.5'),
        ('1.200', '1200'), ('1,200', '1200'), ('12000', '12000'), (',5', '0.5'), ('€.50', '0.50'),
        ('90.', '90'), ('', '0'), ('185 EUR', '185'), ('EUR185', '185'), ('185eur', '185'),
        ('50 EUR.', '50'), ('1200.-', '1200'), ('1.200,–', '1200'), ('1.200,— €', '1200'),
        ('1200,-- EUR', '1200'), ('185 euros', '185'), ('€185 EUR', '185'),
        ('１，２００', '1200'), ('１２００．５０', '1200.50'), ('١٬٢٠٠٫٥', '1200.5'),
        ('१,२००', '1200'),
        ('\u200f1\u00a0200', '1200'), ('1234.500', '1234.5'), ('0.200', '0.2'), ('-0', '0'),
    ],
)  # fmt: skip
def test_amounts_are_read_as_they_are_meant(typed: str, meant: str) -> None:
    assert parsed(typed, 'EUR') == Decimal(meant)


@pytest.mark.parametrize(
    ('typed', 'currency', 'meant'),
    [
        ('CHF1,200', 'CHF', 1200), ("Fr. 1'200.–", 'CHF', 1200), ('SFr.50', 'CHF', 50),
        ('US$500', 'USD', 500), ('$500', 'USD', 500), ('$1,200 CAD', 'CAD', 1200),
        ('CA$500', 'CAD', 500), ('A$500', 'AUD', 500), ('AU$500', 'AUD', 500),
        ('JP¥48,000', 'JPY', 48000), ('¥48,000', 'JPY', 48000), ('￥４８，０００', 'JPY', 48000),
        ('48,000円', 'JPY', 48000), ('92.00', 'JPY', 92), ('kr 1 200', 'NOK', 1200),
        ('1.200 kr.', 'DKK', 1200), ('kr.50', 'SEK', 50), ('1 200,- kr', 'SEK', 1200),
        ('1 200,00 zł', 'PLN', 1200), ('1200\u00a0Kč', 'CZK', 1200), ('1200 Kc\u030c', 'CZK', 1200),
        ('R$ 1.200,00', 'BRL', 1200), ('S/.50', 'PEN', 50), ('₨500', 'INR', 500),
        ('F\u202fCFA1,200', 'XOF', 1200), ('1,200', 'KWD', 1200), ('XQQ 5', 'XQQ', 5),
    ],
)  # fmt: skip
def test_the_currency_may_stand_beside_it_as_people_write_it(
    typed: str, currency: str, meant: int
) -> None:
    assert parsed(typed, currency) == meant


def test_a_point_before_three_digits_is_the_decimal_one_where_there_are_three_decimals() -> None:
    assert parsed('1.200', 'KWD') == Decimal('1.2')
    assert parsed('1.200,500', 'KWD') == Decimal('1200.5')
    assert parsed('1,200.500', 'KWD') == Decimal('1200.5')
    assert parsed('1.234.567', 'KWD') == 1234567


@pytest.mark.parametrize(
    ('typed', 'currency', 'sentence'),
    [
        *(
            (typed, 'EUR', 'Price needs a number.')
            for typed in (
                'a lot', '12e3', 'NaN', 'Infinity', '90+10', '2*90', '120–150', '90-', ' ??? ', '€',
                '12:30', '12.30.2027', '1.2.3', '1.240.00', '10²', '½', '5½', '5 pp', 'EUR.50',
            )
        ),
        *(
            (typed, 'EUR', 'Price cannot be less than 0.')
            for typed in ('-5', '−5', '–5', '－５', '-€5', '€-5', '- 5', 'EUR −5')
        ),
        ('0.005', 'EUR', 'EUR has two decimals; this price has more.'),
        ('1234.567', 'EUR', 'EUR has two decimals; this price has more.'),
        ('1.2345', 'KWD', 'KWD has three decimals; this price has more.'),
        ('92.50', 'JPY', 'JPY has no cents: type a whole amount.'),
        ('JP¥92,5', 'JPY', 'JPY has no cents: type a whole amount.'),
        ('185 EUR', 'CHF', 'This proposal is in CHF; that price is in EUR.'),
        ('€185', 'CHF', 'This proposal is in CHF; that price is in EUR.'),
        ('US$185', 'CAD', 'This proposal is in CAD; that price is in USD.'),
        ('$185 USD', 'CAD', 'This proposal is in CAD; that price is in USD.'),
        ('kr 185', 'EUR', 'This proposal is in EUR; that price is in kr.'),
    ],
)  # fmt: skip
def test_what_is_no_price_here_gets_a_sentence(typed: str, currency: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        parsed(typed, currency)
    assert (str(refused.value), refused.value.field) == (sentence, 'price')


@given(st.text(), st.sampled_from(CURRENCIES))
def test_whatever_is_typed_is_an_amount_or_refused(typed: str, currency: str) -> None:
    try:
        assert parsed(typed, currency) >= 0
    except Invalid as refused:
        sentence = str(refused)
        assert sentence.endswith('.')
