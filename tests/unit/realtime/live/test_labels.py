"""What people call a live query comes from whoever made the query."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from models import ProposalDay
from services.realtime.live import Dependency, Label, Query, rows_of
from tests.query_makers import made, makers

SYMBOLS = Path(__file__).parents[4] / 'components/assets/icons.svg'


@pytest.mark.parametrize('maker', makers(), ids=lambda maker: maker.__name__)
def test_each_query_has_a_word_of_its_own_and_an_icon_that_is_there(
    maker: Callable[..., Query[Any]],
) -> None:
    query = made(maker)
    assert f'id="i-{query.label.icon}"' in SYMBOLS.read_text(encoding='utf-8')
    assert query.label.icon != 'layers'


def test_a_query_without_a_label_is_called_by_its_name() -> None:
    async def read(*_: object) -> list[ProposalDay]:
        return []

    query: Query[ProposalDay] = Query(
        name='trip_notes:7',
        organization_id=uuid4(),
        read=read,
        depends_on=(Dependency(table='trip_notes'),),
    )
    assert query.label == Label('Trip notes', 'layers')


def test_rows_of_a_table_are_called_as_their_maker_says() -> None:
    assert rows_of(ProposalDay, uuid4()).label == Label('Proposal days', 'layers')
    assert rows_of(ProposalDay, uuid4(), label=Label('Days')).label == Label('Days', 'layers')
