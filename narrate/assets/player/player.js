class Player {
  constructor(root) {
    Object.assign(this, { root, known: 0, isGrowing: false, wanted: null }); // seconds of a stream that are there
    this.audio = root.querySelector("audio");
    this.chapters = all("[data-chapters] [data-start]")
      .map((link) => ({ link, start: Number(link.dataset.start) }));
    this.build();
    this.listen();
    this.setRate(memory.get("rate", 1));
    if (this.audio.getAttribute("src")) this.take(root.dataset);
  }

  build() {
    this.audio.controls = false;
    this.now = make("p", { className: "now" });
    this.message = make("p", { className: "message", hidden: true });
    this.bar = make("input", { type: "range", min: 0, step: 1, value: 0, ariaLabel: words.seek });
    this.ticks = make("span", { className: "ticks", ariaHidden: "true" });
    this.passed = make("span", { className: "passed" });
    this.left = make("span", { className: "left" });
    this.toggle = button("toggle", words.play, () => this.playOrPause(), icon("play"));
    this.rate = make("select", { ariaLabel: words.rate, title: words.rate },
      ...RATES.map((rate) => make("option", { value: rate, textContent: `${rate}×` })));
    this.help = button("help", words.help, () => openHelp(), "?");
    this.root.append(
      this.now, this.message,
      make("div", { className: "seek" }, this.bar, this.ticks),
      make("div", { className: "times" }, this.passed, this.left),
      make("div", { className: "controls" }, this.rate, this.skipper("back", -BACK), this.toggle,
        this.skipper("forward", FORWARD), this.help),
    );
  }

  skipper(name, seconds) {
    const number = make("span", { textContent: Math.abs(seconds) });
    return button("skip", words[name], () => this.skip(seconds), icon(name), number);
  }

  listen() {
    const audio = this.audio;
    this.bar.oninput = () => this.seek(Number(this.bar.value));
    this.rate.onchange = () => this.setRate(Number(this.rate.value));
    for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, () => this.showState());
    for (const name of ["timeupdate", "seeking", "durationchange"]) {
      audio.addEventListener(name, () => this.showTime());
    }
    audio.addEventListener("seeked", () => this.seekOn());
    audio.addEventListener("play", () => this.describe());
    audio.addEventListener("error", () => { if (audio.getAttribute("src")) this.fail(); });
    audio.addEventListener("playing", () => this.say(""));
    for (const name of ["pause", "seeked"]) audio.addEventListener(name, () => this.remember());
    addEventListener("pagehide", () => this.remember());
  }

  // What is to be played: the data of a player or of a button; it goes on where it was left.
  take(about) {
    Object.assign(this, { about, wanted: null });
    if (this.fetching) this.stopFetching();
    if (about.play) {
      URL.revokeObjectURL(this.audio.src); // a file that was fetched whole
      this.audio.src = about.play;
    }
    const title = make(about.page ? "a" : "span", { textContent: about.title });
    if (about.page) title.href = about.page;
    this.title = title;
    this.now.replaceChildren(title);
    const marks = this.chapters.slice(1).map(({ start }) => {
      const tick = make("i");
      tick.style.left = `${(100 * start) / this.length}%`;
      return tick;
    });
    this.ticks.replaceChildren(...marks);
    const at = about.episode ? memory.get(`at:${about.episode}`, 0) : 0;
    if (at > 0 && at < this.length - ENDING) this.audio.currentTime = this.wanted = at;
    this.say("");
    this.ontake?.(about);
    this.showTime();
  }

  // Of a stream, whose end the browser does not know, as much as is known to be there.
  get length() {
    const { duration } = this.audio;
    return (Number.isFinite(duration) && duration) || this.known || Number(this.about?.length) || 0;
  }
  get time() { return this.wanted ?? this.audio.currentTime; }

  play() {
    if (this.audio.error) this.reload(this.time);
    if (this.wanted !== null && !this.canSeek(this.wanted)) this.fetchWhole();
    else this.audio.play().catch(() => this.showState());
  }
  playOrPause() {
    if (this.fetching) this.stopFetching();
    else if (this.audio.paused) this.play();
    else this.audio.pause();
  }
  seek(seconds) {
    const to = Math.min(Math.max(0, seconds), this.length);
    this.wanted = null;
    if (!this.canSeek(to)) this.bring(to);
    else if (this.audio.seeking) this.wanted = to;
    else this.audio.currentTime = to;
    this.showTime();
  }
  // One place after the other: where several are sought at once, Chromium may find none of them.
  seekOn() {
    const { wanted } = this;
    if (wanted === this.audio.currentTime) this.wanted = null;
    else if (wanted !== null) this.seek(wanted);
  }
  canSeek(to) {
    const { readyState, seekable } = this.audio;
    return !readyState || (seekable.length > 0 && to <= seekable.end(seekable.length - 1));
  }
  // Nobody can seek in a stream that has ended; but then its address has the file. And some servers send a file from
  // its start only: it is fetched whole when it is to be played from elsewhere.
  bring(to) {
    if (this.about.cues) this.reload(to);
    else {
      this.wanted = to;
      if (!this.audio.paused) this.play();
    }
  }
  async fetchWhole() {
    const { audio } = this;
    if (this.fetching) return;
    const fetching = this.fetching = new AbortController();
    audio.pause();
    this.say(words.fetching);
    this.showState();
    const file = await fetch(audio.currentSrc, { signal: fetching.signal })
      .then((answer) => (answer.ok ? answer.blob() : null)).catch(() => null);
    if (this.fetching !== fetching) return;
    this.stopFetching();
    const at = this.time;
    this.wanted = null;
    if (file) {
      audio.src = URL.createObjectURL(file);
      audio.currentTime = at;
      this.play();
    } else {
      this.say(words.fromStart);
      this.showTime();
    }
  }
  stopFetching() {
    this.fetching?.abort();
    this.fetching = null;
    this.say("");
    this.showState();
  }
  reload(at) {
    const wasPaused = this.audio.paused;
    this.wanted = null;
    this.audio.load();
    this.audio.currentTime = at;
    if (!wasPaused) this.play();
  }
  skip(seconds) { this.seek(this.time + seconds); }
  playFrom(seconds) { this.seek(seconds); this.play(); }

  setRate(rate) {
    const wanted = RATES.includes(rate) ? rate : 1;
    this.audio.defaultPlaybackRate = this.audio.playbackRate = wanted;
    this.rate.value = wanted;
    memory.set("rate", wanted);
  }
  stepRate(step) {
    const next = RATES[RATES.indexOf(this.audio.playbackRate) + step];
    if (next) { this.setRate(next); tell(`${words.rate} ${next}×`); }
  }

  chapterAt(time) { return this.chapters.findLastIndex(({ start }) => start <= time + EARLY); }
  skipChapter(step) {
    if (this.onstep) { this.onstep(step); return; }
    const chapter = this.chapters[this.chapterAt(this.time) + step];
    if (chapter) this.seek(chapter.start);
  }

  showState() {
    const name = this.audio.paused && !this.fetching ? "play" : "pause";
    this.toggle.ariaLabel = this.toggle.title = words[name];
    this.toggle.replaceChildren(icon(name));
    this.onstate?.();
  }
  showTime() {
    const { time, length } = this;
    this.bar.max = Math.ceil(length);
    this.bar.value = time;
    this.bar.style.setProperty("--done", `${length ? (100 * time) / this.bar.max : 0}%`);
    const told = this.isGrowing ? words.atMaking : words.at;
    this.bar.setAttribute("aria-valuetext", filled(told, { time: clock(time), length: clock(length) }));
    this.passed.textContent = clock(time);
    const making = time || !this.audio.paused ? words.making : "";
    this.left.textContent = this.isGrowing ? making : `−${clock(length - time)}`;
    this.left.title = words.left;
    const now = this.chapterAt(time);
    this.chapters.forEach(({ link }, i) => setCurrent(link, i === now));
    if (now >= 0) this.title.textContent = this.chapters[now].link.firstElementChild.textContent;
    if (Math.abs(time - (this.remembered ?? 0)) > 5) this.remember();
    this.ontime?.(time);
  }
  remember() {
    if (!this.about?.episode) return;
    this.remembered = this.time;
    memory.set(`at:${this.about.episode}`, this.time < this.length - ENDING ? this.time : 0);
  }

  say(text) {
    this.message.textContent = text;
    this.message.hidden = !text;
    if (text) tell(text);
  }
  async fail() {
    const { about } = this;
    const why = (await this.explain?.()) || words.failed;
    if (about === this.about) this.say(why);
  }

  // For the lock screen and the keys of headphones.
  describe() {
    const session = navigator.mediaSession;
    if (!session) return;
    const hasArt = this.about.art && location.protocol.startsWith("http"); // one on the disk is refused
    const artwork = hasArt ? [{ src: new URL(this.about.art, document.baseURI).href }] : [];
    session.metadata = new MediaMetadata({ title: this.about.title, artist: this.root.dataset.show, artwork });
    const acts = {
      play: () => this.play(), pause: () => this.audio.pause(),
      seekbackward: () => this.skip(-BACK), seekforward: () => this.skip(FORWARD),
      seekto: ({ seekTime }) => this.seek(seekTime),
      previoustrack: () => this.skipChapter(-1), nexttrack: () => this.skipChapter(1),
    };
    for (const [name, act] of Object.entries(acts)) {
      try { session.setActionHandler(name, act); } catch { /* unknown to this browser */ }
    }
  }
}
