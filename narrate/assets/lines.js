// What the server says to the owner, in Japanese: the line of each of its messages, by what the message says.
//
// The first that fits counts, so what is special stands above what is general. Each line says what to do on the
// page. A message that none fits, such as one of an engine of somebody else, is shown behind a line of our own.

const AGAIN = "もう一度ボタンを押してください。";
const SAVE_IT = "ブラウザーでページを保存して、そのファイルを追加してください。";
const FILE = "番組のフォルダーにあるこのファイルを直して、";

const ARTICLES = [
  [/: is empty; nothing to narrate/, "本文がありません。本文を入れてください。"],
  [/has only symbols in it|has no HTML element/, "記号のほかに、読むものがありません。本文を入れてください。"],
  [/has nothing in it that the voice|has nothing that the voice/, "声に出して読めるものがありません。本文を入れてください。"],
  [/not a text file|, not text;|: not valid [^:]+: byte/, "テキストのファイルではありません。本文をテキストで貼り付けてください。"],
  [/is a mail (?:without|that)/, "メールの本文が読めません。本文をテキストで貼り付けてください。"],
  [/is only the address of a page/, "アドレスだけでは読めません。アドレスはひとつずつ入れるか、本文を貼り付けてください。"],
  [/is only the name of a file/, "ファイルの場所だけでは読めません。ファイルを選ぶか、本文を貼り付けてください。"],
  [/nested more than/, "入れ子が深すぎて読めません。本文をテキストで貼り付けてください。"],
  [/is a draft, by its front matter/, "下書きの印があります。公開するときに印を消して、もう一度追加してください。"],
];
const ADDRESSES = [
  [/refused: (\S+) is not a public address/, "$1 は公開されたアドレスではないので、開きません。本文を貼り付けてください。"],
  [/only http and https are fetched|must begin with http|'from' must be an address/, "http:// か https:// で始まるアドレスを入れてください。"],
  [/has a user name in it/, "利用者名の入ったアドレスは開きません。利用者名を取って入れてください。"],
  [/no answer within|: took more than/, "サイトが応えません。しばらくしてからやり直してください。"],
  [/the server says (\d+)/, `サイトに断られました（$1）。${SAVE_IT}`],
  [/redirects more than|is packed as|cannot be unpacked/, `サイトの答えを開けません。${SAVE_IT}`],
  [/cannot be fetched|has no address; check the name|is no address that can|has no host/, "アドレスを開けません。つづりを確かめてください。"],
  [/not a page; articles are/, "記事のページではありません。記事のアドレスか本文を入れてください。"],
  [/has more than [\d.]+ MB|more than \S+ bytes/, "大きすぎます。記事だけを分けて追加してください。"],
];
const LEXICON = [
  [/([^/]+\.tsv:\d+): .*'(.+)' of '(.+)' is not katakana only/, "$1：「$3」の読み「$2」は、カタカナだけで書いてください。"],
  [/'(.+)' of '(.+)' is not katakana only/, "「$2」の読み「$1」は、ひらがなかカタカナだけで書いてください。"],
  [/([^/]+\.tsv):(\d+): has \d+ tab-separated columns/, `読みのファイル $1 の$2行目は、語、タブ、読みの順に書いてください。${FILE}${AGAIN}`],
  [/([^/]+\.tsv):(\d+): '(.+)' stands already in line (\d+)/, `読みのファイル $1 に「$3」が二度あります（$4行目と$2行目）。一つだけ残して、${AGAIN}`],
  [/the term '(.+)' starts with #/, "「$1」は、初めの # を取って入れてください。"],
  [/name a word as articles write it/, "語を、記事に書いてあるとおりに入れてください。"],
  [/([^/]+\.tsv:?\d*): /, `読みのファイル $1 に間違いがあります。${FILE}${AGAIN}`],
  [/'(.+)' is corrected to '(.+)'; look at/, "「$1」は、ほかの画面で「$2」に直されています。ページを読み込み直してください。"],
  [/'(.+)' is not corrected any more/, "「$1」の訂正は、ほかの画面で取り消されています。ページを読み込み直してください。"],
  [/has no correction of '(.+)'/, "「$1」の訂正は、もうありません。ページを読み込み直してください。"],
];
const VOICES = [
  [/does not answer|cannot speak now/, `声のサーバーが応えません。動いているかを確かめて、${AGAIN}`],
  [/refuses for now|asks to wait/, `声のサーバーが混み合っています。数分待ってから、${AGAIN}`],
  [/refuses access|holds is no key|in the environment to the key/, `声のサーバーに断られました。鍵（APIキー）と契約を確かめて、${AGAIN}`],
  [/does not accept this text/, `声のサーバーが受け付けない文があります。記事の文を変えて追加するか、少し待って、${AGAIN}`],
  [/sends on to|does not know this request|cannot be asked|is no query|is no JSON|is of no known form|answers in an unknown form/,
    `声のサーバーのアドレスが違うか、版が古いようです。声のファイルの url を確かめて、${AGAIN}`],
  [/has no speaker|has no style|has no .+ there are/, `声のファイルにある話者が、声のサーバーにありません。声のファイルを直して、${AGAIN}`],
  [/is not installed|cannot be loaded \(/, `声を出す部品がありません。narrateを入れ直してから、${AGAIN}`],
  [/interrupted|the cluster failed/, `音声を作っている途中で止まりました。${AGAIN}`],
  [/voice '(.+?)': .*the sentence is: (.+)/, `声「$1」が、この文をうまく話せませんでした。${AGAIN}文：$2`],
  [/the sentence is: (.+)/, `声が、この文をうまく話せませんでした。${AGAIN}文：$1`],
  [/the engine returned|the answer of /, `声が、うまく話せませんでした。${AGAIN}`],
  [/has no sound for(?: this text)?(?:: (.+)| '(.+)')?|there is (?:nothing to say|no mora) in '(.+)'/, "声に出して読めない文です。ほかの文を選んでください。"],
  [/no voice '(.+)'; there are/, `「$1」という声はありません。設定のファイル narrate.toml の声の名を直して、${AGAIN}`],
  [/the fallbacks go round|name another voice/, `声のファイルの、代わりの声の名に間違いがあります。${FILE}${AGAIN}`],
  [/([^/ ]+\.toml:?\d*): /, `声のファイル $1 に間違いがあります。${FILE}${AGAIN}`],
  [/voice '(.+?)': /, `声「$1」が、うまく話せませんでした。しばらくしてから、${AGAIN}`],
];
const SETTINGS = [
  [/narrate\.toml: .*?'(.+?)'/, `設定のファイル narrate.toml の「$1」に間違いがあります。${FILE}${AGAIN}`],
  [/narrate\.toml: /, `設定のファイル narrate.toml が読めません。${FILE}${AGAIN}`],
  [/base URL '/, `設定のファイル narrate.toml の base_url に間違いがあります。${FILE}${AGAIN}`],
  [/card_font: /, `設定のファイル narrate.toml の card_font が、字体のファイルではありません。${FILE}${AGAIN}`],
  [/NARRATE_ALLOW_ADDRESSES: /, `環境変数 NARRATE_ALLOW_ADDRESSES に間違いがあります。直してサーバーを起動し直し、${AGAIN}`],
  [/feed\.xml\.template:(\d+): /, `番組のファイル feed.xml.template の$1行目に間違いがあります。${FILE}${AGAIN}`],
  [/feed\.xml\.template: /, `番組のファイル feed.xml.template に間違いがあります。${FILE}${AGAIN}`],
  [/([^/]+\.(?:png|jpe?g)): |'([^']+)': directories take/i, `番組の絵に、使えないところがあります。正方形のPNGかJPEGに替えて、${AGAIN}`],
  [/private\.key: |owner\.token: /, "番組の鍵のファイルが壊れています。サーバーを動かしている人に知らせてください。"],
];
const FILES = [
  [/free some space/, `ディスクに空きがありません。空きをつくってから、${AGAIN}`],
  [/change its permissions|writable disk|files may not become/, `番組のフォルダーに書き込めません。フォルダーの権限を確かめて、${AGAIN}`],
  [/episode\.json|the guid of episode|is a copy of episode|missing or of the wrong size/, `エピソードのファイルが壊れています。その記事の「もう一度作る」を押してください。`],
  [/was lost (?:while building|since it was made)/, `できていた音声の一部がなくなりました。${AGAIN}`],
  [/MP3 encoder|MP3 frame|the encoder /, `音声のファイルを作れませんでした。${AGAIN}`],
  [/no such file|is not a file|is a folder|cannot be read \(|check the path|check the address and your access|cannot be reached \(/,
    `番組のファイルを開けません。フォルダーとその権限を確かめて、${AGAIN}`],
];
const REQUESTS = [
  [/there is no such article/, "この記事はありません。ページを読み込み直してください。"],
  [/there is no such (?:job|sentence|file)|: no section /, "もうありません。ページを読み込み直してください。"],
  [/the article was changed meanwhile/, "この本文は、ほかの画面で変えられています。書いたものを控えてから、ページを読み込み直してください。"],
  [/is being made; wait/, "いま作っています。終わってから、もう一度押してください。"],
  [/the show is being written/, "いま番組のファイルを書いています。少し待って、もう一度押してください。"],
  [/stopped by the owner/, "中止しました。できた分は残っています。次に作るときは、続きから始まります。"],
  [/too many articles wait/, "待っている記事が多すぎます。しばらくしてからやり直してください。"],
  [/too many sections/, "いま作っているものが多すぎます。少し待ってから、もう一度押してください。"],
  [/the server (?:ended|is being stopped)/, `サーバーが止まりました。できた分は残っています。動き出したら、${AGAIN}続きから始まります。`],
  [/withdrawn before it was made/, "作る前に取り下げられました。"],
  [/the episode was withdrawn/, "このエピソードは取り下げられています。「元に戻す」を押すと聴けます。"],
  [/which it was made from, is not in articles/, "元になった記事がサーバーにありません。同じ記事をもう一度追加すると、同じエピソードのまま扱えます。"],
  [/the article cannot be read aloud|this could not be made/, `読み上げられませんでした。しばらくしてから、${AGAIN}`],
  [/too many wrong tokens/, "まちがいが続きました。少し待ってから、サインインし直してください。"],
  [/the owner's token|who you are/, "サインインし直してください。"],
  [/a page of another site/, "ほかのサイトからは使えません。このページを開き直してください。"],
  [/^(?:send |'format'|'from'|'was'|unknown field|the body |Content-Length|there is no field)/,
    "ページが古いようです。ページを読み込み直してから、もう一度押してください。"],
  [/a fault of narrate itself/, `narrateに思わぬ問題が起きました。${AGAIN}続くときは、サーバーを動かしている人に知らせてください。`],
];
const WARNINGS = [
  [/clips? (?:was|were) damaged and made again/, "壊れていた音声の一部を作り直しました。このまま聴けます。"],
  [/left out, the voice has no sound for: (.+)/, "声に出して読めない文を飛ばしました：$1"],
  [/(\d+) of (\d+) sentences are said by '(.+)', not '(.+?)'/, "$2文のうち$1文は、「$4」の代わりに「$3」が読みました。「$4」で作り直すには「もう一度作る」を押してください。"],
  [/LUFS, not|true peak/, "音の大きさが、ほかの番組とそろっていません。声のファイルの loudness_lufs で直せます。"],
  [/is to come; it is published now/, "日付が先の日ですが、もう公開しています。"],
  [/stays out of the feed/, "取り下げたままです。「元に戻す」を押すと公開されます。"],
];
const LINES = [WARNINGS, REQUESTS, ADDRESSES, LEXICON, SETTINGS, VOICES, ARTICLES, FILES].flat();
const KEPT = /(\d+) of (\d+) sentences are made and kept/;

/** A message of the server in the page's language. */
export function told(line) {
  if (!line || !document.documentElement.lang.startsWith("ja")) return line;
  const kept = line.match(KEPT), said = japanese(line.split(KEPT)[0]) ?? `うまくいきませんでした。${AGAIN}（サーバーの言葉：${line}）`;
  return kept ? `${said}${kept[2]}文のうち${kept[1]}文はできていて、続きから始まります。` : said;
}

function japanese(line) {
  for (const [pattern, text] of LINES) {
    const found = line.match(pattern);
    if (found) return text.replace(/\$(\d)/g, (_, number) => found[number] ?? "");
  }
  return null;
}
