// Lines of the server that people meet most, in Japanese; all others stay in English, as the command line has them.

const LINES = [
  [/is empty; nothing to narrate/, "本文がありません。"],
  [/has only symbols in it/, "記号のほかに、読むものがありません。"],
  [/has nothing in it that the voice/, "声に出して読めるものがありません。"],
  [/not a text file|, not text;/, "テキストのファイルではありません。本文をテキストで貼り付けてください。"],
  [/is a draft, by its front matter/, "下書きの印があります。公開するときに印を消してください。"],
  [/refused: (\S+) is not a public address/, "$1 は公開されたアドレスではないので、開きません。"],
  [/only http and https are fetched/, "http:// か https:// で始まるアドレスを入れてください。"],
  [/has a user name in it/, "利用者名の入ったアドレスは開きません。"],
  [/no answer within|took more than/, "サイトが応えません。しばらくしてからやり直してください。"],
  [/the server says (\d+)/, "サイトに断られました（$1）。ブラウザーでページを保存して、そのファイルを追加してください。"],
  [/cannot be fetched|has no address|is no address/, "アドレスを開けません。つづりを確かめてください。"],
  [/not a page; articles are/, "記事のページではありません。"],
  [/has more than [\d.]+ MB/, "大きすぎます。記事だけを分けてください。"],
  [/([^/]+\.tsv:\d+): .*'(.+)' of '(.+)' is not katakana only/, "$1：「$3」の読み「$2」は、カタカナだけで書いてください。"],
  [/([^/]+\.tsv:\d+): (.+)/, "読みのファイル $1 に間違いがあります（$2）。"],
  [/(narrate\.toml): (.+)/, "設定のファイル $1 に間違いがあります（$2）。"],
  [/(feed\.xml\.template:?\d*): (.+)/, "番組のファイル $1 に間違いがあります（$2）。"],
  [/the show is being written/, "いま番組のファイルを書いています。少し待って、もう一度押してください。"],
  [/stopped by the owner/, "中止しました。できた分は残っています。もう一度作ると、続きから始まります。"],
  [/the server ended/, "サーバーが止まりました。できた分は残っています。もう一度作ると、続きから始まります。"],
  [/'(.+)' is corrected to '(.+)'; look at/, "「$1」は、ほかの画面で「$2」に直されています。ページを読み込み直してください。"],
  [/'(.+)' is not corrected any more/, "「$1」の訂正は、ほかの画面で取り消されています。ページを読み込み直してください。"],
  [/does not answer|cannot speak now/, "声のサーバーが応えません。動いているかを確かめてください。"],
];

/** A line of the server in the page's language. */
export function told(line) {
  if (!document.documentElement.lang.startsWith("ja")) return line;
  for (const [pattern, text] of LINES) {
    const found = line.match(pattern);
    if (found) return text.replace(/\$(\d)/g, (_, number) => found[number]);
  }
  return line;
}
