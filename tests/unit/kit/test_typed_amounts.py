"""People write amounts in their own way; what is none is left for the price's check to refuse."""

import pytest

from components.kit.amounts import typed_amount


@pytest.mark.parametrize(
    ('typed', 'meant'),
    [
        ('185', '185'),
        ('92.50', '92.50'),
        ('92,5', '92.5'),
        ('€1,240', '1240'),
        ('1.240,00', '1240.00'),
        ('1 240.00 €', '1240.00'),
        ('1\u202f240,5 £', '1240.5'),
        ("1'240.50", '1240.50'),
        ('1’240’000', '1240000'),
        ('1,240,000.5', '1240000.5'),
        ('12000', '12000'),
        (',5', '0.5'),
        ('90.', '90'),
        ('', '0'),
        ('-5', '-5'),
        ('a lot', 'a lot'),
        ('12e3', '12e3'),
        ('NaN', 'NaN'),
        ('90+10', '90+10'),
        ('2*90', '2*90'),
        ('120–150', '120–150'),
        ('90-', '90-'),
        (' ??? ', '???'),
        ('€', '€'),
        ('12:30', '12:30'),
        ('12.30.2027', '12.30.2027'),
        ('1.2.3', '1.2.3'),
        ('0.005', '0.005'),
        ('1234.567', '1234.567'),
        ('1.240.00', '1.240.00'),
    ],
)
def test_amounts_are_read_as_they_are_meant(typed: str, meant: str):
    assert typed_amount(typed) == meant
