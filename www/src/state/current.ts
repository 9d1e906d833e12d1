// The page's one session, for the files of actions.

import type { Session } from "./session";

let session: Session;

/** Called once, when the page starts. */
export function holdSession(started: Session): void {
  session = started;
}

export function theSession(): Session {
  return session;
}
