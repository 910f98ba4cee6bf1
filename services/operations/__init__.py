"""What those who run Tradewind look at: fleet, metrics, self-check, proof, developer panel."""
