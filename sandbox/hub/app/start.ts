import { installCaller } from "../api/caller";
import { getCurrencies } from "../api/currencies";
import { readPrivileges } from "../xrm/privileges";
import { Navigator } from "./navigator";
import { prefetch } from "./prefetch";
import { openSession, type Session } from "./session";

/** What is under way before anything is drawn. */
export interface Start {
  readonly navigator: Navigator;
  readonly session: Promise<Session>;
  /** The session once it is there. */
  known?: Session;
  /** Resolves when the first page's data is there, or will not be. */
  readonly page: Promise<void>;
}

let started: Start | undefined;

/** Starts reading the session and what the first page shows; the same start whoever asks. */
export function startHub(): Start {
  started ??= begin();

  return started;
}

function begin(): Start {
  installCaller();
  const navigator = new Navigator();
  // The page first: its rows are asked for when the answers to its first questions are there.
  const page = prefetch(navigator.route);
  const session = openSession(navigator.place.appId);
  const start: Start = { navigator, session, page };
  // What fails here fails again, and is said, where it is needed.
  session
    .then((known) => {
      start.known = known;

      return readPrivileges(known.user.id);
    })
    .catch(() => undefined);
  getCurrencies().catch(() => undefined);

  return start;
}
