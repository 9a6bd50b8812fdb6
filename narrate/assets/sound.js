// One sentence at a time is heard on a page, whichever button asked for it.
import { api, choose, make, Refused, root, tell } from "./owner.js";

const words = choose({ listen: "聞く", stop: "止める", press: "「聞く」を押すと聞けます。" },
  { listen: "Listen", stop: "Stop", press: "Press Listen to hear it." });
const ANSWERED = 200;

/** The audio of a page, and the button whose sentence it plays. */
export class Sound {
  constructor() {
    this.audio = make("audio", { preload: "none" });
    this.button = null;
    for (const event of ["ended", "pause"]) this.audio.addEventListener(event, () => this.show(null));
    document.body.append(this.audio);
  }

  /** A button that calls `listen`, or stops what it has begun. */
  control(listen) {
    const made = make("button", { type: "button", className: "listen", textContent: words.listen });
    made.onclick = () => (this.button === made ? this.stop() : listen());
    return made;
  }

  stop() {
    this.show(null);
    this.audio.pause();
  }

  /** Play what is at a path below the server's root; throws Refused, with the server's line, if it cannot. */
  async play(path, button) {
    this.show(button);
    this.audio.src = new URL(path, root);
    try {
      await this.audio.play();
    } catch (error) {
      if (error.name === "AbortError") return; // another one was asked for
      this.show(null);
      if (error.name === "NotAllowedError") tell(words.press); // the browser wants a press for each sound
      else await this.explain(path, button, error);
    }
  }

  /** A player does not tell why there is nothing to play; whoever has signed in meanwhile hears it. */
  async explain(path, button, error) {
    if (button.dataset.failed === path) throw new Refused(error.message);
    button.dataset.failed = path;
    try {
      await api("GET", path);
    } catch (refused) {
      if (refused.status !== ANSWERED) throw refused;
      await this.play(path, button);
    } finally {
      delete button.dataset.failed;
    }
  }

  show(button) {
    for (const [each, word] of [[this.button, words.listen], [button, words.stop]]) {
      if (!each) continue;
      each.textContent = word;
      each.ariaLabel = each.ariaLabel?.replace(/^[^:]+/, word);
      each.classList.toggle("playing", each === button);
    }
    this.button = button;
  }
}
