// The page on which the owner adds articles: typed, from a file, shared by an app, or handed over by a bookmark.
//
// Whatever comes from elsewhere only fills in the form; nothing is sent before the owner presses its button.
import { Articles } from "./articles.js";
import { bookmarklet, READY } from "./bookmarklet.js";
import { api, brief, button, choose, copy, filled, main, make, Refused } from "./owner.js";

const words = choose({
  heading: "記事を追加", label: "記事のアドレス、または本文", add: "追加", file: "ファイルを選ぶ",
  placeholder: "https://example.com/article", drop: "txt・md・html・emlのファイルをここへドラッグしても追加できます。",
  adding: "読んでいます…", added: "「{title}」を追加しました。", isThere: "「{title}」はもうあります。",
  empty: "アドレスか本文を入れてください。", notWeb: "http:// か https:// で始まるアドレスを入れてください。",
  tooShort: "本文が短すぎます。記事のアドレスか、本文の全体を入れてください。", size: "{count}文字", from: "{host}のページ", release: "取り消す",
  check: "内容を確かめて「追加」を押してください。", tooLarge: "2 MBより大きいものは追加できません。記事だけを分けてください。",
  pageTooLarge: "ページが大きすぎるため、アドレスだけを受け取りました。",
  wrongKind: "{name} は読めません。txt・md・html・emlのファイルを選んでください。",
  refused: "追加できませんでした：{line}", full: "待っている記事が多すぎます。しばらくしてからやり直してください。",
  elsewhere: "読んでいるページから追加する", computer: "パソコンで",
  drag: "下のリンクをブックマークバーへドラッグします。記事を読んでいるときに押すと、見えているままのページがここに届きます。ログインが必要なページも追加できます。",
  bookmark: "{show}に追加", copy: "ブックマークのコードをコピー", copied: "コピーしました。",
  dragIt: "押すのではなく、ブックマークバーへドラッグしてください。",
  android: "Androidで", androidHow: "Chromeのメニューの「ホーム画面に追加」でインストールすると、ほかのアプリの「共有」からここへ送れます。https:// のアドレスが要ります。",
  iphone: "iPhoneで", iphoneHow: "上のコードをコピーします。Safariで何かのページをブックマークし、そのブックマークを編集して、アドレスをコードに置きかえます。記事を読んでいるときにそのブックマークを開きます。",
}, {
  heading: "Add an article", label: "The article's address, or its text", add: "Add", file: "Choose a file",
  placeholder: "https://example.com/article", drop: "You can drop a txt, md, html or eml file here too.",
  adding: "Reading it…", added: "“{title}” was added.", isThere: "“{title}” is there already.",
  empty: "Give an address or a text.", notWeb: "Give an address that begins with http:// or https://.",
  tooShort: "This is too short for an article. Give its address, or all of its text.", size: "{count} characters", from: "a page of {host}", release: "Leave it out",
  check: "See whether this is it, then press Add.", tooLarge: "More than 2 MB cannot be added. Take out the article alone.",
  pageTooLarge: "The page is too large, so only its address was taken.",
  wrongKind: "{name} cannot be read. Choose a txt, md, html or eml file.",
  refused: "It could not be added: {line}", full: "Too many articles wait. Try again later.",
  elsewhere: "Add the page you are reading", computer: "On a computer",
  drag: "Drag this link to the bookmarks bar. Press it while you read an article, and the page comes here just as you see it, also from behind a login.",
  bookmark: "Add to {show}", copy: "Copy the bookmark's code", copied: "Copied.",
  dragIt: "Drag it to the bookmarks bar instead of pressing it.",
  android: "On Android", androidHow: "Install this page by “Add to home screen” in Chrome's menu; then share articles to it from other apps. It needs an https:// address.",
  iphone: "On an iPhone", iphoneHow: "Copy the code above. Bookmark any page in Safari, edit that bookmark, and put the code in the place of its address. Open the bookmark while you read an article.",
});
const MOST = 2_000_000; // bytes that the server takes
const SHORTEST = 10; // characters
const KINDS = {
  txt: "text/plain", md: "text/markdown", markdown: "text/markdown", html: "text/html", htm: "text/html",
  eml: "message/rfc822",
};
const LINES = { 413: words.tooLarge, 503: words.full };
const ADDRESS = /https?:\/\/\S+/;
const NO_ARTICLES = [ // addresses of other kinds; Japanese text has no spaces either, so that these are told from it
  /^[a-z][a-z0-9+.-]*:[!-~]*$/i,
  /^[a-z][a-z0-9+.-]*:\/\/\S*$/i,
  /^(javascript|vbscript|data|file|ftp|blob|about|mailto|tel|view-source):\S.*$/i,
];

class Form {
  constructor(onAdded) {
    this.onAdded = onAdded;
    this.held = null;
    this.field = make("textarea", { id: "article", rows: 4, placeholder: words.placeholder });
    this.typed = make("div", {}, make("label", { htmlFor: "article", textContent: words.label }), this.field,
      make("p", { className: "note drop", textContent: words.drop }));
    this.card = make("div", { className: "held", hidden: true });
    this.news = make("p", { className: "news", role: "status", tabIndex: -1 });
    this.error = make("p", { className: "error", role: "alert" });
    this.add = make("button", { className: "main", textContent: words.add });
    const file = make("input", {
      type: "file", hidden: true, accept: Object.keys(KINDS).map((kind) => `.${kind}`).join(),
      onchange: () => { this.holdFile(file.files[0]); file.value = ""; },
    });
    const choosing = button(words.file, () => file.click(), { className: "quiet" });
    this.element = make("form", { className: "add" }, this.typed, this.card, this.news, this.error,
      make("div", { className: "row" }, choosing, file, this.add));
    this.element.onsubmit = (event) => { event.preventDefault(); this.submit(); };
    this.element.ondragover = (event) => { if (filesOf(event).length) event.preventDefault(); };
    this.element.ondrop = (event) => {
      if (!filesOf(event).length) return;
      event.preventDefault();
      this.holdFile(event.dataTransfer.files[0]);
    };
  }

  /** Whether something was put in that has not been added. */
  get isUnsent() { return Boolean(this.held ?? this.field.value.trim()); }

  async submit() {
    this.say("");
    const typed = this.field.value.trim();
    const body = this.held ?? bodyOf(typed);
    const wrong = !body ? words.empty : this.held || body.url ? "" : whyNoArticle(typed);
    if (wrong) {
      this.say("", wrong);
      this.field.focus();
      return;
    }
    const { held } = this;
    this.add.disabled = true;
    this.say(words.adding);
    try {
      const job = await api("POST", "articles", body);
      if (this.held === held) this.release(); // what was put in meanwhile stays
      if (this.field.value.trim() === typed) this.field.value = "";
      const isKnown = this.onAdded(job);
      this.say(filled(isKnown ? words.isThere : words.added, job));
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      const { status, message } = refused;
      this.say("", LINES[status] ?? (status === 422 ? filled(words.refused, { line: message }) : message));
    } finally {
      this.add.disabled = false;
    }
  }

  say(news, error = "") {
    this.news.textContent = news;
    this.error.textContent = error;
  }

  /** Fill in what was typed elsewhere: an address, or a text. */
  fill(text) {
    this.field.value = text;
    this.ask();
  }

  /** Ask for a look before anything is sent: the button waits to be chosen, so that no key pressed too early adds. */
  ask() {
    this.say(words.check);
    this.news.focus();
  }

  /** Hold something instead of what is typed; `about` says what it is. */
  hold(body, title, about) {
    this.held = body;
    const release = button(words.release, () => { this.release(); this.field.focus(); }, { className: "quiet" });
    this.card.replaceChildren(make("p", {}, make("strong", { textContent: brief(title) })),
      make("p", { className: "note", textContent: about }), release);
    this.card.hidden = false;
    this.typed.hidden = true;
    this.ask();
  }

  release() {
    this.held = null;
    this.card.hidden = true;
    this.typed.hidden = false;
    this.say("");
  }

  holdFile(file) {
    const kind = KINDS[file.name.split(".").pop().toLowerCase()];
    if (!kind) this.say("", filled(words.wrongKind, file));
    else if (file.size > MOST) this.say("", words.tooLarge);
    else this.hold(new Blob([file], { type: kind }), file.name, `${Math.ceil(file.size / 1000)} kB`);
  }

  holdPage({ url, title, html, characters }) {
    const body = { text: html, format: "html", from: url };
    if (new Blob([JSON.stringify(body)]).size > MOST) {
      this.say(words.pageTooLarge);
      return;
    }
    const { host } = new URL(url);
    const size = filled(words.size, { count: characters.toLocaleString() });
    this.hold(body, title || url, `${filled(words.from, { host })} · ${size}`);
  }
}

const filesOf = (event) => [...event.dataTransfer.items].filter(({ kind }) => kind === "file");

function bodyOf(typed) {
  const address = /^[\uff01-\uff5e]{4}/.test(typed) ? typed.normalize("NFKC") : typed;
  const isHost = /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(address);
  if (isHost) return { url: `https://${address}` };
  if (/^https?:\/\/\S+$/i.test(address)) return { url: address.replace(/^\w+/, (scheme) => scheme.toLowerCase()) };
  return typed && { text: typed };
}

/** Why a text cannot be meant as an article: another address, or what was cut off while it was pasted. */
function whyNoArticle(typed) {
  if (NO_ARTICLES.some((address) => address.test(typed))) return words.notWeb;
  return typed.length < SHORTEST ? words.tooShort : "";
}

/** What an app shared, or a bookmark named: many apps put the address into the text. */
function given() {
  const { title = "", text = "", url = "" } =
    Object.fromEntries(new URLSearchParams(location.search || location.hash.slice(1)));
  const address = [url, text, title].map((each) => each.match(ADDRESS)?.[0]).find(Boolean);
  return address?.replace(/[。、」』）)>"']+$/, "") ?? [title, text].filter(Boolean).join("\n\n");
}

/** Take the page that a bookmark hands over; a page can speak only for its own site. */
function awaitPage(form) {
  const { opener } = window;
  if (!opener) return;
  addEventListener("message", function take({ source, origin, data }) {
    if (source !== opener || !isPage(data) || originOf(data.url) !== origin) return;
    removeEventListener("message", take);
    form.holdPage(data);
  });
  opener.postMessage(READY, "*"); // whoever it is learns nothing by this
}

const isPage = (data) => ["url", "title", "html"].every((name) => typeof data?.[name] === "string")
  && Number.isInteger(data.characters) && /^https?:/.test(data.url);

function originOf(url) {
  try { return new URL(url).origin; } catch { return ""; }
}

function elsewhere() {
  const code = bookmarklet(main.dataset.baseUrl);
  const show = document.querySelector(".show").textContent;
  const link = make("a", { href: code, className: "main", textContent: filled(words.bookmark, { show }) });
  link.onclick = (event) => { event.preventDefault(); said.textContent = words.dragIt; };
  const said = make("p", { className: "note", role: "status" });
  const copier = button(words.copy, async () => {
    await copy(code);
    said.textContent = words.copied;
  }, { className: "quiet" });
  const part = (heading, how, ...rest) =>
    [make("h3", { textContent: heading }), make("p", { textContent: how }), ...rest];
  return make("details", { className: "elsewhere" },
    make("summary", { textContent: words.elsewhere }),
    make("div", {},
      ...part(words.computer, words.drag, make("p", { className: "links" }, link, copier), said),
      ...part(words.android, words.androidHow),
      ...part(words.iphone, words.iphoneHow)));
}

const articles = new Articles();
const form = new Form((job) => articles.take(job));
main.append(make("h1", { textContent: words.heading }), form.element, elsewhere(), articles.element);
const prefilled = given();
history.replaceState(null, "", location.pathname); // so that it is filled in once
if (prefilled) form.fill(prefilled);
awaitPage(form);
addEventListener("beforeunload", (event) => { if (form.isUnsent) event.preventDefault(); });
await articles.load();
if (prefilled) form.news.focus(); // it was not seen before the owner was known
