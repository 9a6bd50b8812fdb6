// The page on which the owner changes the text of an article.
import { Making } from "./making.js";
import { api, brief, button, choose, loading, main, make, Refused, root } from "./owner.js";

const words = choose({
  heading: "本文を直す", back: "記事", label: "本文", save: "保存する", saving: "保存しています…",
  how: "保存すると記事のファイルが変わり、エピソードがあれば作り直します。声に出し直すのは、変わった文だけです。",
  saved: "保存しました。", savedOnly: "保存しました。音声にするには、記事の一覧で「音声にする」か「元に戻す」を押してください。",
  same: "前と同じです。変わったところはありません。", unsaved: "まだ保存していません。", gone: "この記事はありません。", waiting: "記事を読んでいます…",
  tooLarge: "大きすぎて保存できません。記事を分けてください。",
}, {
  heading: "Change the text", back: "Articles", label: "Text", save: "Save", saving: "Saving it…",
  how: "Saving changes the article's file, and its episode is made again if there is one. Only sentences that have changed are spoken again.",
  saved: "Saved.", savedOnly: "Saved. To have it made, press Make it or Put back in the list of articles.",
  same: "It is as it was: nothing has changed.", unsaved: "Not saved yet.", gone: "There is no such article.", waiting: "The article is being read…",
  tooLarge: "It is too large to be saved. Split the article.",
});
const LINES = { 404: words.gone, 413: words.tooLarge };

const path = `articles/${location.pathname.split("/").pop()}/text`;

/** The text in a field; `elements` show it, with what came of saving it. */
class Editor {
  constructor({ title, text, version }) {
    this.version = version;
    this.making = new Making();
    this.title = make("p", { className: "facts" });
    this.field = make("textarea", { id: "text", value: text, spellcheck: false, oninput: () => this.say(this.ofChanges(""), this.error.textContent) });
    this.saved = this.field.value; // a field has line ends of its own
    this.news = make("p", { className: "news", role: "status" });
    this.error = make("p", { className: "error", role: "alert" });
    this.button = button(words.save, () => this.save(), { className: "main" });
    this.elements = [this.title, make("p", { className: "note", textContent: words.how }),
      make("label", { htmlFor: "text", textContent: words.label }), this.field,
      make("div", { className: "row" }, this.news, this.button), this.error, this.making.element];
    this.name(title);
  }

  get isChanged() { return this.field.value !== this.saved; }

  /** What is said of a field that has changes, else `news`. */
  ofChanges(news) { return this.isChanged ? words.unsaved : news; }

  name(title) {
    this.title.textContent = title;
    document.title = `${words.heading} – ${brief(title)}`;
  }

  /** A line that is there already is not said again to those who hear the page. */
  say(news, error = "") {
    for (const [element, line] of [[this.news, news], [this.error, error]]) {
      if (element.textContent !== line) element.textContent = line;
    }
  }

  async save() {
    if (!this.isChanged) {
      this.say(words.same);
      return;
    }
    const text = this.field.value;
    this.button.disabled = true;
    this.say(words.saving);
    try {
      const { title, version, job } = await api("PUT", path, { text, was: this.version });
      Object.assign(this, { version, saved: text });
      this.name(title);
      this.say(this.ofChanges(job ? words.saved : words.savedOnly));
      if (!job) return;
      this.making.follow(job);
      this.making.element.scrollIntoView({ block: "nearest" });
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      this.say("", LINES[refused.status] ?? refused.message);
    } finally {
      this.button.disabled = false;
    }
  }
}

main.classList.add("editing");
main.before(make("p", { className: "home" }, make("a", { href: new URL("owner", root), textContent: words.back })));
const waiting = make("p", { className: "note", textContent: words.waiting });
main.append(make("h1", { textContent: words.heading }), waiting);
main.hidden = false; // a long article takes seconds
loading.remove();
try {
  const editor = new Editor(await api("GET", path));
  waiting.replaceWith(...editor.elements);
  addEventListener("beforeunload", (event) => { if (editor.isChanged) event.preventDefault(); });
} catch (refused) {
  if (!(refused instanceof Refused)) throw refused;
  waiting.replaceWith(make("p", { className: "error", role: "alert", textContent: LINES[refused.status] ?? refused.message }));
}
