"""The cover of a public proposal: picture, live pill, title, facts."""

from components.engine.directions import isolated
from components.engine.light import Light, Part, Text
from components.kit.files import cover
from components.kit.format import counted, date_range
from components.kit.icons import icon
from components.kit.logo import mark
from components.kit.markup import box, show
from components.proposals.public.offer import Offer
from components.realtime.badge import LiveBadge
from components.realtime.words import CLIENT
from services.realtime.status import StatusSource


class Hero(Part):
    """Call `show` after each change of the offer."""

    def __init__(self, offer: Offer, *sources: StatusSource) -> None:
        super().__init__('header')
        self.classes('p-hero')
        with self:
            self._cover = box(tag='img', alt='', fetchpriority='high')
            with box('p-wrap p-hero__top'):
                with box('t-brand', 'span'):
                    mark()
                    self._organization = Text()
                with box('t-glass p-pill', 'span'):
                    LiveBadge(*sources, classes='t-live', voice=CLIENT)
            with box('p-hero__text'), box('p-wrap'):
                with box(tag='h1', data_glow=True):
                    self._title = Text()
                with box('p-hero__sub', 'p', data_glow=True):
                    self._subtitle = Text()
                with box('p-hero__facts'):
                    self._facts = {
                        name: Fact(name) for name in ('calendar-days', 'moon', 'users', 'plane')
                    }
        self.show(offer)

    def show(self, offer: Offer) -> None:
        """Change what differs."""
        proposal = offer.proposal
        address = cover(proposal.cover)
        if self._cover.props.get('src') != address:
            self._cover.props['src'] = address
        self._organization.set_text(offer.organization.name if offer.organization else '')
        self._title.set_text(proposal.title or 'Your trip')
        self._subtitle.set_text(proposal.subtitle)
        for name, words in facts(offer).items():
            self._facts[name].show(words)


def facts(offer: Offer) -> dict[str, str]:
    """What stands under the title, by icon; empty where nothing is known."""
    proposal = offer.proposal
    return {
        'calendar-days': date_range(proposal.starts_on, proposal.ends_on),
        'moon': counted(offer.nights, 'night') if offer.nights else '',
        'users': counted(proposal.travellers, 'traveller'),
        'plane': f'From {isolated(proposal.departs_from)}' if proposal.departs_from else '',
    }


class Fact(Light):
    """An icon and a few words, hidden while there are none."""

    def __init__(self, symbol: str) -> None:
        super().__init__('span')
        self.props['data-glow'] = True
        self.classes('t-hidden')
        with self:
            icon(symbol)
            self._words = Text()

    def show(self, words: str) -> None:
        self._words.set_text(words)
        show(self, bool(words))
