"""The work itself, in processes of their own: each module is run with ``python -m`` and prints JSON."""
