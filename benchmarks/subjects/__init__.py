"""What is measured: a module a subject, each yielding its rows; nothing of narrate is imported here."""
