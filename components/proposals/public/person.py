"""The operator behind a proposal: face, name and place."""

from components.engine.directions import isolated
from components.engine.light import Light
from components.kit.avatar import avatar
from components.proposals.public.offer import Offer
from services.presence import Person


class OwnerFace(Light):
    """The owner's portrait; made anew only when it is another face."""

    def __init__(self, offer: Offer, *, size: int) -> None:
        super().__init__('span')
        self.classes('p-face')
        self._size = size
        self._shown: tuple[str, int, str] | None = None
        self.show(offer)

    def show(self, offer: Offer, *, here: bool = False, person: Person | None = None) -> None:
        """The owner, or `person` of the same side: name and portrait, no more."""
        owner, organization = offer.owner, offer.organization
        if person and not (owner and owner.full_name == person.name):
            look = (person.name, person.color, person.portrait)
        elif owner:
            look = (owner.full_name, owner.color, owner.portrait)
        else:
            look = (organization.name if organization else '', 1, '')
        if look != self._shown:
            self._shown = look
            self.clear()
            with self:
                avatar(look[0], color=look[1], portrait_name=look[2], size=self._size)
        state = 'true' if here else 'false'
        if self.props.get('data-here') != state:
            self.props['data-here'] = state


def owner_name(offer: Offer) -> str:
    """The owner's full name, or the organization's."""
    if offer.owner:
        return offer.owner.full_name
    return offer.organization.name if offer.organization else ''


def place(offer: Offer) -> str:
    """`Skyline Tours, Hamburg`"""
    organization = offer.organization
    if organization is None:
        return ''
    return ', '.join(isolated(part) for part in (organization.name, organization.city) if part)
