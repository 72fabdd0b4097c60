const KEY = "loopscope.token";
const PROTOCOL = "loopscope.v1";

/**
 * The token that lets a person in. It is taken out of the address bar, where others could read it and from where it
 * would get into the browser's history, and kept for as long as the tab is open.
 */
export class Token {
  #value: string | null;

  constructor() {
    const given = tokenOf(location.hash);
    if (given !== null) {
      sessionStorage.setItem(KEY, given);
      history.replaceState(null, "", location.pathname + location.search);
    }
    this.#value = given ?? sessionStorage.getItem(KEY);
  }

  set(value: string): void {
    this.#value = value;
    sessionStorage.setItem(KEY, value);
  }

  get protocols(): string[] {
    return protocols(this.#value);
  }
}

/** From `#token=...`; null without. */
export function tokenOf(hash: string): string | null {
  const given = new URLSearchParams(hash.replace(/^#/, "")).get("token");
  return given === null || given === "" ? null : given;
}

export function protocols(token: string | null): string[] {
  return token === null || token === "" ? [PROTOCOL] : [PROTOCOL, `loopscope.token.${token}`];
}

/** A subprotocol may hold no other characters (RFC 6455, 4.1); a socket with others is not even tried. */
export function wellFormed(token: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(token);
}
