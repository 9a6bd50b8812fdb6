// The player of a show's pages: listens, reads along, remembers. No library, nothing from elsewhere.
//
// Pages of older builds use this file as it is now, so what it finds in them is few and stays:
//   <html lang>               Japanese words, or English ones
//   [data-player]             where the controls go, around an <audio>; data-episode, -title, -show, -art,
//                             -page, -length (s) tell of what is played
//   [data-start][data-end]    a sentence and when it is heard (s); a click plays from there
//   [data-chapters] [data-start]   an entry of the contents
//   [data-play]               plays that file; with the same data- as a player
//   [data-switches]           where the switches of the text go
//   [data-episodes] > li, [data-find]   a list, and the field that filters it by its <h3>
//   [data-copy]               copies the value of the field of that id
//   [hidden]                  on what needs this script
"use strict";
{
  const JAPANESE = {
    play: "再生", pause: "一時停止", back: "15秒戻る", forward: "30秒進む", rate: "速さ", seek: "再生位置",
    left: "残り", at: "{time}（全体 {length}）", failed: "音声を読み込めません。", copied: "コピーしました",
    follow: "読み上げを追う", ruby: "読みがな", found: "{count}件", help: "キー操作", close: "閉じる",
    keys: "キーで操作する",
    keyList: {
      "スペース、K": "再生と一時停止", "J、←": "15秒戻る", "L、→": "30秒進む", "< >": "速さを変える",
      "↑ ↓": "文を選ぶ（本文の中で）", Enter: "選んだ文から再生", "?": "この一覧",
    },
  };
  const ENGLISH = {
    play: "Play", pause: "Pause", back: "Back 15 seconds", forward: "Forward 30 seconds", rate: "Speed",
    seek: "Position", left: "Left", at: "{time} of {length}", failed: "The audio cannot be loaded.",
    copied: "Copied", follow: "Follow the voice", ruby: "Readings", found: "{count} found", help: "Keys",
    close: "Close", keys: "Use keys",
    keyList: {
      "Space, K": "Play and pause", "J, ←": "Back 15 seconds", "L, →": "Forward 30 seconds",
      "< >": "Change the speed", "↑ ↓": "Choose a sentence (in the text)",
      Enter: "Play from that sentence", "?": "This list",
    },
  };
  const words = document.documentElement.lang.startsWith("ja") ? JAPANESE : ENGLISH;
  const RATES = [0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
  const BACK = 15, FORWARD = 30, ENDING = 10, EARLY = 0.05; // seconds
  const ICONS = {
    play: "M8 5.1v13.8L19 12z", pause: "M7 5h3.6v14H7zM13.4 5H17v14h-3.6z",
    back: "M12 5V1.5L6.5 6 12 10.5V7a6 6 0 1 1-6 6H4a8 8 0 1 0 8-8z",
    forward: "M12 5V1.5L17.5 6 12 10.5V7a6 6 0 1 0 6 6h2a8 8 0 1 1-8-8z",
  };

  // What is remembered in this browser; where that is forbidden, nothing is.
  const memory = {
    get(key, otherwise) {
      try {
        return JSON.parse(localStorage.getItem(`narrate:${key}`)) ?? otherwise;
      } catch { return otherwise; }
    },
    set(key, value) {
      try { localStorage.setItem(`narrate:${key}`, JSON.stringify(value)); } catch { /* forbidden, or full */ }
    },
  };

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const setCurrent = (element, isCurrent) =>
    (isCurrent ? element.setAttribute("aria-current", "true") : element.removeAttribute("aria-current"));
  const filled = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);

  function make(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function icon(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS(svg.namespaceURI, "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  }

  function button(className, label, onclick, ...children) {
    return make("button", { type: "button", className, ariaLabel: label, title: label, onclick }, ...children);
  }

  function clock(seconds) {
    const whole = Math.max(0, Math.floor(seconds));
    const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    const shown = parts[0] ? parts : parts.slice(1);
    return shown.map((part, i) => (i ? `${part}`.padStart(2, "0") : part)).join(":");
  }

  // What is told to those who do not see it.
  const status = make("p", { className: "status", role: "status" });
  const tell = (text) => { status.textContent = text; };

  class Player {
    constructor(root) {
      this.root = root;
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
      this.bar = make("input", { type: "range", min: 0, step: 1, value: 0, ariaLabel: words.seek });
      this.ticks = make("span", { className: "ticks", ariaHidden: "true" });
      this.passed = make("span", { className: "passed" });
      this.left = make("span", { className: "left" });
      this.toggle = button("toggle", words.play, () => this.playOrPause(), icon("play"));
      this.rate = make("select", { ariaLabel: words.rate, title: words.rate },
        ...RATES.map((rate) => make("option", { value: rate, textContent: `${rate}×` })));
      this.help = button("help", words.help, () => openHelp(), "?");
      this.root.append(
        this.now,
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
      audio.addEventListener("play", () => this.describe());
      audio.addEventListener("error", () => { if (audio.getAttribute("src")) tell(words.failed); });
      for (const name of ["pause", "seeked"]) audio.addEventListener(name, () => this.remember());
      addEventListener("pagehide", () => this.remember());
    }

    // What is to be played: the data of a player or of a button; it goes on where it was left.
    take(about) {
      this.about = about;
      if (about.play) this.audio.src = about.play;
      const title = make(about.page ? "a" : "span", { textContent: about.title });
      if (about.page) title.href = about.page;
      this.title = title;
      this.now.replaceChildren(title);
      this.bar.max = Math.ceil(this.length);
      const marks = this.chapters.slice(1).map(({ start }) => {
        const tick = make("i");
        tick.style.left = `${(100 * start) / this.length}%`;
        return tick;
      });
      this.ticks.replaceChildren(...marks);
      const at = memory.get(`at:${about.episode}`, 0);
      if (at > 0 && at < this.length - ENDING) this.audio.currentTime = at;
      this.showTime();
    }

    get length() { return this.audio.duration || Number(this.about?.length) || 0; }
    get time() { return this.audio.currentTime; }

    play() { this.audio.play().catch(() => this.showState()); }
    playOrPause() { if (this.audio.paused) this.play(); else this.audio.pause(); }
    seek(seconds) { this.audio.currentTime = Math.min(Math.max(0, seconds), this.length); this.showTime(); }
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
      const chapter = this.chapters[this.chapterAt(this.time) + step];
      if (chapter) this.seek(chapter.start);
    }

    showState() {
      const name = this.audio.paused ? "play" : "pause";
      this.toggle.ariaLabel = this.toggle.title = words[name];
      this.toggle.replaceChildren(icon(name));
      this.onstate?.();
    }
    showTime() {
      const { time, length } = this;
      this.bar.value = time;
      this.bar.style.setProperty("--done", `${length ? (100 * time) / length : 0}%`);
      this.bar.setAttribute("aria-valuetext", filled(words.at, { time: clock(time), length: clock(length) }));
      this.passed.textContent = clock(time);
      this.left.textContent = `−${clock(length - time)}`;
      this.left.title = words.left;
      const now = this.chapterAt(time);
      this.chapters.forEach(({ link }, i) => setCurrent(link, i === now));
      if (now >= 0) this.title.textContent = this.chapters[now].link.firstElementChild.textContent;
      if (Math.abs(time - (this.remembered ?? 0)) > 5) this.remember();
      this.ontime?.(time);
    }
    remember() {
      if (!this.about) return;
      this.remembered = this.time;
      memory.set(`at:${this.about.episode}`, this.time < this.length - ENDING ? this.time : 0);
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

  // The sentence that is heard is marked, and scrolled to for a reader who was at the one before.
  class ReadAlong {
    constructor(player, sentences) {
      Object.assign(this, { player, sentences, at: -1 });
      this.starts = sentences.map(({ dataset }) => Number(dataset.start));
      this.end = Number(sentences.at(-1).dataset.end);
      for (const sentence of sentences) sentence.tabIndex = -1;
      sentences[0].tabIndex = 0;
      player.ontime = (time) => this.mark(time);
      player.audio.addEventListener("play", () => this.keepUp());
      this.mark(player.time);
    }

    // More often than the browser tells the time, so that the mark is where the voice is.
    keepUp() {
      this.mark(this.player.time);
      if (!this.player.audio.paused) requestAnimationFrame(() => this.keepUp());
    }
    mark(time) {
      const at = time > this.end ? -1 : this.starts.findLastIndex((start) => start <= time + EARLY);
      if (at === this.at || (!time && this.player.audio.paused)) return;
      const before = this.sentences[this.at], now = this.sentences[at];
      if (before) setCurrent(before, false);
      if (now) setCurrent(now, true);
      const wasThere = !before || isSeen(before);
      this.at = at;
      if (now) this.focusable(now);
      if (now && before && wasThere && document.documentElement.dataset.follow !== "off") comeIntoView(now);
    }
    focusable(sentence) {
      for (const other of all("[data-end][tabindex='0']")) if (other !== sentence) other.tabIndex = -1;
      sentence.tabIndex = 0;
    }
    move(from, step) {
      const next = this.sentences[this.sentences.indexOf(from) + step];
      if (!next) return;
      this.focusable(next);
      next.focus();
    }
  }

  const isSeen = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  function comeIntoView(element) {
    const { top, bottom } = element.getBoundingClientRect();
    if (top > innerHeight * 0.12 && bottom < innerHeight * 0.6) return;
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({ block: "center", behavior: isCalm ? "instant" : "smooth" });
  }

  // A switch that is remembered; <html> tells how it stands.
  function switchOf(name) {
    const box = make("input", { type: "checkbox", checked: memory.get(name, true) });
    const apply = () => { document.documentElement.dataset[name] = box.checked ? "on" : "off"; };
    box.onchange = () => { memory.set(name, box.checked); apply(); };
    apply();
    return make("label", {}, box, words[name]);
  }

  // The list of keys. Who speaks to the machine, or types by accident, can switch them off.
  const help = make("dialog", { ariaLabel: words.help });
  function openHelp() { if (!help.open) help.showModal(); }
  function buildHelp() {
    const rows = Object.entries(words.keyList).map(([key, what]) =>
      make("div", {}, make("dt", { textContent: key }), make("dd", { textContent: what })));
    const close = button("", words.close, () => help.close(), words.close);
    help.append(make("h2", { textContent: words.help }), make("dl", {}, ...rows), switchOf("keys"), close);
    help.onclick = (event) => { if (event.target === help) help.close(); };
    document.body.append(help, status);
  }

  function onKey(event, player, reading) {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (target.matches("input:not([type=range]), textarea, select")) return;
    const isSentence = target.matches("[data-end]");
    const onRange = target.matches("input"), onButton = target.matches("button, a, summary");
    const acts = {
      ...(isSentence && {
        Enter: () => player.playFrom(Number(target.dataset.start)),
        ArrowUp: () => reading.move(target, -1), ArrowDown: () => reading.move(target, 1),
      }),
      ...(document.documentElement.dataset.keys !== "off" && {
        ...(!onButton && { " ": () => player.playOrPause() }),
        ...(!onRange && { ArrowLeft: () => player.skip(-BACK), ArrowRight: () => player.skip(FORWARD) }),
        k: () => player.playOrPause(), j: () => player.skip(-BACK), l: () => player.skip(FORWARD),
        "<": () => player.stepRate(-1), ">": () => player.stepRate(1), "?": () => openHelp(),
      }),
    };
    const act = player.about && acts[event.key];
    if (act) { event.preventDefault(); act(); }
  }

  function onClick(event, player) {
    const place = event.target.closest("[data-start]");
    if (!place || (place.dataset.end && !getSelection().isCollapsed)) return; // somebody marks words to copy them
    event.preventDefault();
    player.playFrom(Number(place.dataset.start));
    if (!place.dataset.end) comeIntoView(document.querySelector(place.hash) ?? place);
  }

  function listEpisodes(player) {
    const buttons = all("[data-play]");
    const show = () => buttons.forEach((each) => {
      const isOn = player.about === each.dataset && !player.audio.paused;
      const name = isOn ? "pause" : "play";
      each.ariaLabel = `${words[name]}: ${each.dataset.title}`;
      each.replaceChildren(icon(name));
      each.closest("li")?.toggleAttribute("data-playing", player.about === each.dataset);
    });
    for (const each of buttons) {
      each.hidden = false;
      each.onclick = () => {
        if (player.about === each.dataset) { player.playOrPause(); return; }
        player.remember();
        player.root.hidden = false;
        player.take(each.dataset);
        player.play();
      };
    }
    player.onstate = show;
    show();
  }

  function find(field) {
    const plain = (text) => text.normalize("NFKC").toLowerCase();
    const items = all("[data-episodes] > li")
      .map((item) => ({ item, title: plain(item.querySelector("h3").textContent) }));
    field.parentElement.hidden = items.length < 2;
    field.oninput = () => {
      const parts = plain(field.value).split(/\s+/);
      for (const { item, title } of items) item.hidden = !parts.every((part) => title.includes(part));
      tell(filled(words.found, { count: items.filter(({ item }) => !item.hidden).length }));
    };
  }

  function copier(from) {
    const field = document.getElementById(from.dataset.copy);
    from.hidden = false;
    field.onfocus = () => field.select();
    from.onclick = async () => {
      try { await navigator.clipboard.writeText(field.value); } catch {
        field.select();
        document.execCommand("copy"); // where the page is not served safely
      }
      tell(words.copied);
    };
  }

  buildHelp();
  all("[data-switches]").forEach((place) => place.append(switchOf("follow"), switchOf("ruby")));
  const root = document.querySelector("[data-player]");
  if (root) {
    const player = new Player(root);
    const sentences = all("[data-start][data-end]");
    const reading = sentences.length ? new ReadAlong(player, sentences) : null;
    document.addEventListener("click", (event) => onClick(event, player));
    document.addEventListener("keydown", (event) => onKey(event, player, reading));
    listEpisodes(player);
  }
  all("[data-find]").forEach(find);
  all("[data-copy]").forEach(copier);
}
