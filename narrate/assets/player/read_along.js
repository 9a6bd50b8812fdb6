// The sentence that is heard is marked, and scrolled to for a reader who was at the one before.
class ReadAlong {
  constructor(player) {
    Object.assign(this, { player, sentences: [], last: null });
    player.ontime = (time) => this.mark(time);
    player.audio.addEventListener("play", () => this.keepUp());
  }

  // The sentences of what is played, with their times.
  use(sentences) {
    this.sentences = sentences;
    this.starts = sentences.map(({ dataset }) => Number(dataset.start));
    this.end = Number(sentences.at(-1)?.dataset.end ?? 0);
    for (const sentence of sentences) if (!sentence.hasAttribute("tabindex")) sentence.tabIndex = -1;
    if (sentences.length && !document.querySelector("[data-end][tabindex='0']")) this.focusable(sentences[0]);
    this.mark(this.player.time);
  }

  // More often than the browser tells the time, so that the mark is where the voice is.
  keepUp() {
    this.mark(this.player.time);
    if (!this.player.audio.paused) requestAnimationFrame(() => this.keepUp());
  }
  mark(time) {
    const isBegun = time > 0 || !this.player.audio.paused;
    const at = !isBegun || time > this.end ? -1 : this.starts.findLastIndex((start) => start <= time + EARLY);
    const now = this.sentences[at] ?? null, before = this.now ?? null;
    if (now === before) return;
    if (before) setCurrent(before, false);
    this.now = now;
    if (!now) return;
    setCurrent(now, true);
    const wasThere = this.last && isSeen(this.last);
    this.last = now;
    this.focusable(now);
    if (wasThere && document.documentElement.dataset.follow !== "off") comeIntoView(now);
  }
  focusable(sentence) {
    for (const other of all("[data-end][tabindex='0']")) if (other !== sentence) other.tabIndex = -1;
    sentence.tabIndex = 0;
  }
  move(from, step) {
    const places = all("[data-end]");
    const next = places[places.indexOf(from) + step];
    if (!next) return;
    this.focusable(next);
    next.focus();
  }
}
