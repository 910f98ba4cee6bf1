"""How much a stranger or the holder of a link can make this process keep or do.

Every number stands here with its unit, and in the table of docs/architecture.md with what happens
at it; a test compares the two. An ordinary person meets none of them.
"""

# Connections and requests, before anything is known of who asks

CONNECTIONS = 5_000
"""Open TCP connections of the process; the next one is closed unread."""
CONNECTIONS_OF_NETWORK = 200
"""Open TCP connections of one network that is not this machine; the next one is closed unread."""
HEAD_S = 10.0
"""Seconds for a request's line and headers, and between two requests of a connection."""
HEAD_BYTES = 32 * 1024
"""Bytes of a request beside its body: its line, headers, chunk sizes and trailers."""
HEADERS = 100
"""Headers of one request."""
BODY_S = 20.0
"""Seconds for a body, besides what `BODY_BYTES_PER_S` grants."""
BODY_BYTES_PER_S = 20_000
"""Bytes that earn a body one more second."""
FORM_BYTES = 64 * 1024
"""Bytes of a form."""
POLL_BYTES = 1_000_000
"""Bytes that a page without a websocket sends at once."""
IMPORT_BYTES = 50_000_000
"""Bytes of a file of contacts."""
PICTURE_BYTES = 13 * 1024 * 1024
"""Bytes of a request with a picture in it, as nginx's."""
STALLED_S = 30.0
"""Seconds that an answer, or a page's next message, may wait for whoever does not read on."""
STATIC_BYTES = 16 * 1024 * 1024
"""Bytes of scripts, styles and pictures of ours that are kept ready to be sent."""

# Pages

PAGES_PER_MINUTE = 240
"""Pages without a session that one network may open in a minute; each is held for a minute."""
UNSEEN_PAGES = 100
"""Pages without a socket; above, they are given up after `UNSEEN_S` in place of 60 s."""
UNSEEN_S = 15.0
"""Seconds until a page that no browser came back for is given up, when there are many."""
UNSEEN_PAGES_AT_MOST = 300
"""Pages without a socket; above, strangers are asked to wait."""
LATE_PAGES = 2_000
"""Pages that wait for their browser's socket before they are made; the oldest is given up."""
LATE_S = 60.0
"""Seconds until such a page is given up."""

# Sockets of pages

SOCKETS = 4_000
"""Sockets of the process, by websocket and polling."""
SOCKETS_OF_NETWORK = 200
"""Sockets of one network that is not this machine."""
HANDSHAKE_S = 10.0
"""Seconds until a socket that belongs to no page is closed."""
FRAME_BYTES = 256 * 1024
"""Bytes of one message of a page; the longest text of a field takes 160 KB when all escaped."""
FRAMES_PER_S = 100
"""Frames of one socket a second, over a while; one of 2 KB counts twice, and so on."""
FRAMES_AT_ONCE = 400
"""Frames of one socket at once."""
MISTAKES = 20
"""Frames that no page of ours sends, until a socket is closed; one with bytes is the last."""
NAME_LENGTH = 100
"""Characters of a name in a socket's address: of its page, tab or document."""
FRAME_REPORT_S = 60.0
"""Seconds between two lines of the log about frames that were dropped."""
TRACES_PER_MINUTE = 30
"""Stack traces in the log; the next minute's first line says how many were left out."""

# Sign-in and sign-up

EMAIL_LENGTH = 255
"""Characters of an e-mail address."""
TRIES = 5
"""Wrong passwords for one account from one network within `TRIES_S`."""
TRIES_S = 60.0
"""Seconds, see `TRIES`."""
TRIES_OF_NETWORK = 50
"""Wrong passwords from one network in ten minutes."""
TRIES_OF_ACCOUNT = 10
"""Wrong passwords for one account from all networks in a quarter of an hour; a browser that signed
in to it before has as many of its own."""
ORGANIZATIONS_OF_NETWORK = 20
"""New organizations from one network in an hour."""
ORGANIZATIONS = 200
"""New organizations from all networks in an hour."""
RATE_KEYS = 20_000
"""Networks, accounts or links that one limit remembers; the one that began first is forgotten."""

# Holders of links

QUESTIONS_OF_LINK = 30
"""Questions and answers by one link in five minutes."""
MOVES_OF_PAGE = 60
"""Switches moved on one page in a minute."""
MOVES_OF_LINK = 120
"""Switches moved by one link in a minute, on all its pages."""
DECISIONS_OF_LINK = 20
"""Approvals and refusals by one link in ten minutes."""
VISITS_OF_LINK = 60
"""Visits noted for one link in ten minutes; what comes then is seen and not noted."""
GESTURES_OF_LINK = 1_200
"""Signs of presence of one link in a minute, on all its pages; the rest is not shown."""
