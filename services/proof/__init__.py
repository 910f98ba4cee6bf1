"""Proves that nothing is lost: random writes, random faults, then everything is compared."""

from services.proof.compare import Outcome, Screen
from services.proof.run import Pages, Proof

__all__ = ['Outcome', 'Pages', 'Proof', 'Screen']
