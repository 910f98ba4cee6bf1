"""Views of a list that people keep, as tabs with counts that are right at all times. Both lines.

Each count is a live query of its own, shared with everybody who looks at the same.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from components.engine.directions import isolated
from components.engine.light import Part
from components.kit.buttons import button
from components.kit.markup import box, show, text
from components.kit.menus import Item, open_dialog, open_menu
from components.live.actions import Actions
from components.live.element import LiveElement
from components.live.fields import LiveInput, flush_first
from components.live.table_bar import Kept, Tab
from models import ListView, ViewKind
from services.accounts.members import Member
from services.commands.editables import edit
from services.core import Services
from services.errors import AppError
from services.realtime.live import MemberQuery
from services.records import commands, views
from services.records.lists import RecordList, State
from services.signals import Unsubscribe


class _Counted(NamedTuple):
    """A view with the share in its count, and what ends it."""

    view: ListView
    state: State
    share: MemberQuery[Any]
    end: Unsubscribe


class KeptViews(LiveElement):
    """Place it on the list's page; `on_change` is called when tabs or their counts are others."""

    def __init__(
        self,
        services: Services,
        member: Member,
        read: RecordList[Any],
        *,
        on_change: Callable[[], object],
        look_at: Callable[[State], object],
    ) -> None:
        super().__init__('div')
        self.classes('t-bar__menus')
        self._live = services.live
        self._member = member
        self._list = read
        self._on_change = on_change
        self._look_at = look_at
        self._actions = Actions(services, member.viewer, self)
        self._counted: dict[UUID, _Counted] = {}
        self._menus = Part()
        organization_id = member.viewer.organization_id
        self._views = self.watch(services.live, views.list_views(organization_id), member.viewer)
        self.follow(self._views, self._on_views)
        self.on_end(self._close)
        self._take()

    # the line in

    async def ready(self) -> None:
        """Wait until it is known what was kept."""
        await self._views.ready()

    def kept(self, state: State) -> Kept:
        """What stands in the bar of somebody who looks at this."""
        tabs = tuple(Tab(key, one.view.name, self._total(one)) for key, one in self._tabs())
        chosen = self.chosen(state)
        may_edit = self._member.may_edit
        is_changed = chosen is not None and not views.is_same(state, chosen.state)
        return Kept(
            tabs=tabs,
            changed=chosen.view.name if chosen and is_changed and may_edit else '',
            may_keep=may_edit,
            may_change=may_edit and chosen is not None,
        )

    def state(self, tab: str) -> State | None:
        """What a tab shows that somebody kept."""
        return next((one.state for key, one in self._tabs() if key == tab), None)

    def chosen(self, state: State) -> _Counted | None:
        return next((one for key, one in self._tabs() if key == state.tab), None)

    def _tabs(self) -> list[tuple[str, _Counted]]:
        return [(str(one.view.id), one) for one in self._counted.values()]

    @staticmethod
    def _total(one: _Counted) -> int | None:
        return next((figure.value for figure in one.share.rows), None)

    def _on_views(self, _: object) -> None:
        self._take()
        self._on_change()

    def _take(self) -> None:
        """Show what is kept now."""
        shown = {
            row.id: row
            for row in self._views.rows
            if row.kind is ViewKind.VIEW and row.list == self._list.name
        }
        before, self._counted = self._counted, {}
        for id, row in list(shown.items())[: views.MOST_SHOWN]:
            state = views.as_state(self._list, row)
            was = before.pop(id, None)
            if was is not None and was.state == state:
                self._counted[id] = was._replace(view=row)
                continue
            if was is not None:
                self._let_go(was)
            self._counted[id] = self._count(row, state)
        for gone in before.values():
            self._let_go(gone)

    def _count(self, row: ListView, state: State) -> _Counted:
        query = self._list.found(self._member.viewer.organization_id, state)
        share = self._live.share(query, self._member.viewer)
        return _Counted(row, state, share, self.follow(share, self._on_count))

    def _on_count(self, _: object) -> None:
        self._on_change()

    def _let_go(self, one: _Counted) -> None:
        one.end()
        self._live.close(one.share)

    def _close(self) -> None:
        counted, self._counted = self._counted, {}
        for one in counted.values():
            self._live.close(one.share)
        del self._on_change, self._look_at

    # the way out

    def open_new(self, state: State) -> None:
        """Ask what to call what is looked at."""
        with self:
            _NameDialog('Save as a new view', partial(self._keep, state), is_shared=False)

    async def save(self, state: State) -> None:
        """What is looked at is what the view shows from now on."""
        if one := self.chosen(state):
            before, kept = dict(one.view.state), views.as_json(state)
            await self._change(one.view, f'{one.view.name} saved.', before, kept)

    def open_menu(self, state: State) -> None:
        """What can be done with the view that is looked at."""
        if (one := self.chosen(state)) is None:
            return
        view = one.view
        shared = view.profile_id is None
        items = [
            Item(label='Rename', icon='pencil-line', on_click=partial(self._rename, view)),
            Item(
                label='Keep it for me alone' if shared else 'Share with everybody',
                icon='lock' if shared else 'users',
                on_click=partial(self._share, view, not shared),
            ),
            Item(label='Delete', icon='trash-2', danger=True, on_click=partial(self._delete, view)),
        ]
        open_menu(self._menus, items, label=view.name, target='[data-act="view-menu"]')

    async def _keep(self, state: State, id: UUID, name: str, is_shared: bool) -> None:
        made = await self._actions.run(
            views.keep, list=self._list.name, name=name, state=views.as_json(state),
            is_shared=is_shared, position=len(self._counted), id=id,
        )  # fmt: skip
        self._look_at(views.as_state(self._list, made))

    async def _change(
        self, view: ListView, said: str, before: dict[str, Any], now: dict[str, Any]
    ) -> None:
        put = partial(self._actions.do, edit, of=views.VIEW, id=view.id)
        await self._actions.do_with_undo(
            said, partial(put, changes={'state': now}), partial(put, changes={'state': before}),
            kind='ok',
        )  # fmt: skip

    def _rename(self, view: ListView) -> None:
        async def rename(id: UUID, name: str, is_shared: bool) -> None:
            changes = {'name': name, 'profile_id': None if is_shared else await self._me()}
            await self._actions.run(edit, of=views.VIEW, id=view.id, changes=changes)

        with self:
            _NameDialog('Rename the view', rename, view.name, is_shared=view.profile_id is None)

    async def _share(self, view: ListView, is_shared: bool) -> None:
        owner = None if is_shared else await self._me()
        await self._actions.do(edit, of=views.VIEW, id=view.id, changes={'profile_id': owner})

    async def _me(self) -> UUID | None:
        return await self._actions.run(views.my_profile)

    async def _delete(self, view: ListView) -> None:
        put = partial(self._actions.do, commands.delete, of=views.VIEW, id=view.id)
        self._look_at(self._list.start)
        await self._actions.do_with_undo(
            f'{isolated(view.name)} deleted. The rows it showed are all there.',
            partial(put, deleted=True), partial(put, deleted=False),
        )  # fmt: skip


class _NameDialog:
    """Asks for a name, and who sees it."""

    def __init__(
        self,
        title: str,
        make: Callable[..., Any],
        name: str = '',
        *,
        is_shared: bool,
    ) -> None:
        self._make = make
        self._id = uuid4()
        self._is_shared = is_shared
        with open_dialog(title, width=400) as dialog:
            self._dialog = dialog
            with box('t-dialog__body'):
                self._name = LiveInput(
                    'Name', name, touch=True, maxlength=60, first=True, testid_='view-name'
                )
                self._check = button(
                    'Everybody here sees it', kind='ghost', icon='users', on_click=self._toggle
                )
                self._check.props['role'] = 'switch'
                self._show_shared()
                self._problem = text('', 't-help t-help--bad t-hidden', 'p', role='alert')
            with box('t-dialog__foot'):
                box('t-grow', 'span')
                button('Cancel', on_click=dialog.close)
                save = button('Save', kind='primary', name='view-save')
                handed_over = flush_first(save, self._name)
                save.on_click(self._save, js_handler=handed_over)
                self._name.on('keydown.enter', save.press, args=[], js_handler=handed_over)

    def _toggle(self) -> None:
        self._is_shared = not self._is_shared
        self._show_shared()

    def _show_shared(self) -> None:
        self._check.props['aria-checked'] = 'true' if self._is_shared else 'false'
        self._check.set_text('Everybody here sees it' if self._is_shared else 'Only I see it')

    async def _save(self) -> None:
        try:
            await self._make(id=self._id, name=self._name.value, is_shared=self._is_shared)
        except AppError as error:
            self._problem.set_text(str(error))
            show(self._problem, True)
        else:
            self._dialog.close()
