// A server that is away for a moment, as while it is started again, is asked until it answers.
import { Refused } from "./owner.js";

/** Why a job is not there any more; what the server says itself where it can. */
export const ENDED = "the server ended; what was made is kept, make it again to go on from there";
const AGAIN_MS = 3000;
const AWAY = [0, 502, 503, 504]; // not reached, or a proxy in front reaches nobody

/** What `ask` resolves to, however long the server is away; each time that it is, `tell` gets the line. */
export async function answered(ask, tell) {
  for (;;) {
    try { return await ask(); } catch (refused) {
      if (!(refused instanceof Refused && AWAY.includes(refused.status))) throw refused;
      tell(refused.message);
    }
    await new Promise((resolve) => { setTimeout(resolve, AGAIN_MS); });
  }
}

/** Listen to a job's events until `source.close()`; `lost` is called once when they end in between. */
export function listen(url, hear, lost) {
  const source = new EventSource(url);
  source.onmessage = ({ data }) => hear(JSON.parse(data));
  source.onerror = () => {
    source.close(); // another server may have come in its place, which knows nothing of the job
    setTimeout(lost, AGAIN_MS);
  };
  return source;
}
