// How far an episode is that is being made again, at the foot of a page.
import { answered, ENDED, listen } from "./away.js";
import { told } from "./lines.js";
import { api, choose, filled, make, Refused, root, tell } from "./owner.js";

const words = choose({
  making: "エピソードを作り直しています", of: "{done} / {all}文", made: "エピソードを作り直しました。",
  same: "エピソードは前と同じです。変わったところはありません。", listen: "聴く",
  failed: "エピソードを作り直せませんでした：{error}",
}, {
  making: "The episode is being made again", of: "{done} of {all} sentences", made: "The episode was made again.",
  same: "The episode is as it was: nothing has changed.", listen: "Listen", failed: "The episode could not be made again: {error}",
});

/** The latest job of a page; `element` shows it. */
export class Making {
  constructor() {
    this.source = null;
    this.progress = make("progress", { ariaLabel: words.making });
    this.line = make("p", {});
    this.element = make("aside", { className: "making", hidden: true }, this.line, this.progress);
  }

  follow(job) {
    this.source?.close();
    this.show(job);
    if (isOver(job)) return;
    const source = listen(new URL(`jobs/${job.id}/events`, root), (now) => {
      if (isOver(now)) source.close();
      this.show(now);
    }, () => this.again(source, job));
    this.source = source;
  }

  /** After the events broke off: the job goes on, or its article has another, or none. */
  async again(source, job) {
    const say = (line) => { if (this.source === source) this.say(line); };
    try {
      const now = await answered(() => latest(job), say);
      if (this.source === source) this.follow(now); // else another job is followed
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      say(refused.message);
    }
  }

  say(line) { if (this.line.textContent !== line) this.line.textContent = line; }

  show(job) {
    const { state, progress: { done, all }, episode, changed } = job;
    const text = state === "done" ? (changed ? words.made : words.same)
      : isOver(job) ? filled(words.failed, { error: told(job.error ?? "") })
        : [words.making, all ? filled(words.of, { done, all }) : ""].join(" ");
    this.element.hidden = false;
    this.line.replaceChildren(text);
    this.progress.hidden = isOver(job);
    if (all) Object.assign(this.progress, { max: all, value: done });
    if (state === "done" && episode?.page) this.line.append(" ", make("a", { href: episode.page, textContent: words.listen }));
    if (isOver(job)) tell(text);
  }
}

/** A job as it is now, or the one that its article has since; it has ended with a server that forgot it. */
async function latest(job) {
  const { articles } = await api("GET", "articles");
  const id = articles.find(({ slug }) => slug === job.article)?.job;
  return id ? api("GET", `jobs/${id}`) : { ...job, state: "stopped", error: ENDED };
}

const isOver = ({ state }) => !["queued", "running"].includes(state);
