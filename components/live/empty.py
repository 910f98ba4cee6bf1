"""What stands where a record would, and there is none. End of the line in."""

from components.kit.files import asset
from components.kit.markup import box, text


def no_record(kind: str, *, back: str, href: str) -> None:
    """One answer for records that never were, are gone, or are somebody else's.

    `kind`: what it would be, `'proposal'`; `back`: the link away from here, `'All proposals'`.
    """
    with box('t-empty'):
        box(tag='img', classes='t-empty__art', src=asset('cover/lofoten.svg'), alt='')
        text(f'There is no {kind} here', 't-h2', 'h1')
        text('It may have been deleted, or the address has a slip in it.', tag='p')
        with box('t-row'):
            text(back, 't-btn t-btn--primary', 'a', href=href)
