"""The way in: sign-in and sign-up beside a picture of what waits behind them."""

from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote

from nicegui import ui

from components.kit.avatar import avatar
from components.kit.buttons import button
from components.kit.files import asset
from components.kit.logo import brand
from components.kit.markup import box, text
from components.live.fields import text_field


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    action: str
    title: str
    line: str
    verb: str
    question: str
    other: str
    other_action: str


class Gate(Enum):
    SIGN_IN = Words(
        action='/login',
        title='Welcome back',
        line='Sign in to your workspace.',
        verb='Sign in',
        question='New here?',
        other='Start an organization',
        other_action='/signup',
    )
    SIGN_UP = Words(
        action='/signup',
        title='Start an organization',
        line='Build a proposal, share one link, watch your client decide.',
        verb='Start',
        question='Have an account?',
        other='Sign in',
        other_action='/login',
    )


def gate(kind: Gate, target: str, notice: str = '') -> None:
    """The whole page; `target` is where a session leads, `notice` why one is needed again."""
    words = kind.value
    with box('t-login'):
        with box('t-login__form', 'main'):
            brand()
            if notice:
                text(notice, 't-2', 'p', role='status', data_testid='login-notice')
            _form(kind, words, target)
            text('A client with a link needs no account. Just open the link.', 't-12 t-3', 'p')
        _art()


def _form(kind: Gate, words: Words, target: str) -> None:
    form = box('t-login__box', 'form', action=words.action, method='post', novalidate=True)
    form.on('submit', js_handler='(event) => window.tradewind.submitForm(event)')
    with form:
        with box():
            text(words.title, 't-h1', 'h1')
            text(words.line, 't-2', 'p').style('margin-top:4px')
        box(tag='input', type='hidden', name='next', value=target)
        if kind is Gate.SIGN_UP:
            box(tag='input', type='hidden', name='time_zone', data_fills='time-zone')
            _field('Organization', 'organization', autocomplete='organization')
            _field('Your name', 'full_name', autocomplete='name')
        _field('E-mail', 'email', kind='email', autocomplete='username')
        fresh = kind is Gate.SIGN_UP
        _field(
            'Password',
            'password',
            kind='password',
            autocomplete='new-password' if fresh else 'current-password',
            help='At least 8 characters.' if fresh else '',
        )
        submit = button(words.verb, kind='primary', size='lg', submit=True, name='login-submit')
        submit.classes('t-btn--block')
        with box('t-2', 'p').style('text-align:center'):
            text(f'{words.question} ')
            other = f'{words.other_action}?next={quote(target)}'
            text(words.other, 't-link', 'a', href=other)


def _field(label: str, name: str, **options: str) -> None:
    testid = f'login-{name}'
    text_field(label, name=name, touch=True, silent=True, testid_=testid, **options)


def _art() -> ui.element:
    with box('t-login__art', 'aside', aria_hidden='true') as art:
        box(tag='img', src=asset('cover/lofoten.svg'), alt='')
        with box('t-login__toast'), box('t-toast'):
            avatar('Jonas Weber', color=5, portrait_name='jonas', size=28)
            with box('t-toast__body'):
                with box(tag='p'):
                    text('Jonas', 't-semi', 'b')
                    text(' approved Lofoten in the blue light.')
                text('Version 4, €7,890, just now', 't-12 t-3', 'p')
        with box('t-login__cap'):
            text('Know the moment your client decides.', tag='p')
            text('Proposals, answers and approvals on one live page.', tag='small')
    return art
