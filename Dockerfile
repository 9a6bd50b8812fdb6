# `narrate serve` for the show in the volume /show; docs/hosting.md says how to run it.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE NOTICE feed.xml.template ./
COPY voices ./voices
COPY narrate ./narrate
RUN pip install -c constraints.txt .
# Bytecode and compiled patterns are kept beside the modules, where the user below may not write.
RUN python -c "import narrate.article, narrate.readings"

RUN useradd --create-home --uid 1000 narrate \
    && install --directory --owner=narrate --group=narrate /show
USER narrate
WORKDIR /show
VOLUME /show
ENV NARRATE_SHOW=/show

EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["narrate"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
