"""What Skyline's clients agree to."""

TERMS = """A deposit of 20 % confirms the trip and is due within seven days of your approval. \
The rest is due six weeks before departure.

Until eight weeks before departure you can cancel for the deposit alone; until four weeks for \
half of the price; later we refund whatever our partners refund us, and show you their letters.

Prices hold for the travellers and dates named here, taxes included. Flights are not part of \
the price unless a day says so. If a guide, a boat or the weather does not play along, we offer \
something of the same worth or give the money back for that part.

You need a passport valid for six months after the return, and travel insurance that covers \
getting you home. We are insured against our own insolvency; the certificate comes with the \
first invoice."""
