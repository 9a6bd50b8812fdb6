// A box in which a term's reading is heard, corrected and taken back.
import { api, button, choose, confirmed, filled, make, Refused, tell } from "./owner.js";

const words = choose({
  reading: "「{term}」の読み", save: "保存", saved: "保存しました。", undo: "元に戻す", undone: "元に戻しました。",
  others: "ほかの読み", kana: "読みは、ひらがなかカタカナだけで書いてください。", noTerm: "語を入れてください。",
  single: "「{term}」を、どこでも「{reading}」と読みますか？",
  singleHow: "漢字の短い語なので、ほかの文やほかの記事でも、この字を含む語の読みが変わります。ここだけを直すには、やめて、「ほかの語を直す」に前後を含めた長い語を入れます。",
  busy: "「{term}」を保存しています。終わってから、もう一度押してください。",
  same: "読みは、いまのままです。正しければ、保存は要りません。",
  nowhere: "「{term}」は、この記事にはありません。", nowhereHow: "番組のほかの記事のために保存しますか？",
  saveAll: "保存する", cancel: "やめる",
  inside: "「{term}」は「{whole}」（{reading}）の一部なので、この記事では使われません。「{whole}」の読みを直してください。",
  changed: "{count}文の読みが変わりました。",
  more: "「{term}」を含むほかの語の読みも変わったようです。聞いて確かめてください。ここだけを直すには、元に戻して、前後を含めた長い語で直します。",
  unused: "この記事には、この読みを使うところがありません。番組のほかの記事のために残してあります。",
}, {
  reading: "Reading of “{term}”", save: "Save", saved: "Saved.", undo: "Undo", undone: "It is read as before.",
  others: "Other readings", kana: "Write the reading in hiragana or katakana only.", noTerm: "Give a word.",
  single: "Read “{term}” as “{reading}” wherever it stands?",
  singleHow: "It is a short word in kanji, so words with it in other sentences and articles are read otherwise too. To correct only this one, cancel, and give a longer word at the end of the page.",
  busy: "“{term}” is being saved. Press again when that is done.",
  same: "It is read so already. If that is right, there is nothing to save.",
  nowhere: "“{term}” is not in this article.", nowhereHow: "Save it for the show's other articles?",
  saveAll: "Save", cancel: "Cancel",
  inside: " “{term}” is a part of “{whole}” ({reading}) here, so it is not used. Correct “{whole}” instead.",
  changed: " {count} sentences are said otherwise now.",
  more: " Other words with “{term}” in them seem to be read otherwise too; listen to them. To correct only this one, undo it, and correct a longer word around it.",
  unused: " Nothing in this article is read by it. It is kept for the show's other articles.",
});
const KANA = /^[\u3041-\u3096\u30a1-\u30fa\u30fc\uff66-\uff9f・\s]+$/;
const HAN = /\p{Script=Han}/u, SHORT = /^\p{Script=Han}{1,2}$/u; // 人気, 三十: read otherwise elsewhere
const CONFIRMING = 229; // the key code of a key that an input method takes; Safari tells nothing else of it
let made = 0;

/**
 * The box of one term. `article` is the path of its article, `sound` plays, and `changed` is called with the
 * server's answer to a correction; it returns the row of the term as it is now, or nothing. Where the term is
 * typed, `find` looks for it in the article before it is saved.
 *
 * `correction` is what the show says of the term: nothing else is replaced, so that no window undoes another's.
 */
export class Correction {
  constructor({ term = "", reading = "", correction = null, alternatives = [], sentence = null, count = Infinity }, place) {
    Object.assign(this, { reading, correction, sentence, count, place, before: null, changing: null, written: null });
    const id = `correction-${(made += 1)}`;
    this.error = make("p", { className: "error", role: "alert", id });
    this.field = make("input", {
      type: "text", value: reading, lang: "ja", autocomplete: "off", autocapitalize: "off", spellcheck: false,
      enterKeyHint: "done", oninput: () => this.clear(),
    });
    this.field.setAttribute("aria-describedby", id);
    this.listen = place.sound.control(() => this.attempt(() => this.hear()));
    this.save = make("button", { className: "main", textContent: words.save });
    this.undo = button(words.undo, () => this.attempt(() => this.takeBack()),
      { className: "quiet", hidden: correction === null });
    this.note = make("span", {});
    this.element = make("form", { className: "correction", noValidate: true },
      make("div", { className: "box" }, this.field, this.listen, this.save),
      this.error, this.others(alternatives), make("p", { className: "note" }, this.note, this.undo));
    this.name(term);
    this.element.onsubmit = (event) => {
      event.preventDefault();
      this.attempt(() => this.keep());
    };
    this.element.onkeydown = (event) => {
      const isConfirming = event.isComposing || event.keyCode === CONFIRMING;
      if (event.key === "Enter" && isConfirming) event.preventDefault();
    };
  }

  /** What is corrected: the term as the article writes it, where that is known. */
  get target() { return this.written ?? this.term; }

  /** Say which term is meant, also to those who only hear the names of buttons. */
  name(term) {
    Object.assign(this, { term, written: null });
    this.field.ariaLabel = filled(words.reading, { term });
    for (const each of [this.listen, this.save, this.undo]) {
      each.ariaLabel = term ? `${each.textContent}: ${term}` : null;
    }
  }

  others(alternatives) {
    const choices = alternatives.map((reading) =>
      button(reading, () => this.attempt(() => this.choose(reading)), { className: "choice" }));
    return make("p", { className: "others", hidden: !choices.length }, `${words.others} `, ...choices);
  }

  get isChanged() { return this.field.value.trim() !== this.reading; }

  /** Whether something is written here that would be lost. */
  get isUnsaved() { return this.isChanged && this.field.value.trim() !== ""; }

  clear() {
    this.error.textContent = this.note.textContent = "";
    this.field.removeAttribute("aria-invalid");
  }

  fail(line) {
    this.error.textContent = line;
    this.field.setAttribute("aria-invalid", "true");
  }

  async attempt(act) {
    this.clear();
    await this.guarded(act);
  }

  /** Do something of which a refusal is shown here; what is told already stays. */
  async guarded(act) {
    try { await act(); } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      this.fail(refused.message);
    }
  }

  check() {
    if (!this.term) throw new Refused(words.noTerm);
    if (!KANA.test(this.field.value)) throw new Refused(words.kana);
  }

  async choose(reading) {
    this.field.value = reading;
    await this.hear();
  }

  /** Play the sentence, with what is in the box if that is not what is saved. */
  async hear() {
    const tried = this.isChanged && { term: this.target, reading: this.field.value };
    if (tried) this.check();
    const query = tried ? `?${new URLSearchParams(tried)}` : "";
    await this.place.sound.play(`${this.place.article}/sentences/${this.sentence.number}.mp3${query}`, this.listen);
  }

  async keep() {
    this.check();
    if (!this.isChanged && HAN.test(this.term)) throw new Refused(words.same);
    const { term } = this;
    if (!this.sentence) await this.place.find?.();
    if (term !== this.term || !await this.isMeant()) return;
    const answer = await this.put(this.field.value, words.saved);
    if (answer) this.before = answer.before;
    await this.hearChange(answer);
  }

  /** Ask about a word that is not in the article, and one that may stand in many others. */
  async isMeant() {
    const questions = [
      [!this.sentence, words.nowhere, words.nowhereHow],
      [SHORT.test(this.term), words.single, words.singleHow],
    ];
    const values = { term: this.target, reading: this.field.value };
    const asked = questions.find(([isAsked]) => isAsked);
    return !asked || confirmed(filled(asked[1], values), asked[2], words.saveAll, words.cancel);
  }

  async put(reading, told) {
    return this.change("PUT", "", { term: this.target, reading, was: this.correction }, told);
  }

  async takeBack() {
    const query = `?${new URLSearchParams({ term: this.target, was: this.correction })}`;
    const answer = this.before ? await this.put(this.before, words.undone)
      : await this.change("DELETE", query, undefined, words.undone);
    this.before = null;
    await this.hearChange(answer);
  }

  async hearChange(answer) {
    if (answer && this.sentence && !this.whyUnused(answer)) await this.hear();
  }

  async change(method, query, body, told) {
    if (this.changing === this.term) return null;
    if (this.changing !== null) throw new Refused(filled(words.busy, { term: this.changing }));
    const { term } = this;
    const answer = await this.changed(method, query, body);
    if (term !== this.term) return null; // typed on meanwhile
    this.show(answer, told);
    return answer;
  }

  /** Ask for a change; answers it with the row of the term as it is then. A button that is off would lose the focus. */
  async changed(method, query, body) {
    this.changing = this.term;
    this.save.ariaBusy = "true";
    try {
      const answer = await api(method, `${this.place.article}/readings${query}`, body);
      return { ...answer, row: await this.place.changed(answer, this) };
    } finally {
      this.changing = null;
      this.save.ariaBusy = "false";
    }
  }

  /** Take over what another box of this page has changed of the same term. */
  follow({ reading }, row) {
    if (!this.isChanged) this.field.value = row?.reading ?? this.reading;
    Object.assign(this, { correction: reading, reading: row?.reading ?? this.reading });
    this.undo.hidden = reading === null;
  }

  /** Show what came of a change. */
  show({ row, ...answer }, told) {
    const why = this.whyUnused(answer);
    this.correction = answer.reading;
    this.reading = this.field.value = row?.reading ?? answer.reading ?? this.reading;
    this.sentence = row?.sentence ?? this.sentence;
    this.undo.hidden = answer.reading === null;
    this.note.textContent = `${told}${why || this.reach(answer)}`;
    tell(this.note.textContent);
  }

  whyUnused({ reading, used, inside }) {
    if (reading === null || used) return "";
    return inside ? filled(words.inside, { term: this.term, whole: inside.term, reading: inside.reading }) : words.unused;
  }

  /** How many sentences a change has reached: a short word in kanji may stand in many others. */
  reach({ changed: { length } }) {
    const more = length > this.count ? filled(words.more, this) : "";
    return length ? filled(words.changed, { count: length }) + more : "";
  }
}
