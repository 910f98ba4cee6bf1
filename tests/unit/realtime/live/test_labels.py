"""What people call a live query comes from whoever made the query."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_origin
from uuid import UUID, uuid4

import pytest

import services
from models import ProposalDay
from models.viewer import Operator
from services.accounts.members import Member
from services.realtime.live import Dependency, Label, Query, rows_of

SYMBOLS = Path(__file__).parents[4] / 'components/assets/icons.svg'
GIVEN: dict[type, Any] = {
    UUID: uuid4(),
    Member: Member(
        viewer=Operator(user_id=uuid4(), organization_id=uuid4()),
        name='Anna',
        email='anna@skyline.example',
        organization='Skyline Tours',
    ),
}


def makers() -> list[Callable[..., Query[Any]]]:
    """Every function of a domain that makes a query."""
    modules = (
        importlib.import_module(each.name)
        for each in pkgutil.walk_packages(services.__path__, 'services.')
        if not each.name.startswith(('services.local', 'services.realtime'))
        and not each.name.endswith('__main__')
    )
    return [
        function
        for module in modules
        for _, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and get_origin(inspect.signature(function).return_annotation) is Query
    ]


@pytest.mark.parametrize('maker', makers(), ids=lambda maker: maker.__name__)
def test_each_query_has_a_word_of_its_own_and_an_icon_that_is_there(
    maker: Callable[..., Query[Any]],
) -> None:
    query = maker(
        *(GIVEN[each.annotation] for each in inspect.signature(maker).parameters.values())
    )
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
