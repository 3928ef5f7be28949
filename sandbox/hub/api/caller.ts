/**
 * Who acts. A real environment knows the user from the sign-in cookie; the sandbox has personas instead and takes the header
 * `CallerObjectId` (facts/dataverse-web-api.md §2.4). The choice lives in sessionStorage, so that two tabs can be two people.
 */
const STORAGE_KEY = "hub.persona";
const HEADER = "CallerObjectId";

/** Read once: the browser's storage answers slowly, and each request of the page asks. */
let caller: string | null | undefined;

/** The systemuserid of the chosen persona; undefined: the server's default user. */
export function readCaller(): string | undefined {
  if (caller === undefined) {
    caller = window.sessionStorage.getItem(STORAGE_KEY);
  }

  return caller ?? undefined;
}

/** Chooses the persona of this tab. */
export function writeCaller(systemUserId: string | undefined): void {
  caller = systemUserId ?? null;
  if (systemUserId) {
    window.sessionStorage.setItem(STORAGE_KEY, systemUserId);
  } else {
    window.sessionStorage.removeItem(STORAGE_KEY);
  }
}

function isApiUrl(url: string): boolean {
  const target = new URL(url, window.location.href);

  return target.origin === window.location.origin && /^\/(api|sandbox)\//.test(target.pathname);
}

/**
 * Adds the persona to every same-origin Web API request of the page, also to those of web resources and controls: they rely on
 * the platform's cookie and know nothing of personas.
 */
export function installCaller(): void {
  const originalFetch = window.fetch.bind(window);
  window.fetch = (input, init) => {
    const persona = readCaller();
    const url = input instanceof Request ? input.url : String(input);

    if (!persona || !isApiUrl(url)) {
      return originalFetch(input, init);
    }

    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    if (!headers.has(HEADER)) {
      headers.set(HEADER, persona);
    }

    return originalFetch(input, { ...init, headers });
  };

  const originalSend = XMLHttpRequest.prototype.send;
  const originalOpen = XMLHttpRequest.prototype.open;
  const urls = new WeakMap<XMLHttpRequest, string>();
  XMLHttpRequest.prototype.open = function open(
    this: XMLHttpRequest,
    method: string,
    url: string | URL,
    ...rest: unknown[]
  ) {
    urls.set(this, String(url));
    Reflect.apply(originalOpen, this, [method, url, ...(rest.length > 0 ? rest : [true])]);
  };
  XMLHttpRequest.prototype.send = function send(this: XMLHttpRequest, body?: Document | XMLHttpRequestBodyInit | null) {
    const persona = readCaller();

    if (persona && isApiUrl(urls.get(this) ?? "")) {
      this.setRequestHeader(HEADER, persona);
    }

    originalSend.call(this, body);
  };
}
