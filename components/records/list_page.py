"""The page of a plain list: reads and shows what its domain declared. Both lines."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from components.kit.icons import icon
from components.kit.markup import text
from components.kit.menus import Item
from components.live.form_dialog import FormDialog
from components.live.held_list import HeldList
from components.live.list_bar import ListBar, Place
from components.live.list_screen import BulkCommand
from components.live.shared_list import SharedLists
from components.records.actions import RecordActions
from components.records.bulk_acts import DELETE
from components.records.bulk_menus import BulkMenus
from components.records.kept_views import KeptViews
from components.records.plain_list import PlainList, SharedRecords, State
from components.shell.frame import Frame
from components.shell.list_page import ListPage
from components.view.screen import Act, Acts
from services.accounts.members import Member
from services.core import Services
from services.records.picked import Picked
from services.records.topics import record_viewers


class PlainListPage(ListPage):
    """`PlainListPage(CONTACTS, services, member, shell, lists)`"""

    def __init__(
        self,
        declared: PlainList[Any],
        services: Services,
        member: Member,
        shell: Frame,
        lists: SharedLists,
    ) -> None:
        self.declared = declared
        self.kind, self.heading = declared.of.name, declared.heading
        self.symbol, self.empty = declared.symbol, declared.empty
        super().__init__(services, member, shell, lists, declared.bar)
        self._actions = RecordActions(
            services, member, self, self.mine,
            of=declared.of, address=declared.address, read=declared.read,
        )  # fmt: skip
        self._has_bar = False
        with self:
            self._keeps = KeptViews(
                services, member, declared.read,
                on_change=self._show_kept, look_at=self._look_at_view,
            )  # fmt: skip
        organization_id, read = member.viewer.organization_id, declared.read
        windows = partial(declared.windows, organization_id)
        counts = read.counts(organization_id)
        self.begin(
            HeldList(
                self, services.live, member.viewer, windows=windows, counts=counts, start=read.start
            )
        )

    def share(self, held: HeldList[Any]) -> SharedRecords:
        declared = self.declared
        return SharedRecords(
            (self.member.viewer.organization_id, held.state), held.queries, bar=declared.bar,
            draw=declared.draw, presence=self.services.presence,
            topic_of=partial(record_viewers, self.kind),
        )  # fmt: skip

    def place_new(self) -> None:
        if self.declared.brought_in:
            with text('Import', 't-btn t-btn--secondary', 'a', href=self.declared.brought_in):
                icon('upload')
        super().place_new()

    def open_new(self) -> None:
        declared = self.declared
        look = declared.alike and partial(declared.alike, self.services, self.member)
        FormDialog(f'New {self.kind}', declared.new, self._actions.create, look=look)

    def items(self, row: Any) -> Sequence[Item]:
        return self._actions.items(row)

    def bulk(self) -> Mapping[str, BulkCommand]:
        return {'delete': self._actions.delete_all} if self.member.may_edit else {}

    async def do_bulk(self, name: str, picked: Picked) -> None:
        if not self.member.may_edit:
            return
        if name == DELETE.name:
            await self._actions.delete_picked(picked)
        else:
            await self._bulk_menus.begin(name, picked)

    def make_bar(self, place: Place) -> ListBar:
        keeps = self._keeps

        def choose(act: Act) -> None:
            if (state := keeps.state(act.key)) is not None:
                self._look_at_view(state)
            else:
                bar.choose_tab(act)

        acts: Acts = {
            'tab': choose,
            'view-new': lambda _: keeps.open_new(self.held.state),
            'view-save': lambda _: keeps.save(self.held.state),
            'view-menu': lambda _: keeps.open_menu(self.held.state),
        }
        bar = ListBar(self.declared.bar, self.held, place, self.look_at, kept=keeps.kept, acts=acts)
        self._has_bar = True
        return bar

    async def ready(self) -> None:
        await super().ready()
        await self._keeps.ready()

    def _show_kept(self) -> None:
        if self._has_bar:
            self.bar.show_choice()

    def _look_at_view(self, state: State) -> None:
        """Another view; its words stand in the search."""
        self.look_at(state)
        self.bar.show_search()

    def above(self) -> None:
        declared = self.declared
        self._bulk_menus = BulkMenus(declared.bulk, declared.read, self.held, self._actions)

    def name_of(self, row: Any) -> str:
        return str(getattr(row, self.declared.of.named_by))
