// Brings a page to life. Pages of older builds use this code as it is now, so what it finds in them is few and stays:
//   <html lang>               Japanese words, or English ones
//   [data-player]             where the controls go, around an <audio>; data-episode, -title, -show, -art,
//                             -page, -length (s) tell of what is played
//   [data-start][data-end]    a sentence and when it is heard (s); a click plays from there
//   [data-chapters] [data-start]   an entry of the contents
//   [data-play]               plays that file; with the same data- as a player
//   [data-play][data-cues]    plays a section of an article without an episode, data-section is its number;
//                             data-cues has the times of its sentences, [data-sentence="SECTION.SENTENCE"]
//   a[data-section]           the same as an entry of the contents
//   [data-switches]           where the switches of the text go
//   [data-episodes] > li, [data-find]   a list, and the field that filters it by its <h3>
//   [data-copy]               copies the value of the field of that id
//   [hidden]                  on what needs this script

// The list of keys. Who speaks to the machine, or types by accident, can switch them off.
const help = make("dialog", { ariaLabel: words.help });
function openHelp() { if (!help.open) help.showModal(); }
function buildHelp() {
  const rows = Object.entries(words.keyList).map(([key, what]) =>
    make("div", {}, make("dt", { textContent: key }), make("dd", { textContent: what })));
  const close = button("", words.close, () => help.close(), words.close);
  help.append(make("h2", { textContent: words.help }), make("dl", {}, ...rows), switchOf("keys"), close);
  help.onclick = (event) => { if (event.target === help) help.close(); };
  document.body.append(help, status);
}

function onKey(event, player, reading, playAt) {
  const target = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (target.matches("input:not([type=range]), textarea, select")) return;
  const isSentence = target.matches("[data-end]");
  const onRange = target.matches("input"), onButton = target.matches("button, a, summary");
  const acts = {
    ...(isSentence && {
      Enter: () => playAt(target.dataset),
      ArrowUp: () => reading.move(target, -1), ArrowDown: () => reading.move(target, 1),
    }),
    ...(document.documentElement.dataset.keys !== "off" && {
      ...(!onButton && { " ": () => player.playOrPause() }),
      ...(!onRange && { ArrowLeft: () => player.skip(-BACK), ArrowRight: () => player.skip(FORWARD) }),
      k: () => player.playOrPause(), j: () => player.skip(-BACK), l: () => player.skip(FORWARD),
      "<": () => player.stepRate(-1), ">": () => player.stepRate(1), "?": () => openHelp(),
    }),
  };
  const act = player.about && acts[event.key];
  if (act) { event.preventDefault(); act(); }
}

function onClick(event, playAt) {
  const place = event.target.closest("[data-start], a[data-section]");
  if (!place || (place.dataset.end && !getSelection().isCollapsed)) return; // somebody marks words to copy them
  event.preventDefault();
  playAt(place.dataset);
  if (!place.dataset.end) comeIntoView(document.querySelector(`${place.hash} .sentence`) ?? place);
}

function listButtons(player) {
  const buttons = all("[data-play]");
  const show = () => buttons.forEach((each) => {
    const isOn = player.about === each.dataset && !player.audio.paused;
    const name = isOn ? "pause" : "play";
    each.ariaLabel = `${words[name]}: ${each.dataset.title}`;
    each.replaceChildren(icon(name));
    each.toggleAttribute("data-playing", player.about === each.dataset);
  });
  for (const each of buttons) {
    each.hidden = false;
    each.onclick = () => {
      if (player.about === each.dataset) { player.playOrPause(); return; }
      player.remember();
      player.root.hidden = false;
      player.take(each.dataset);
      player.play();
    };
  }
  player.onstate = show;
  show();
}

function find(field) {
  const items = all("[data-episodes] > li")
    .map((item) => ({ item, title: item.querySelector("h3").textContent }));
  const none = make("p", { className: "note", textContent: words.noneFound, hidden: true });
  field.parentElement.hidden = items.length < 2;
  field.parentElement.after(none);
  field.oninput = () => {
    const isFound = finder(field.value);
    for (const { item, title } of items) item.hidden = !isFound(title);
    const count = items.filter(({ item }) => !item.hidden).length;
    none.hidden = count > 0;
    tell(filled(words.found, { count }));
  };
}

function copier(from) {
  const field = document.getElementById(from.dataset.copy);
  from.hidden = false;
  field.onfocus = () => field.select();
  from.onclick = async () => {
    try { await navigator.clipboard.writeText(field.value); } catch {
      field.select();
      document.execCommand("copy"); // where the page is not served safely
    }
    tell(words.copied);
  };
}

buildHelp();
all("[data-switches]").forEach((place) => place.append(switchOf("follow"), switchOf("ruby")));
const root = document.querySelector("[data-player]");
if (root) {
  const player = new Player(root);
  const reading = new ReadAlong(player);
  const parts = all("[data-play][data-cues]");
  const sections = parts.length ? new Sections(player, parts, reading) : null;
  if (!sections) reading.use(all("[data-start][data-end]"));
  const playAt = ({ start = 0, section, sentence }) => {
    if (sections) sections.playFrom(section ?? sentence.split(".")[0], Number(start));
    else player.playFrom(Number(start));
  };
  document.addEventListener("click", (event) => onClick(event, playAt));
  document.addEventListener("keydown", (event) => onKey(event, player, reading, playAt));
  listButtons(player);
}
all("[data-find]").forEach(find);
all("[data-copy]").forEach(copier);
