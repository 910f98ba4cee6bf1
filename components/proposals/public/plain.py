"""A proposal as plain HTML, for readers whose browser runs no script."""

from html import escape

from components.engine.directions import isolated
from components.kit.format import date_range, day_date
from components.proposals.public.offer import Offer
from components.proposals.public.paragraphs import paragraphs
from services import money

QUIET = '<style>#esm-fallback { display: none !important; }</style>'
"""NiceGUI's own word to old browsers would stand in the way."""
GONE = '<script>document.getElementById("plain").remove()</script>'
"""Before anything is painted; not `<noscript>`, since blocked scripts leave that hidden."""


def plain(offer: Offer) -> str:
    """Title, dates, itinerary and prices; everything typed is escaped."""
    proposal = offer.proposal
    total = money.shown(offer.sums.total, proposal.currency)
    parts = [
        f'<h1 dir="auto">{escape(proposal.title)}</h1>',
        f'<p dir="auto">{escape(proposal.subtitle)}</p>',
        f'<p>{escape(date_range(proposal.starts_on, proposal.ends_on))}</p>',
        *_prose(proposal.intro),
        *(part for index in range(len(offer.days)) for part in _day(offer, index)),
        f'<p><b>Total: {escape(total)}</b></p>',
        *_prose(proposal.terms),
        '<p>Choosing, asking and approving need JavaScript.</p>',
    ]
    return f'<main class="p-plain" id="plain">{QUIET}{"".join(parts)}</main>{GONE}'


def _prose(prose: str) -> list[str]:
    return [f'<p dir="auto">{escape(said)}</p>' for said in paragraphs(prose)]


def _day(offer: Offer, index: int) -> list[str]:
    day, when = offer.days[index], offer.date_of(index)
    title = ': '.join(
        part for part in (day_date(when) if when else '', isolated(day.title)) if part
    )
    lines = []
    for activity in offer.activities_of(day.id):
        line = escape(isolated(activity.title))
        if activity.is_optional:
            price = money.shown(offer.amount(activity), offer.proposal.currency)
            line += escape(f', {price}, {"chosen" if activity.is_selected else "optional"}')
        lines.append(f'<li>{line}</li>')
    listing = f'<ul>{"".join(lines)}</ul>' if lines else ''
    return [f'<h2>{escape(title)}</h2>', *_prose(day.body), listing]
