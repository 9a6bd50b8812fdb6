// What the owner's pages have in common: asking the server, signing in and out, making elements.
//
// A page's own script is a module that imports this one, fills `main` and asks the server by `api`.

import { told } from "./lines.js";

const isJapanese = document.documentElement.lang.startsWith("ja");

/** Which of two is for the show's language: English for all that is not Japanese. */
export const choose = (japanese, english) => (isJapanese ? japanese : english);

const words = choose({
  token: "持ち主のトークン",
  whereIsIt: "narrate serve をはじめて起動したときに表示されます。番組のフォルダーの owner.token にもあります。",
  signIn: "サインイン", signOut: "サインアウト", signedIn: "サインインしました。",
  notKept: "このアドレスでは、サインインをブラウザーが覚えません。{baseUrl}/owner を開いてください。",
  wrong: "トークンが違います。", wait: "まちがいが続きました。{seconds}秒待ってからやり直してください。",
  unreachable: "サーバーにつながりません。動いているか、つながっているかを確かめてください。",
  fault: "サーバーの答えが読めません（{status}）。",
}, {
  token: "The owner's token",
  whereIsIt: "narrate serve prints it at its first start, and keeps it in owner.token of the show's folder.",
  signIn: "Sign in", signOut: "Sign out", signedIn: "You are signed in.",
  notKept: "The browser keeps no session for this address. Open {baseUrl}/owner.",
  wrong: "This is not the owner's token.", wait: "Wrong too often. Wait {seconds} seconds, then try again.",
  unreachable: "The server cannot be reached. See whether it runs, and whether you are online.",
  fault: "The server's answer cannot be read ({status}).",
});

const LONGEST_TITLE = 60; // characters

/** Where the server's routes begin, whatever page this is. */
export const root = new URL("..", import.meta.url);

/** Where a page's own content goes; hidden until the owner is known. */
export const main = document.querySelector("main");

/** A title as a line or a dialog can hold it. */
export const brief = (title) => (title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE).trimEnd()}…` : title);

/** A text with the values of what stands in braces in it. */
export const filled = (text, values) =>
  text.replace(/{(\w+)}/g, (_, name) => (name === "title" ? brief(values.title) : values[name]));

/** An element with properties and children; names of properties are those of the DOM. */
export function make(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** A button that does something. */
export const button = (label, onclick, properties = {}) =>
  make("button", { type: "button", textContent: label, onclick, ...properties });

/** Whether the owner says yes, in a dialog, to what is asked; `label` is on the button that says so. */
export function confirmed(question, how, label, cancel) {
  const dialog = make("dialog", {});
  const close = (answer) => () => dialog.close(answer);
  const heading = make("h2", { id: "question", textContent: question });
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.append(heading, make("p", { textContent: how }), make("p", { className: "answers" },
    button(cancel, close(""), { className: "quiet", autofocus: true }), button(label, close("yes"))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => { dialog.remove(); resolve(dialog.returnValue === "yes"); };
  });
}

/** Copy a text, also where the page is not served safely and so has no clipboard. */
export async function copy(text) {
  try { await navigator.clipboard.writeText(text); } catch {
    const field = make("textarea", { value: text });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

const status = make("p", { className: "status", role: "status" });

/** Tell those who do not see the page what has happened on it. */
export const tell = (text) => { status.textContent = text; };

/** What the server did not do; its message is one line for the owner, `status` is 0 if it was not reached. */
export class Refused extends Error {
  constructor(line, status = 0) {
    super(line);
    this.status = status;
  }
}

/**
 * Ask the server, after signing in if need be: `path` is below `root` ("articles"), `body` a Blob with its
 * type, or an object that is sent as JSON. Returns the answer's JSON, or null if it has none; throws Refused.
 */
export async function api(method, path, body) {
  let answer = await ask(method, path, body);
  for (let line = ""; answer.status === 401; line = filled(words.notKept, main.dataset)) {
    await signedIn(line);
    answer = await ask(method, path, body);
  }
  main.hidden = signOut.hidden = false;
  return read(answer);
}

async function ask(method, path, body) {
  const isBlob = body instanceof Blob;
  const options = body && (isBlob
    ? { body }
    : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
  try {
    return await fetch(new URL(path, root), { method, ...options });
  } catch {
    main.hidden = false; // to show the line
    throw new Refused(words.unreachable);
  }
}

async function read(answer) {
  if (answer.status === 204) return null;
  const data = await answer.json().catch(() => null);
  if (answer.status === 429) {
    throw new Refused(filled(words.wait, { seconds: answer.headers.get("Retry-After") }), 429);
  }
  if (!answer.ok || !data) throw new Refused(data?.error ? told(data.error) : filled(words.fault, answer), answer.status);
  return data;
}

let signingIn = null;

/** Resolves when the owner has signed in; however many ask, there is one box, which shows the line. */
function signedIn(line) {
  signingIn ??= new Promise((done) => showLogin(done, line)).finally(() => { signingIn = null; });
  return signingIn;
}

function showLogin(done, line) {
  const field = make("input", {
    type: "password", id: "token", name: "token", autocomplete: "current-password", required: true,
  });
  field.setAttribute("aria-describedby", "where-is-it");
  const user = make("input", { name: "user", autocomplete: "username", value: "owner", hidden: true });
  const wrong = make("p", { className: "error", role: "alert" });
  const box = make("form", { className: "login" },
    make("label", { htmlFor: "token", textContent: words.token }),
    user,
    make("div", { className: "row" }, field, make("button", { textContent: words.signIn, className: "main" })),
    wrong,
    make("p", { className: "note", id: "where-is-it", textContent: words.whereIsIt }),
  );
  box.onsubmit = async (event) => {
    event.preventDefault();
    wrong.textContent = "";
    try {
      await login(field.value.trim());
    } catch (error) {
      wrong.textContent = error.message;
      field.select();
      return;
    }
    box.remove();
    tell(words.signedIn);
    done();
  };
  main.hidden = signOut.hidden = true;
  main.before(box);
  field.focus();
  wrong.textContent = line;
}

async function login(token) {
  const answer = await ask("POST", "login", { token });
  if (answer.status === 401) throw new Refused(words.wrong, 401);
  await read(answer);
}

const signOut = button(words.signOut, async () => {
  await ask("POST", "logout").catch((error) => tell(error.message));
  location.reload();
}, { className: "quiet", hidden: true });

document.querySelector(".top").append(signOut);
document.body.append(status);
