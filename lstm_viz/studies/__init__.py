"""Questions to a recorded pass: where a memory came from, what a held gate changes, what a unit does."""
