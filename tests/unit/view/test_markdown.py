"""Markdown becomes nodes, and what somebody typed stays text."""

from components.view.html import html
from components.view.markdown import markdown


def drawn(text: str) -> str:
    return ''.join(map(html, markdown(text)))


def test_emphasis_lists_and_lines_are_drawn() -> None:
    said = drawn('**Late** starts\nno *cheese*\n\n- boots\n- lake')
    assert '<strong><span>Late</span></strong>' in said
    assert '<br>' in said
    assert said.count('<li>') == 2


def test_html_scripts_and_pictures_stay_words() -> None:
    said = drawn('<script>alert(1)</script> <b>x</b> ![p](https://x.example/p.png)')
    assert '<script' not in said
    assert '<img' not in said
    assert '&lt;b&gt;' in said
    assert 'href' not in drawn('[x](javascript:alert(1)) [y](data:text/html,z)')


def test_a_colleague_is_no_link_and_an_address_is_one() -> None:
    assert 't-mention' in drawn('@[Ben](member:1b4e28ba-2fa1-11d2-883f-0016d3cca427)')
    assert 'href="https://x.example"' in drawn('[x](https://x.example)')
