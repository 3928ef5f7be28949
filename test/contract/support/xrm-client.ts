import * as xrm from "xrm-webapi/dist/webapi";
import { WebApiConfig, type WebApiRequestConfig, type WebApiRequestResult } from "xrm-webapi/dist/models";

/** The client's constructor takes a slash out of http://, so the address is set behind it. */
export function xrmConfig(sandboxUrl: string): WebApiConfig {
  const made = new WebApiConfig("9.2", "dummy", sandboxUrl);
  made.url = `${sandboxUrl}/api/data/v9.2`;
  return made;
}

/** The client's own transport insists on https: same headers and body over http. */
export function xrmSend(request: WebApiRequestConfig, done: (result: WebApiRequestResult) => void): void {
  const url = [request.apiConfig.url ?? "", request.queryString].filter(Boolean).join("/");
  const headers = xrm.getHeaders(request) as Record<string, string>;
  fetch(url, { method: request.method, headers, body: request.body as string | undefined })
    .then(async (response) =>
      done({ error: !response.ok, response: await response.text(), headers: Object.fromEntries(response.headers) }),
    )
    .catch((error: unknown) => done({ error: true, response: String(error) }));
}
