import type { SearchPort } from "../../core/matching/candidates/search";

/**
 * Dataverse Search beside the batch (facts/matching.md §5). It may be switched off, limited to few requests a second, or
 * slow; matching goes on without it and says so.
 */
export function searchAt(serverUrl: string): SearchPort {
  return async (request, milliseconds) => {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), milliseconds);
    try {
      const answer = await fetch(`${serverUrl.replace(/\/$/, "")}/api/search/v2.0/query`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify(request),
        signal: abort.signal,
      });
      if (answer.ok) return { state: "used", body: (await answer.json()) as Readonly<Record<string, unknown>> };

      return { state: answer.status === 429 ? "limited" : answer.status < 500 ? "off" : "failed" };
    } catch {
      return { state: abort.signal.aborted ? "slow" : "failed" };
    } finally {
      clearTimeout(timer);
    }
  };
}
