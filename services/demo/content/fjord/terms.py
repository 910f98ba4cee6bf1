"""What clients of Fjord & Fell agree to."""

TERMS = """Thirty per cent on approval, the rest a month before we set out. Cancel up to sixty \
days before and we keep the deposit; up to thirty, half; after that, we keep what we have \
already paid to others and show you the receipts.

The weather is in charge. If a boat stays in or a pass stays closed, your guide changes the \
plan, and nothing is charged twice for it.

You carry travel insurance with rescue at sea and on the mountain. We hold a travel guarantee \
with the Norwegian fund, number on the invoice."""
