// How far an episode is that is being made again, at the foot of a page.
import { told } from "./lines.js";
import { api, choose, filled, make, Refused, root, tell } from "./owner.js";

const words = choose({
  making: "エピソードを作り直しています", of: "{done} / {all}文", made: "エピソードを作り直しました。", listen: "聴く",
  failed: "エピソードを作り直せませんでした：{error}",
}, {
  making: "The episode is being made again", of: "{done} of {all} sentences", made: "The episode was made again.",
  listen: "Listen", failed: "The episode could not be made again: {error}",
});
const AGAIN_MS = 3000; // until a server that does not answer is asked again

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
    const source = new EventSource(new URL(`jobs/${job.id}/events`, root));
    this.source = source;
    source.onmessage = ({ data }) => {
      const now = JSON.parse(data);
      if (isOver(now)) source.close();
      this.show(now);
    };
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.again(source, job), AGAIN_MS);
    };
  }

  async again(source, { id }) {
    if (this.source !== source) return; // another job is followed
    try { this.follow(await api("GET", `jobs/${id}`)); } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      this.line.textContent = refused.message;
    }
  }

  show(job) {
    const { state, progress: { done, all }, episode } = job;
    const text = state === "done" ? words.made
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

const isOver = ({ state }) => !["queued", "running"].includes(state);
