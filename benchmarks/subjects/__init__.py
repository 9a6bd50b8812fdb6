"""What is measured: a module a subject, each yielding its rows."""
