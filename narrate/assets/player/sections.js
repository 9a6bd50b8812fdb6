// The sections of an article that has no episode: one goes on where the other ends. Each is a stream while it is
// made; the times of its sentences are asked for when the voice comes near the last that is known.
const AHEAD = 5, SHORT = 1; // seconds
const AGAIN = 1000; // milliseconds

class Sections {
  constructor(player, buttons, reading) {
    Object.assign(this, { player, reading });
    this.all = buttons.map((button) => new Section(button.dataset));
    player.ontake = (about) => this.take(about);
    player.onstep = (step) => this.step(step);
    player.explain = () => this.explain();
    const { audio } = player;
    for (const name of ["playing", "timeupdate"]) audio.addEventListener(name, () => this.keepUp());
    audio.addEventListener("ended", () => this.goOn());
    player.root.hidden = false;
    player.take(this.all[0].about);
  }

  take(about) {
    this.now = this.all.find((section) => section.about === about);
    this.show();
  }
  playFrom(number, seconds = 0) {
    const section = this.all.find(({ about }) => about.section === number);
    if (section !== this.now) this.player.take(section.about);
    this.player.playFrom(seconds);
  }
  step(step) {
    const next = this.all[this.all.indexOf(this.now) + step];
    if (next) this.playFrom(next.about.section);
  }

  keepUp() { if (this.now.seconds - this.player.time < AHEAD) this.ask(this.now); }
  async ask(section) {
    if (await section.ask() && section === this.now) this.show();
  }
  show() {
    this.player.known = this.now.seconds;
    this.player.isGrowing = !this.now.isComplete;
    this.reading.use(this.now.timed);
    this.player.showTime();
    for (const link of all("a[data-section]")) setCurrent(link, link.dataset.section === this.now.about.section);
  }

  // A section that broke off is not passed over.
  async goOn() {
    const ended = this.now;
    ended.asked = -Infinity;
    await this.ask(ended);
    if (ended !== this.now) return;
    if (!ended.isComplete || this.player.time < ended.seconds - SHORT) this.player.say(words.brokenOff);
    else this.step(1);
  }
  async explain() {
    const { status } = await fetch(this.now.about.play, { method: "HEAD" }).catch(() => ({}));
    if (this.player.time > 0) return words.brokenOff;
    return { 401: words.ownersOnly, 410: words.withdrawn, 429: words.busy, 503: words.busy }[status];
  }
}

// What is known of one of them; `about` is the data of its button.
class Section {
  constructor(about) {
    Object.assign(this, { about, seconds: 0, isComplete: false, timed: [], asked: -Infinity });
    this.sentences = new Map(all(`[data-sentence^="${about.section}."]`)
      .map((place) => [Number(place.dataset.sentence.split(".")[1]), place]));
  }

  // Whether there is news.
  async ask() {
    if (this.isComplete || performance.now() - this.asked < AGAIN) return false;
    this.asked = performance.now();
    try {
      const answer = await fetch(this.about.cues);
      return answer.ok && this.learn(await answer.json());
    } catch { return false; } // the next time
  }
  learn({ cues, seconds, complete }) {
    if (seconds < this.seconds || (seconds === this.seconds && !complete)) return false;
    for (const { sentence, start, end } of cues) {
      const place = this.sentences.get(sentence); // none, if the article was edited since
      if (place) Object.assign(place.dataset, { start, end });
    }
    Object.assign(this, { seconds, isComplete: complete });
    this.timed = [...this.sentences.values()].filter(({ dataset }) => dataset.end);
    return true;
  }
}
