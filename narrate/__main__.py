"""``narrate`` and ``python -m narrate`` are the command line."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C ends it in one line also while the program is being loaded."""
    try:
        from narrate import cli
    except KeyboardInterrupt:
        sys.stderr.write("narrate: stopped before anything was done; run the same command again\n")
        sys.exit(130)
    cli.main()


if __name__ == "__main__":
    main()
