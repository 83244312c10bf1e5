"""What engines saw: captures replayed through them and logs of production, as findings, evidence and transfers."""
