"""Fills a store with clips."""

from __future__ import annotations

import json
import sys

from tasks.material import fill, store_of

if __name__ == "__main__":
    fill(store_of(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps({"clips": int(sys.argv[2])}))
