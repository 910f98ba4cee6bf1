"""What is shown at an address of no proposal. End of the line in."""

from components.live.empty import no_record


def no_proposal() -> None:
    no_record('proposal', back='All proposals', href='/proposals')
