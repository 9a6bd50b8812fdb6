// The page on which the owner hears how the terms of an article are read, and corrects them.
import { Correction } from "./correction.js";
import { Making } from "./making.js";
import { api, brief, choose, filled, loading, main, make, Refused, root } from "./owner.js";
import { Sound } from "./sound.js";

const words = choose({
  heading: "読みを直す", back: "記事", listen: "エピソードのページ",
  how: "読みのあやしい語から並んでいます。「聞く」で文を聞き、違っていたら、かなで書き直して「保存」を押してください。番組のほかの記事でも、次に作るときから同じ読みになります。",
  none: "読みのあやしい語はありません。", all: "すべての語を表示する（{count}語）", times: "{count}回",
  corrected: "訂正済み",
  another: "ほかの語を直す", anotherHow: "上にない語も、漢字の語も、記事に書いてあるとおりに入れると直せます。",
  word: "語", reading: "読み（かな）", found: "{count}文にあります。", notFound: "この記事の文にはありません。",
  now: "いまは「{correction}」に直してあります。",
  elsewhere: "このエピソードの元になった記事が、サーバーにありません。「記事」のページで同じ記事をもう一度追加すると、同じエピソードのまま読みを直せます。",
  gone: "この記事はありません。", waiting: "記事を読んでいます…",
}, {
  heading: "Correct readings", back: "Articles", listen: "The episode's page",
  how: "Doubtful words come first. Press Listen to hear the sentence; if a word is wrong, write its reading in kana and press Save. The show's other articles are read so too, the next time they are made.",
  none: "No reading is doubtful.", all: "Show all words ({count})", times: "{count} times",
  corrected: "Corrected",
  another: "Correct another word", anotherHow: "Any word can be corrected, also one in kanji: write it as the article does.",
  word: "Word", reading: "Reading (kana)", found: "It is in {count} sentences.", notFound: "It is in no sentence of this article.",
  now: " It is corrected to “{correction}”.",
  elsewhere: "The article that this episode was made from is not on the server. Add the same article again on the page of articles; it stays the same episode, and its readings can be corrected.",
  gone: "There is no such article.", waiting: "The article is being read…",
});
const LINES = { 404: words.gone, 409: words.elsewhere };
const PAUSE_MS = 250; // without typing, before a word is looked for

const article = `articles/${location.pathname.split("/").pop()}`;
const sound = new Sound();
const making = new Making();
const corrections = [];

/** A sentence with its term marked; places are counted in characters, not in halves of them. */
function marked({ text, start, end }) {
  const chars = Array.from(text);
  const part = (from, to) => chars.slice(from, to).join("");
  return make("p", { className: "sentence" }, part(0, start), make("mark", { textContent: part(start, end) }), part(end));
}

/** After a correction: follow the job, and take over where sentences stand now. */
async function changed(answer, correction) {
  if (answer.job) making.follow(answer.job);
  const { readings } = await api("GET", `${article}/readings`);
  const of = ({ target, sentence }) => readings.find((row) => row.term === target && row.sentence.text === sentence?.text)
    ?? readings.find((row) => row.term === target);
  for (const each of corrections) {
    each.sentence = of(each)?.sentence ?? each.sentence;
    if (each !== correction && each.target === answer.term) each.follow(answer, of(each));
  }
  if (correction === another.correction) await another.look();
  return of(correction);
}

const place = { article, sound, changed };

function item(row) {
  const correction = new Correction(row, place);
  corrections.push(correction);
  const facts = [
    row.count > 1 && filled(words.times, row),
    row.corrected && words.corrected,
  ].filter(Boolean).map((text) => make("span", { textContent: text }));
  return make("li", {},
    make("h2", { textContent: row.term }), make("p", { className: "facts", hidden: !facts.length }, ...facts),
    marked({ ...row.sentence, end: row.sentence.start + Array.from(row.term).length }), correction.element);
}

/** The form for a word that is in no row. */
class Another {
  constructor() {
    this.word = make("input", { type: "text", id: "word", autocomplete: "off", autocapitalize: "off", spellcheck: false });
    this.word.oninput = () => {
      this.begin(this.word.value.trim());
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.correction.guarded(() => this.look()), PAUSE_MS);
    };
    this.word.setAttribute("aria-describedby", "found");
    this.correction = new Correction({}, { ...place, find: () => this.look() });
    this.correction.field.id = "reading";
    this.begin("");
    this.found = make("div", { id: "found", className: "found" });
    this.found.setAttribute("aria-live", "polite");
    this.correction.element.prepend(
      make("label", { htmlFor: "word", textContent: words.word }), this.word, this.found,
      make("label", { htmlFor: "reading", textContent: words.reading }));
    this.element = make("section", { className: "another" }, make("h2", { textContent: words.another }),
      make("p", { className: "note", textContent: words.anotherHow }), this.correction.element);
  }

  /** Another word: nothing is known of it yet. */
  begin(term) {
    Object.assign(this.correction, { reading: "", correction: null, before: null, sentence: null });
    if (sound.button === this.correction.listen) sound.stop(); // it is about to be off, and could not be stopped
    this.correction.name(term);
    this.correction.field.ariaLabel = null; // it has a label that all see
    this.correction.listen.disabled = this.correction.undo.hidden = true;
  }

  /** Find the sentences in which the word stands. */
  async look() {
    const { term } = this.correction;
    this.found.replaceChildren();
    if (!term) return;
    const found = await api("GET", `${article}/sentences?${new URLSearchParams({ term })}`);
    if (term !== this.correction.term) return; // typed on meanwhile
    const { sentences: [first], sentences: { length: count }, correction } = found;
    Object.assign(this.correction, { written: found.term, correction, sentence: first ?? null, reading: correction ?? "" });
    this.correction.listen.disabled = !first;
    this.correction.undo.hidden = correction === null;
    const lines = [first ? filled(words.found, { count }) : words.notFound, correction && filled(words.now, { correction })];
    this.found.replaceChildren(...(first ? [marked(first)] : []),
      make("p", { className: "note", textContent: lines.filter(Boolean).join("") }));
  }
}

const another = new Another();

function show({ title, readings, episode }) {
  document.title = `${words.heading} – ${brief(title)}`;
  const doubtful = readings.filter((row) => row.doubtful), rest = readings.filter((row) => !row.doubtful);
  const list = make("ul", { className: "readings" }, ...doubtful.map(item));
  const sure = make("ul", { className: "readings", hidden: true });
  const box = make("input", { type: "checkbox" });
  box.onchange = () => {
    if (!sure.children.length) sure.append(...rest.map(item));
    sure.hidden = !box.checked;
  };
  const label = filled(words.all, { count: readings.length });
  main.append(
    make("p", { className: "facts", textContent: title }),
    make("p", { className: "links" }, ...(episode?.page ? [make("a", { href: episode.page, textContent: words.listen })] : [])),
    make("p", { className: "note", textContent: doubtful.length ? words.how : words.none }),
    list, make("p", { className: "switches", hidden: !rest.length }, make("label", {}, box, label)), sure,
    another.element, making.element);
}

main.classList.add("correcting");
main.before(make("p", { className: "home" }, make("a", { href: new URL("owner", root), textContent: words.back })));
const waiting = make("p", { className: "note", textContent: words.waiting });
main.append(make("h1", { textContent: words.heading }), waiting);
main.hidden = false; // a long article takes seconds
loading.remove();
try {
  const answer = await api("GET", `${article}/readings`);
  waiting.remove();
  show(answer);
  addEventListener("beforeunload", (event) => {
    if ([...corrections, another.correction].some((each) => each.isUnsaved)) event.preventDefault();
  });
} catch (refused) {
  if (!(refused instanceof Refused)) throw refused;
  waiting.replaceWith(make("p", { className: "error", role: "alert", textContent: LINES[refused.status] ?? refused.message }));
}
