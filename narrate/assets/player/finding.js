// How a list is filtered by what is typed. Letter case, width and the kind of kana do not count.
function plain(text) {
  const wide = text.normalize("NFKC").toLowerCase();
  return wide.replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt() - 0x60));
}

// What tells whether a title has all the words that are looked for.
function finder(typed) {
  const parts = plain(typed).split(/\s+/);
  return (title) => {
    const it = plain(title);
    return parts.every((part) => it.includes(part));
  };
}
