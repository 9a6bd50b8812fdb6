// The bookmark by which the owner adds the page that is being read, just as it is being read.

/** What the owner's page says to the page that opened it. */
export const READY = "narrate: ready";

/** The bookmark's address, for a server at `base`. */
export const bookmarklet = (base) =>
  `javascript:${encodeURIComponent(`(${handOver})(${JSON.stringify(base)}, ${JSON.stringify(READY)})`)}`;

// Runs in the page that is being read, without anything of this file; it opens the owner's page, which has the
// address at once, and hands it the page when it is ready. Where the two are kept apart, the address is all.
function handOver(base, ready) {
  const copy = document.documentElement.cloneNode(true);
  copy.querySelectorAll("script:not([type*=json]), style, svg, iframe, template").forEach((each) => each.remove());
  const characters = document.body.innerText.replace(/\s/g, "").length;
  const page = { url: location.href, title: document.title, html: copy.outerHTML, characters };
  const address = `${base}/owner#url=${encodeURIComponent(page.url)}`;
  const { origin } = new URL(base);
  addEventListener("message", function answer(event) {
    if (event.source !== opened || event.origin !== origin || event.data !== ready) return;
    removeEventListener("message", answer);
    opened.postMessage(page, origin);
  });
  const opened = open(address);
  if (!opened) location.assign(address);
}
