"""People write amounts in their own way; what is none is left for the price's check to refuse."""

import pytest

from components.builder.amounts import typed_amount


@pytest.mark.parametrize(
    ('typed', 'meant'),
    [
        ('185', '185'),
        ('92.50', '92.50'),
        ('92,5', '92.5'),
        ('€1,240', '1240'),
        ('1.240,00', '1240.00'),
        ('1 240.00 €', '1240.00'),
        ('', '0'),
        ('-5', '-5'),
        ('a lot', 'a lot'),
        ('12e3', '12e3'),
        ('NaN', 'NaN'),
    ],
)
def test_amounts_are_read_as_they_are_meant(typed: str, meant: str):
    assert typed_amount(typed) == meant
