"""Pages and addresses for those who run Tradewind."""
