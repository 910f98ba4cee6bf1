"""The dialog in which an owner says where the organization is. Begins a line out."""

from nicegui import ui

from components.kit.buttons import button
from components.kit.markup import box
from components.kit.menus import open_dialog
from components.live.fields import LiveInput, flush_first
from models.organization import ANYWHERE
from services import time_zones
from services.accounts import organizations
from services.accounts.members import Member
from services.core import Services
from services.errors import AppError

ABOUT = 'The last day of an offer or a link is over at midnight there.'
UNSET = 'Until you choose one, it is over when that day has ended everywhere on earth.'


class TimeZoneDialog:
    """One opening of it; call from a click handler."""

    def __init__(self, services: Services, member: Member) -> None:
        self._services = services
        self._member = member
        is_set = member.time_zone != ANYWHERE
        with open_dialog('Time zone', detail=ABOUT, width=440) as self._dialog:
            with box('t-dialog__body'):
                self._zone = LiveInput(
                    'Region and city',
                    member.time_zone if is_set else '',
                    placeholder='Europe/Lisbon',
                    help='' if is_set else UNSET,
                    options=time_zones.names(),
                    testid_='time-zone',
                    touch=True,
                    first=True,
                )
            with box('t-dialog__foot'):
                box('t-grow', 'span')
                button('Cancel', on_click=self._dialog.close)
                save = button('Save', kind='primary', name='time-zone-save')
                handed_over = flush_first(save, self._zone)
                save.on_click(self._save, js_handler=handed_over)
                self._zone.on('keydown.enter', save.press, args=[], js_handler=handed_over)

    async def _save(self) -> None:
        wanted = self._zone.value.strip().replace(' ', '_')
        try:
            await self._services.run(
                organizations.set_time_zone, self._member.viewer, time_zone=wanted
            )
        except AppError as error:
            self._zone.show_error(str(error))
            return
        self._dialog.close()
        ui.navigate.reload()  # today may be another day there
