"""One entry of a feed or a timeline: who, what they did, what they said. Pure; line in, step 6."""

from datetime import datetime

from components.engine.directions import isolated
from components.kit.avatar import Face
from components.view.node import Node, el
from components.view.pieces import avatar, icon, moment
from models import ActorKind
from models.contact import CLIENT_COLOR
from services.activity.events import Event
from services.activity.grouping import Entry
from services.activity.kinds import look_of
from services.activity.sentences import Word, actor, sentence


def face(event: Event) -> Face:
    """Whoever did it, as they look now."""
    if event.actor is not None:
        return Face(name=event.actor.name, color=event.actor.color, portrait=event.actor.portrait)
    return Face(name=actor(event), color=CLIENT_COLOR)


def mark(event: Event, *, size: int = 24) -> Node:
    """The face; of what nobody did the icon of its kind."""
    if event.actor_kind in {ActorKind.MEMBER, ActorKind.CLIENT}:
        return avatar(face(event), size=size)
    symbol = 'bot' if event.actor_kind is ActorKind.AGENT else look_of(event.kind).symbol
    classes = 't-av t-av__bot' + (f' t-av--{size}' if size != 24 else '')
    return el('span', classes, icon(symbol), role='img', aria_label=actor(event))


def said(entry: Entry, classes: str = '') -> Node:
    """The sentence; names in it lead to what they name."""
    return el('p', classes, [_word(word) for word in sentence(entry)], data_glow=True)


def _word(word: Word) -> Node:
    if not word.is_strong:
        return el('span', '', word.text)
    text = isolated(word.text)
    return el('a', 't-said', text, href=word.href) if word.href else el('b', '', text)


def age(at: datetime) -> Node:
    return moment(at, 't-feed__at')
