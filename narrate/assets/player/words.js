// What the controls say, how they look, and how far they go.
const JAPANESE = {
  play: "再生", pause: "一時停止", back: "15秒戻る", forward: "30秒進む", rate: "速さ", seek: "再生位置",
  left: "残り", at: "{time}（全体 {length}）", failed: "音声を読み込めません。", copied: "コピーしました",
  follow: "読み上げを追う", ruby: "読みがな", found: "{count}件", noneFound: "見つかりません。", help: "キー操作", close: "閉じる",
  keys: "キーで操作する", making: "作成中", atMaking: "{time}（作成中）",
  ownersOnly: "この部分の音声はまだありません。作れるのは番組の持ち主だけです。",
  busy: "今はこれ以上作れません。少し待ってから、もう一度再生してください。",
  withdrawn: "この記事は取り下げられました。",
  brokenOff: "音声が途中で切れました。もう一度再生すると、続きから聴けます。",
  fetching: "途中から聴くため、全体を読み込んでいます…",
  fromStart: "このサーバーでは途中から再生できません。はじめから聴くか、音声をダウンロードしてください。",
  keyList: {
    "スペース、K": "再生と一時停止", "J、←": "15秒戻る", "L、→": "30秒進む", "< >": "速さを変える",
    "↑ ↓": "文を選ぶ（本文の中で）", Enter: "選んだ文から再生", "?": "この一覧",
  },
};
const ENGLISH = {
  play: "Play", pause: "Pause", back: "Back 15 seconds", forward: "Forward 30 seconds", rate: "Speed",
  seek: "Position", left: "Left", at: "{time} of {length}", failed: "The audio cannot be loaded.",
  copied: "Copied", follow: "Follow the voice", ruby: "Readings", found: "{count} found", noneFound: "None found.", help: "Keys",
  close: "Close", keys: "Use keys", making: "Being made", atMaking: "{time}, being made",
  ownersOnly: "This part has no sound yet. Only the owner of the show can have it made.",
  busy: "No more can be made now. Wait a little, and play it again.",
  withdrawn: "This article was taken back.",
  brokenOff: "The sound broke off. Play it again to go on from here.",
  fetching: "All of the sound is being loaded, so that it can be played from there…",
  fromStart: "This server sends the sound from its start only. Listen from the start, or download it.",
  keyList: {
    "Space, K": "Play and pause", "J, ←": "Back 15 seconds", "L, →": "Forward 30 seconds",
    "< >": "Change the speed", "↑ ↓": "Choose a sentence (in the text)",
    Enter: "Play from that sentence", "?": "This list",
  },
};
const words = document.documentElement.lang.startsWith("ja") ? JAPANESE : ENGLISH;
const RATES = [0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
const BACK = 15, FORWARD = 30, ENDING = 10, EARLY = 0.05; // seconds
const ICONS = {
  play: "M8 5.1v13.8L19 12z", pause: "M7 5h3.6v14H7zM13.4 5H17v14h-3.6z",
  back: "M12 5V1.5L6.5 6 12 10.5V7a6 6 0 1 1-6 6H4a8 8 0 1 0 8-8z",
  forward: "M12 5V1.5L17.5 6 12 10.5V7a6 6 0 1 0 6 6h2a8 8 0 1 1-8-8z",
};
