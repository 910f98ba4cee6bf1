"""What becomes of a text between the first key and the server's answer, without a server."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from components.kit.files import ASSETS, COMPONENTS

NO_ANSWER = 'No answer yet. Try again.'
PATIENCE_MS = 9000
BEGIN = """({ base, ...options }) => {
  const target = new EventTarget(); // in the place of the connection
  window.socket = {
    connected: true,
    on: (name, listener) => target.addEventListener(name, listener),
    off: (name, listener) => target.removeEventListener(name, listener),
    reconnect: () => target.dispatchEvent(new Event('connect')),
  };
  window.sent = [];
  const send = ({ number, text, base }) => window.sent.push([number, text, base]);
  window.numbers = () => [...new Set(sent.map(([number]) => number))].sort((a, b) => a - b);
  window.draft?.stop();
  window.draft = new window.tradewind.Draft({ base, send, ...options });
}"""
STATE = """() => {
  const { text, base, theirs, by, problem, isSending } = draft;
  const said = sent.map(([number, ...words]) => [numbers().indexOf(number) + 1, ...words]);
  return { text, base, theirs, by, problem, isSending, sent: said };
}"""
ANSWER = '([nth, problem, saved]) => draft.answer(numbers()[nth - 1], problem, saved)'


@pytest.fixture(scope='module')
def page(browser: Browser) -> Iterator[Page]:
    """An empty page with the class; it has an address, since storage belongs to one."""
    with browser.new_context() as context:
        page = context.new_page()
        page.route('http://draft.test/', lambda route: route.fulfill(body='<body></body>'))
        page.clock.install()
        page.goto('http://draft.test/')
        for script in (ASSETS / 'forms.js', COMPONENTS / 'live' / 'draft.js'):
            page.add_script_tag(path=script)
        yield page


class Typist:
    """Somebody at a draft over a row that says `Walk`."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.begin()

    def begin(self, base: str = 'Walk', **options: Any) -> None:
        self.page.evaluate(BEGIN, {'base': base} | options)

    def does(self, script: str) -> Any:
        return self.page.evaluate(f'() => {{ return draft.{script}; }}')

    def commits(self, text: str) -> bool:
        self.does(f'type({text!r})')
        return bool(self.does('commit()'))

    def hears(self, nth: int, problem: str = '', saved: str | None = None) -> bool:
        """The answer to the nth number that was sent."""
        return bool(self.page.evaluate(ANSWER, [nth, problem, saved]))

    def waits(self) -> None:
        self.page.clock.run_for(PATIENCE_MS)

    def reconnects(self) -> None:
        self.page.evaluate('socket.reconnect()')

    def __getattr__(self, name: str) -> Any:
        return self.page.evaluate(STATE)[name]


@pytest.fixture
def anna(page: Page) -> Typist:
    page.evaluate('sessionStorage.clear()')
    return Typist(page)


def test_what_is_typed_is_sent_once_with_what_it_replaces(anna: Typist) -> None:
    assert not anna.does('commit()')
    assert anna.commits('Boat')
    assert not anna.does('commit()')
    assert anna.isSending
    assert anna.sent == [[1, 'Boat', 'Walk']]
    assert anna.hears(1)
    assert (anna.text, anna.base, anna.isSending) == ('Boat', 'Boat', False)
    assert not anna.hears(1)


def test_what_the_server_made_of_it_is_what_stands_there(anna: Typist) -> None:
    anna.commits('Boat ')
    anna.does("arrive('Boat')")
    anna.hears(1)
    assert (anna.text, anna.base, anna.theirs) == ('Boat', 'Boat', None)
    anna.commits('92,5')
    anna.does("type('92,50 each')")
    anna.hears(2, saved='92.50')
    anna.does("arrive('92.50')")
    assert (anna.text, anna.base, anna.theirs) == ('92,50 each', '92.50', None)


def test_commits_build_on_each_other_and_the_last_answer_counts(anna: Typist) -> None:
    anna.commits('Boat')
    anna.commits('Boat tour')
    anna.commits('Walk')
    assert anna.sent == [[1, 'Boat', 'Walk'], [2, 'Boat tour', 'Boat'], [3, 'Walk', 'Boat tour']]
    assert not anna.hears(1)
    anna.does("arrive('Boat tour', 'Anna')")
    assert anna.hears(3)
    assert (anna.text, anna.base, anna.theirs) == ('Walk', 'Walk', None)


def test_it_is_sent_again_on_each_connection_until_it_is_answered(anna: Typist) -> None:
    anna.commits('Boat')
    anna.reconnects()
    assert anna.sent == [[1, 'Boat', 'Walk']] * 2
    anna.hears(1)
    anna.reconnects()
    anna.waits()
    assert anna.sent == [[1, 'Boat', 'Walk']] * 2
    assert anna.problem == ''


def test_what_nobody_answers_is_told_on_each_connection_without_end(anna: Typist) -> None:
    anna.page.evaluate('window.looks = tradewind.onEachConnection(() => sent.push([0, "look"]))')
    anna.waits()
    anna.reconnects()
    anna.page.evaluate('looks.stop()')
    anna.reconnects()
    assert anna.sent == [[1, 'look'], [1, 'look']]


def test_without_an_answer_the_same_words_keep_their_number(anna: Typist) -> None:
    anna.commits('Boat')
    anna.waits()
    assert (anna.problem, anna.isSending, anna.text) == (NO_ANSWER, False, 'Boat')
    anna.reconnects()
    assert anna.does('leave()')
    assert (anna.sent, anna.problem) == ([[1, 'Boat', 'Walk']] * 2, '')
    assert anna.hears(1)
    assert anna.base == 'Boat'


def test_a_late_answer_is_taken_and_what_was_typed_since_stays(anna: Typist) -> None:
    anna.commits('Boat')
    anna.waits()
    anna.does("type('Boat tour')")
    assert anna.hears(1)
    assert (anna.text, anna.base, anna.problem) == ('Boat tour', 'Boat', '')
    anna.does('commit()')
    assert anna.sent[-1] == [2, 'Boat tour', 'Boat']


def test_other_words_after_silence_follow_those_that_nobody_answered(anna: Typist) -> None:
    anna.commits('Boat')
    anna.waits()
    anna.commits('Sail')
    anna.reconnects()
    both = [[1, 'Boat', 'Walk'], [2, 'Sail', 'Boat']]
    assert anna.sent == [both[0], *both, *both]
    anna.does("arrive('Boat', 'Anna')")
    anna.hears(2)
    assert (anna.base, anna.theirs) == ('Sail', None)


def test_the_row_itself_may_be_the_answer(anna: Typist) -> None:
    anna.commits('Boat')
    anna.waits()
    anna.does("arrive('Boat', 'Anna')")
    assert (anna.base, anna.problem, anna.theirs) == ('Boat', '', None)
    assert anna.hears(1)


def test_who_leaves_what_was_refused_does_not_send_it_again(anna: Typist) -> None:
    anna.commits('abc')
    anna.hears(1, 'Price needs a number.')
    assert (anna.problem, anna.text, anna.base) == ('Price needs a number.', 'abc', 'Walk')
    assert not anna.does('leave()')
    assert anna.does('commit()'), 'who asks again gets an answer'
    anna.hears(2, 'Price needs a number.')
    anna.does("type('90')")
    assert anna.problem == ''
    assert anna.does('leave()')


def test_a_foreign_value_waits_for_a_decision(anna: Typist) -> None:
    anna.does("type('Boat')")
    anna.does("arrive('Kayak', 'Ben')")
    assert (anna.text, anna.theirs, anna.by) == ('Boat', 'Kayak', 'Ben')
    assert not anna.does('commit()')
    assert not anna.does('leave()')
    assert anna.does('keepMine()')
    assert (anna.sent, anna.theirs) == ([[1, 'Boat', 'Kayak']], None)
    anna.hears(1)
    anna.does("type('Sail')")
    anna.does("arrive('Kayak', 'Ben')")
    anna.does('take()')
    assert (anna.text, anna.base, anna.theirs) == ('Kayak', 'Kayak', None)
    anna.does("type('Boat')")
    anna.does("arrive('Walk', 'Ben')")
    anna.does("arrive('Kayak', 'Ben')")
    assert (anna.text, anna.theirs) == ('Boat', None), 'it is as it was'


def test_what_nobody_typed_over_follows_the_row_but_not_under_the_fingers(anna: Typist) -> None:
    anna.does("arrive('Kayak', 'Ben')")
    assert anna.text == 'Kayak'
    anna.page.evaluate('draft.isHeld = true')
    anna.does("arrive('Walk')")
    assert anna.text == 'Walk', 'their own, made better by the server'
    anna.does("arrive('Kayak', 'Ben')")
    assert (anna.text, anna.theirs) == ('Walk', 'Kayak')
    assert not anna.does('leave()')
    assert (anna.text, anna.theirs) == ('Kayak', None)


@pytest.mark.parametrize('problem', ['', 'Not now.'])
def test_what_comes_while_words_are_on_their_way_waits_for_their_answer(
    anna: Typist, problem: str
) -> None:
    anna.page.evaluate('draft.isHeld = true')
    anna.commits('Boat')
    anna.does("arrive('Kayak', 'Ben')")
    assert anna.theirs is None
    anna.hears(1, problem)
    assert (anna.theirs, anna.by, anna.problem) == ('Kayak', 'Ben', problem)


def test_a_refused_edit_that_showed_for_a_moment_is_no_change_of_others(anna: Typist) -> None:
    anna.commits('Boat')
    anna.does("arrive('Boat', 'Ben')")
    anna.does("arrive('Walk', 'Ben')")
    anna.hears(1, 'Not now.')
    assert (anna.text, anna.base, anna.theirs) == ('Boat', 'Walk', None)


def test_escape_goes_back_to_the_row_or_to_what_is_on_its_way(anna: Typist) -> None:
    anna.does("type('Boat')")
    anna.does('take()')
    assert anna.text == 'Walk'
    anna.commits('Boat')
    anna.does("type('Boat to')")
    anna.does('take()')
    assert anna.text == 'Boat'
    anna.hears(1)
    assert (anna.text, anna.base) == ('Boat', 'Boat')


def test_a_box_that_clears_says_each_word_once_and_drops_what_it_replaced(anna: Typist) -> None:
    anna.begin('', clears=True)
    assert not anna.commits('  ')
    anna.commits('Hello')
    anna.hears(1)
    assert anna.text == ''
    anna.commits('Shall we')
    anna.waits()
    anna.commits('Shall we meet?')
    assert [text for _, text, _ in anna.sent] == ['Hello', 'Shall we', 'Shall we meet?']
    assert not anna.hears(2)
    assert anna.isSending
    anna.hears(3)
    assert anna.text == ''


@pytest.mark.parametrize(
    ('row', 'text', 'theirs'),
    [('Walk', 'Boat', None), ('Kayak', 'Boat', 'Kayak'), ('Boat', 'Boat', None)],
    ids=['unchanged', 'changed', 'saved meanwhile'],
)
def test_a_draft_comes_back_after_a_reload_and_asks_only_where_the_row_has_changed(
    anna: Typist, row: str, text: str, theirs: str | None
) -> None:
    anna.begin(key='draft:title')
    anna.does("type('Boat')")
    anna.begin(row, key='draft:title')
    assert anna.does('restore()') is (row != text)
    assert (anna.text, anna.theirs) == (text, theirs)
    assert anna.by == ('Somebody' if theirs else '')


def test_what_is_kept_follows_the_answers_and_ends_with_them(anna: Typist) -> None:
    kept = 'sessionStorage.getItem("draft:title")'
    anna.begin(key='draft:title')
    anna.commits('Boat')
    anna.does("type('Boat tour')")
    anna.hears(1)
    anna.begin('Boat', key='draft:title')
    assert anna.does('restore()')
    assert anna.theirs is None, 'the row has what they committed themselves'
    anna.does("type('Boat')")
    assert anna.page.evaluate(kept) is None
    anna.does("type('Sail')")
    anna.does('close()')
    assert anna.page.evaluate(kept) is None
