// The list of articles: what became of each, and what can be done with it.
import { answered, ENDED, listen } from "./away.js";
import { finder } from "./finding.js";
import { told } from "./lines.js";
import { api, button, choose, confirmed, filled, make, Refused, root, tell } from "./owner.js";

const words = choose({
  heading: "記事の一覧", find: "題名でさがす", none: "まだ記事がありません。", noneFound: "見つかりません。",
  rest: "ほかに{count}件あります。題名でさがせます。",
  waiting: "まだ音声にしていません", queued: "順番を待っています", running: "音声にしています",
  sentences: "{done} / {all}文", done: "公開中", failed: "できませんでした", withdrawn: "取り下げました",
  broken: "記事のファイルが読めなくなりました。{problem}", stopped: "途中で止まりました", stopping: "中止しています…", listen: "聴く", readings: "読みを直す",
  text: "本文を直す", saved: "{day}に保存", same: "{time}に作り直しましたが、前と同じでした。変わったところはありません。",
  build: "音声にする", again: "もう一度作る", stop: "中止",
  withdraw: "取り下げる", remove: "削除する", restore: "元に戻す", cancel: "やめる",
  withdrawAsk: "「{title}」を取り下げますか？", withdrawHow: "番組から外れ、聴けなくなります。あとで元に戻せます。",
  removeAsk: "「{title}」を削除しますか？", removeHow: "まだ音声がないため、記事そのものが消えます。",
  isDone: "「{title}」ができました。", isSame: "「{title}」は{time}に作り直しましたが、前と同じでした。変わったところはありません。", isFailed: "「{title}」はできませんでした。{error}",
  isStopped: "「{title}」は途中で止まりました。{error}",
  published: "{day}に公開", isOther: "元の記事がここにないので、聴くことだけできます。",
  others: "元の記事がここにないもの（コマンドで作ったものなど）を直すには、その記事を追加します。同じエピソードのまま扱えます。番組から外すには narrate withdraw を使います。",
}, {
  heading: "All articles", find: "Find by title", none: "There are no articles yet.", noneFound: "None found.",
  rest: "{count} more can be found by title.",
  waiting: "Not made yet", queued: "Waits for its turn", running: "Is being made",
  sentences: "{done} of {all} sentences", done: "Published", failed: "Failed", withdrawn: "Withdrawn",
  broken: "The article's file cannot be read any more. {problem}", stopped: "Was stopped", stopping: "Is being stopped…", listen: "Listen", readings: "Correct readings",
  text: "Change the text", saved: "saved {day}", same: "It was made again at {time} and is as it was: nothing has changed.",
  build: "Make it", again: "Make it again", stop: "Stop",
  withdraw: "Withdraw", remove: "Delete", restore: "Put back", cancel: "Cancel",
  withdrawAsk: "Withdraw “{title}”?", withdrawHow: "It leaves the show and can be heard no more. You can put it back.",
  removeAsk: "Delete “{title}”?", removeHow: "It has no episode yet, so the article itself will be gone.",
  isDone: "“{title}” is ready.", isSame: "“{title}” was made again at {time} and is as it was: nothing has changed.", isFailed: "“{title}” failed. {error}",
  isStopped: "“{title}” was stopped. {error}",
  published: "published {day}", isOther: "Its article is not here, so it can only be heard.",
  others: "To correct an episode whose article is not here, as where a command made it, add the article: it stays the same episode. To take it out of the show, use narrate withdraw.",
});
const MOST = 100; // articles that are shown at a time, the newest
const EDITABLE = ["text", "markdown"];

const ENDS = { done: words.isDone, failed: words.isFailed, stopped: words.isStopped };

const isActive = ({ state }) => state === "running" || state === "queued";
const isNoText = ({ format }) => !format;
const isBroken = ({ state, error }) => Boolean(error) && (state === "done" || state === "withdrawn");
const isUnreadable = (article) => isNoText(article) || isBroken(article) || (article.state === "failed" && !article.job);

/** All articles; `element` shows them, `load` has them from the server. */
export class Articles {
  constructor() {
    this.articles = [];
    this.rows = new Map();
    this.error = make("p", { className: "error", role: "alert" });
    this.find = make("input", { type: "search", id: "find", oninput: () => this.show() });
    this.list = make("ul", { className: "articles" });
    this.note = make("p", { className: "note" });
    const label = make("label", { htmlFor: "find", textContent: words.find });
    this.finder = make("p", { className: "find", hidden: true }, label, this.find);
    this.heading = make("h2", { tabIndex: -1, textContent: words.heading });
    this.others = make("p", { className: "note", textContent: words.others, hidden: true });
    this.element = make("section", {}, this.heading, this.finder, this.error, this.list, this.note, this.others);
  }

  /** Have them from the server, also from one that is away for a moment. */
  async load() {
    try {
      const { articles, episodes } = await answered(() => api("GET", "articles"), (line) => this.say(line));
      this.articles = [...articles.map((article) => this.withEnd(article)), ...episodes.map(ofOther)].sort(byAge);
    } catch (refused) {
      this.fail(refused);
      return;
    }
    this.say("");
    this.show();
    this.follow();
  }

  /** An article with what its job has told, or with its end if the server forgot it, being started again meanwhile. */
  withEnd(article) {
    const before = this.articles.find(({ slug }) => slug === article.slug);
    if (article.job && article.job === before?.job) {
      return { ...before, ...article, isStopping: before.isStopping && isActive(article) };
    }
    const isLost = !article.job && before && (isActive(before) || before.error === ENDED);
    return isLost ? { ...article, state: "stopped", error: ENDED } : article;
  }

  /** Show a job that the server has taken above all others; whether its article was there before. */
  take(job) {
    const before = this.articles.find(({ slug }) => slug === job.article);
    const changes = changesOf(job);
    const article = {
      changed: new Date().toISOString(), ...before, slug: job.article, title: job.title, format: job.format,
      ...changes, episode: job.episode ?? before?.episode,
    };
    this.articles = [article, ...this.articles.filter((each) => each !== before)];
    this.find.value = "";
    this.show();
    this.followOrTell(job, changes);
    return Boolean(before);
  }

  fail(refused) {
    if (!(refused instanceof Refused)) throw refused;
    this.say(refused.message);
  }

  /** A line that is there already is not said again to those who hear the page. */
  say(line) { if (this.error.textContent !== line) this.error.textContent = line; }

  show() {
    const wanted = this.find.value.trim(), isFound = finder(wanted);
    this.articles = withoutTaken(this.articles);
    const found = this.articles.filter(({ title }) => isFound(title));
    const focused = document.activeElement, slug = focused.closest("li")?.dataset.slug;
    this.list.replaceChildren(...found.slice(0, MOST).map((article) => this.row(article).element));
    if (slug) this.focus(focused, slug);
    this.finder.hidden = this.articles.length < 2;
    this.others.hidden = !this.articles.some(({ isOther }) => isOther);
    const count = found.length - MOST;
    this.note.textContent = count > 0 ? filled(words.rest, { count })
      : found.length ? "" : wanted ? words.noneFound : words.none;
  }

  /** Give the focus back to what had it, else to what took its place. */
  focus(element, slug) {
    const inRow = this.rows.get(slug).element.querySelector("a, button");
    const place = [element, inRow, this.heading].find((each) => this.element.contains(each));
    place.focus({ preventScroll: true });
  }

  /** The row of an article; the same one as long as nothing of it changes. */
  row(article) {
    const known = this.rows.get(article.slug);
    const now = JSON.stringify(article);
    if (known?.shows === now) return known;
    const row = { shows: now, element: make("li") };
    row.element.dataset.slug = article.slug;
    row.element.append(...this.parts(article, row));
    this.rows.set(article.slug, row);
    return row;
  }

  parts(article, row) {
    const { state, error, episode, sameAt, isStopping, isOther } = article;
    row.state = make("span", { textContent: isStopping ? words.stopping : words[state] });
    const parts = [make("h3", { textContent: article.title }),
      make("p", { className: `state ${state}` }, row.state),
      make("p", { className: "saved", textContent: filled(isOther ? words.published : words.saved, { day: dayOf(article.published ?? article.changed) }) })];
    if (state === "running") {
      row.progress = make("progress", { ariaLabel: words.running });
      parts.push(row.progress);
    }
    const isEarly = state === "failed" || state === "stopped";
    const problem = told(error ?? "");
    for (const line of [isOther && state === "done" && words.isOther, isEarly && problem, isBroken(article) && filled(words.broken, { problem }), sameAt && filled(words.same, { time: sameAt }), ...(article.warnings ?? []).map(told)]) {
      if (line) parts.push(make("p", { className: "note", textContent: line }));
    }
    row.error = make("p", { className: "error", role: "alert" });
    const links = make("p", { className: "links" });
    if (episode?.page && state !== "withdrawn") {
      links.append(make("a", { href: episode.page, textContent: words.listen, className: "main" }));
    }
    const readings = new URL(`owner/readings/${encodeURIComponent(article.slug)}`, root);
    if (!isUnreadable(article)) links.append(make("a", { href: readings, textContent: words.readings }));
    const text = new URL(`owner/text/${encodeURIComponent(article.slug)}`, root);
    if (EDITABLE.includes(article.format)) links.append(make("a", { href: text, textContent: words.text }));
    links.append(...this.actions(article));
    for (const each of links.children) each.ariaLabel = `${each.textContent}: ${article.title}`;
    return [...parts, row.error, links];
  }

  actions(article) {
    const { state, episode, isOther } = article;
    if (isOther) return [];
    const quiet = { className: "quiet" };
    const stop = button(words.stop, () => this.act(article, () => this.stop(article)), quiet);
    if (state === "running") return article.isStopping ? [] : [stop];
    const build = (label) => button(label, () => this.act(article, () => this.build(article)), quiet);
    if (state === "withdrawn") return isNoText(article) ? [] : [build(words.restore)];
    const label = episode ? words.withdraw : words.remove;
    const withdraw = button(label, () => this.act(article, () => this.withdraw(article)), quiet);
    if (state === "queued") return [stop, withdraw];
    if (isNoText(article)) return [withdraw];
    return [build(episode ? words.again : words.build), withdraw];
  }

  /** Do something with an article; a refusal is told in its row, which is where the owner looks. */
  async act({ slug }, action) {
    const say = (line) => { this.rows.get(slug).error.textContent = line; };
    say("");
    try { await action(); } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      say(refused.message);
    }
  }

  async build(article) {
    const job = await api("POST", `articles/${encodeURIComponent(article.slug)}`);
    const changes = changesOf(job);
    this.change(article.slug, changes);
    this.followOrTell(job, changes);
  }

  /** Listen to a job, or tell its end if it was over before the server answered. */
  followOrTell(job, changes) {
    if (isActive(job)) this.follow();
    else this.tellEnd(job, changes);
  }

  /** What runs ends after the sentence that is being spoken; its events tell when. */
  async stop({ slug, job }) {
    const { state, error } = await api("DELETE", `jobs/${job}`);
    this.change(slug, state === "running" ? { isStopping: true } : { state, error });
  }

  async withdraw(article) {
    const { episode } = article;
    const [ask, how, label] = episode ? [words.withdrawAsk, words.withdrawHow, words.withdraw]
      : [words.removeAsk, words.removeHow, words.remove];
    if (!await confirmed(filled(ask, article), how, label, words.cancel)) return;
    await api("DELETE", `articles/${encodeURIComponent(article.slug)}`);
    if (episode) this.change(article.slug, { state: "withdrawn" });
    else this.articles = this.articles.filter(({ slug }) => slug !== article.slug);
    this.show();
  }

  change(slug, changes) {
    this.articles = this.articles.map((each) => (each.slug === slug ? { ...each, ...changes } : each));
    this.show();
  }

  /** Listen to the job that runs, or else to one that waits; one at a time, as they are made. */
  follow() {
    const next = this.articles.find(({ state }) => state === "running") ?? this.articles.find(isActive);
    if (this.source || !next) return;
    this.source = listen(new URL(`jobs/${next.job}/events`, root), (job) => this.hear(job), () => {
      this.source = null;
      this.load();
    });
  }

  hear(job) {
    const changes = changesOf(job);
    if (job.state === "running") this.progress(job);
    else this.change(job.article, changes);
    if (isActive(job)) return;
    this.source.close();
    this.source = null;
    this.tellEnd(job, changes);
    if (this.articles.some(isActive)) this.load(); // which of them is next?
  }

  tellEnd(job, { sameAt: time }) {
    tell(filled(time ? words.isSame : ENDS[job.state], { ...job, time, error: told(job.error ?? "") }));
  }

  /** Progress changes its own parts only, so that what is being pressed stays where it is. */
  progress({ article, progress: { done, all } }) {
    const known = this.articles.find(({ slug }) => slug === article);
    if (known?.state !== "running") this.change(article, { state: "running" });
    const row = this.rows.get(article);
    if (!row?.progress || !all || known?.isStopping) return;
    row.progress.max = all;
    row.progress.value = done;
    row.state.textContent = `${words.running} ${filled(words.sentences, { done, all })}`;
  }
}

/** An episode of an article that is kept elsewhere, as a row of the list. */
const ofOther = ({ title, state, published, episode }) => ({
  slug: `episodes/${episode.slug}`, title, format: null, state, changed: new Date(published).toISOString(), published, episode, isOther: true,
});

/** The list without episodes whose article has come meanwhile. */
function withoutTaken(articles) {
  const taken = new Set(articles.map(({ isOther, episode }) => !isOther && episode?.slug));
  return articles.filter(({ isOther, episode }) => !isOther || !taken.has(episode.slug));
}

/** When an episode was found to be as it was, to the second: the next time looks otherwise. */
const sameAt = ({ changed }) => changed === false && new Date().toLocaleTimeString(choose("ja", "en"));

// A job that failed or was stopped has made no episode, or an older one is still there.
function changesOf(job) {
  const { id, state, error, episode, warnings } = job;
  const changes = { job: id, state, error, warnings, sameAt: sameAt(job), isStopping: false };
  return episode ? { ...changes, episode } : changes;
}

/** The day of a moment, where the owner is; that of a midnight is the day that the article names, wherever that is. */
function dayOf(moment) {
  const local = /T00:00:00/.test(moment) ? `${moment.slice(0, 10)}T00:00` : moment;
  return new Date(local).toLocaleDateString(choose("ja", "en"), { dateStyle: "long" });
}

function byAge(one, other) {
  return isActive(other) - isActive(one) || other.changed.localeCompare(one.changed);
}
