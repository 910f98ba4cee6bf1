"""A page of one sentence, as plain HTML: for addresses that are not here and servers that fail.

Needs neither socket nor script, so that a stranger who guesses addresses costs nothing.
"""

from html import escape

from components.kit.files import asset
from components.shell.theme import Kind, head, theme_switch

TEMPLATE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>{title} · Tradewind</title>
{refresh}{head}
</head>
<body>
<script>{script}</script>
<main class="t-notice">
<img src="{art}" alt="">
<div class="t-dialog">
<h1 class="t-h1 t-h1--serif">{title}</h1>
<p class="t-2">{sentence}</p>
<a class="t-btn t-btn--primary t-btn--lg t-btn--block" href="{address}">{verb}</a>
</div>
</main>
</body>
</html>
"""


def notice(
    title: str, sentence: str, *, verb: str, address: str, refresh_s: int = 0, cover: str = 'alpine'
) -> str:
    """The whole page; `refresh_s` makes the browser try again by itself."""
    refresh = f'<meta http-equiv="refresh" content="{refresh_s}">\n' if refresh_s else ''
    return TEMPLATE.format(
        title=escape(title),
        sentence=escape(sentence),
        verb=escape(verb),
        address=escape(address),
        refresh=refresh,
        head=head(Kind.WORKSPACE),
        script=theme_switch(),
        art=asset(f'cover/{cover}.svg'),
    )
