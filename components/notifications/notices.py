"""Notices of the program on every open screen: maintenance, a new version. End of the line in."""

from nicegui import background_tasks

from components.kit.icons import icon
from components.kit.markup import text
from components.live.element import LiveElement
from services.accounts.members import Member
from services.core import Services
from services.notifications import queries

NEW_VERSION = 'A new version of Tradewind is ready. Reload when you like; nothing is lost.'


class Notices(LiveElement):
    """The bars above a page's content; nothing while there is nothing to say."""

    def __init__(self, services: Services, member: Member) -> None:
        super().__init__()
        self.classes('t-notices').props['data-testid'] = 'system-notices'
        query = queries.notices(member.viewer.organization_id)
        self._notices = self.watch(services.live, query, member.viewer)
        self._bars: dict[object, LiveElement] = {}
        begun = background_tasks.create(self._begin(), name='notices')
        self.on_end(begun.cancel)
        self._newer = services.fleet.newer
        self.on_end(self._newer.subscribe(self._show_newer))
        if services.fleet.is_outdated:
            self._show_newer()

    async def _begin(self) -> None:
        await self._notices.ready()
        if not self.is_deleted:
            self.follow(self._notices, lambda _: self._show())
            self._show()

    def _show(self) -> None:
        rows = {row.id: row for row in self._notices.rows}
        for key in [key for key in self._bars if key not in rows and key != NEW_VERSION]:
            self._bars.pop(key).delete()
        for key, row in rows.items():
            if key not in self._bars:
                self._bars[key] = self._bar(row.sentence)

    def _show_newer(self) -> None:
        if NEW_VERSION not in self._bars:
            bar = self._bars[NEW_VERSION] = self._bar(NEW_VERSION)
            with bar:
                reload = text('Reload', 't-link', 'button', type='button')
                reload.on('click', js_handler='() => location.reload()')

    def _bar(self, sentence: str) -> LiveElement:
        with self:
            bar = LiveElement('div')
        bar.classes('t-alert t-noticebar').props.update({'role': 'status', 'data-tone': 'info'})
        with bar:
            icon('info')
            text(sentence, 't-grow', 'p')
        return bar
