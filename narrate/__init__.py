"""narrate turns an article into a podcast episode that is read correctly, and keeps its RSS feed."""

import os

# Clips are made by one thread a processor; the threads that numpy's BLAS starts beside them only wait in
# their way (measured: a build takes a fifth longer). It must be set before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
