"""Proves that nothing is lost: random writes, random faults, then everything is compared."""

from services.operations.proof.compare import Outcome, Screen
from services.operations.proof.run import Pages, Proof

__all__ = ['Outcome', 'Pages', 'Proof', 'Screen']
