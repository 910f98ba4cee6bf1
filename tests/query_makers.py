"""Every query that the domains make, found and not listed, for what must hold for all of them."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import Any, get_origin
from uuid import UUID, uuid4

import services
from models.viewer import Operator
from services.accounts.members import Member
from services.activity import state as activity
from services.activity.kinds import Part
from services.contacts.beside import Typed
from services.dashboard.counting import Calendar
from services.proposals.list_state import START, Group, ProposalListState
from services.realtime.live import Query
from services.records.lists import RecordList, State

GIVEN: dict[Any, Any] = {
    Calendar: Calendar(time_zone='Europe/Berlin'),
    str: 'Europe/Berlin',
    ProposalListState: START,
    activity.State: activity.START,
    Part: Part.ALL,
    Typed: Typed(full_name='Ana'),
    Group | None: None,
    UUID: uuid4(),
    int: 60,
    date: date(2190, 3, 1),
    Member: Member(
        viewer=Operator(user_id=uuid4(), organization_id=uuid4()),
        name='Anna',
        email='anna@skyline.example',
        organization='Skyline Tours',
    ),
}


def makers() -> list[Callable[..., Query[Any]]]:
    """Every function of a domain that makes a query, and what each declared list makes."""
    modules = [
        importlib.import_module(each.name)
        for each in pkgutil.walk_packages(services.__path__, 'services.')
        if not each.name.startswith(('services.local', 'services.realtime'))
        and not each.name.endswith('__main__')
    ]
    values = (value for module in modules for value in vars(module).values())
    lists = list(dict.fromkeys(each for each in values if type(each) is RecordList))
    return [
        *(make for each in lists for make in (each.window, each.found, each.counts)),
        *_functions(modules),
    ]


def _functions(modules: list[ModuleType]) -> list[Callable[..., Query[Any]]]:
    return [
        function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith('_')
        and get_origin(inspect.signature(function).return_annotation) is Query
    ]


def made(maker: Callable[..., Query[Any]], **ids: UUID) -> Query[Any]:
    """A query by its maker, of these rows or of any: `organization_id=…, proposal_id=…`."""
    of = getattr(maker, '__self__', None)
    given = GIVEN | ({State: of.start} if isinstance(of, RecordList) else {})
    return maker(
        *(
            ids.get(name) or given[each.annotation]
            for name, each in inspect.signature(maker).parameters.items()
        )
    )
