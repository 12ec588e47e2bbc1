"""Evidence to Answer: question, ledger, chain, verification, citations."""
