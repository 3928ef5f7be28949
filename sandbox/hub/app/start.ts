import { installCaller } from "../api/caller";
import { getCurrencies } from "../api/currencies";
import { gather } from "../form-model/gather";
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
  /** Resolves when all that the first drawing shows is there, or will not be: session, page, what the user may do. */
  readonly all: Promise<unknown>;
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
  const { page, session } = gather(() => {
    getCurrencies().catch(() => undefined);

    return { page: prefetch(navigator.route), session: openSession(navigator.place.appId) };
  });
  // What fails here fails again, and is said, where it is needed.
  const rights = session
    .then((known) => {
      start.known = known;

      return readPrivileges(known.user.id);
    })
    .catch(() => undefined);
  const start: Start = { navigator, session, all: Promise.all([page, rights]) };

  return start;
}
