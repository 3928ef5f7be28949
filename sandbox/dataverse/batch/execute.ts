import { DataverseError } from "../server/errors";
import type { CallContext, RowReference } from "../server/context";
import { requestErrors } from "../server/errors";
import type { ApiRequest, ApiResponse } from "../server/http";
import { parsePreferences } from "../server/preferences";
import type { WriteAnswer } from "../server/handlers/write";
import { formatBatch, type BatchAnswer, type ChangeSetAnswer, type OperationAnswer } from "./format";
import { parseBatch, type BatchOperation, type ChangeSet } from "./parse";

/** What runs one operation, and turns what it throws into an answer. */
export interface BatchRunner {
  readonly dispatch: (context: CallContext, request: ApiRequest, inChangeSet: boolean) => WriteAnswer;
  readonly contextFor: (request: ApiRequest) => CallContext;
  readonly toErrorResponse: (error: unknown, request: ApiRequest) => ApiResponse;
}

/** Carries the answer of the operation that failed out of the transaction of its change set. */
class ChangeSetFailed extends Error {
  constructor(readonly answer: OperationAnswer) {
    super("A change set failed.");
  }
}

/**
 * Runs a `$batch` (facts/dataverse-web-api.md §2.5): parts in order; the first failure ends it and gives its status to the
 * whole, unless `odata.continue-on-error` is preferred. A change set is one transaction.
 */
export function executeBatch(context: CallContext, request: ApiRequest, runner: BatchRunner): ApiResponse {
  const items = parseBatch(
    request.headers["content-type"] ?? "",
    request.body,
    context.env.settings.strictBatchLineEnds,
  );
  const goOn = parsePreferences(request.headers.prefer).continueOnError;
  const answers: BatchAnswer[] = [];
  for (const item of items) {
    const answer =
      item.kind === "operation" ? runOperation(request, item, runner) : runChangeSet(context, request, item, runner);
    const failed = failureOf(answer);
    if (failed !== null && !goOn) return formatBatch([answer], failed);
    answers.push(answer);
  }
  return formatBatch(answers, 200);
}

function failureOf(answer: BatchAnswer): number | null {
  const parts = answer.kind === "operation" ? [answer] : answer.answers;
  return parts.find((part) => part.response.status >= 400)?.response.status ?? null;
}

/** Parts inherit the headers of the batch that say who calls and how, and may set their own. */
function withInherited(outer: ApiRequest, inner: ApiRequest): ApiRequest {
  const inherited: Record<string, string> = {};
  for (const name of ["callerobjectid", "mscrmcallerid", "mscrm.suppressduplicatedetection", "host", "authorization"]) {
    const value = outer.headers[name];
    if (value !== undefined) inherited[name] = value;
  }
  return { ...inner, headers: { ...inherited, ...inner.headers } };
}

function runOperation(outer: ApiRequest, operation: BatchOperation, runner: BatchRunner): OperationAnswer {
  const request = withInherited(outer, operation.request);
  const { contentId } = operation;
  try {
    if (/(^|\/)\$batch(\?|$)/.test(request.url)) throw requestErrors.batch("A batch cannot contain another batch.");
    return {
      kind: "operation",
      contentId,
      response: runner.dispatch(runner.contextFor(request), request, false).response,
    };
  } catch (error) {
    return { kind: "operation", contentId, response: runner.toErrorResponse(error, request) };
  }
}

function runChangeSet(
  context: CallContext,
  outer: ApiRequest,
  changeSet: ChangeSet,
  runner: BatchRunner,
): ChangeSetAnswer {
  const answers: OperationAnswer[] = [];
  const contentIds = new Map<string, RowReference | null>();
  try {
    checkContentIds(context, changeSet);
    context.env.store.transaction(() => {
      for (const operation of changeSet.operations) {
        const request = withInherited(outer, operation.request);
        try {
          const answer = runner.dispatch({ ...runner.contextFor(request), contentIds }, request, true);
          if (operation.contentId !== null) contentIds.set(operation.contentId, answer.reference);
          answers.push({ kind: "operation", contentId: operation.contentId, response: answer.response });
        } catch (error) {
          const response = runner.toErrorResponse(error, request);
          throw new ChangeSetFailed({ kind: "operation", contentId: operation.contentId, response });
        }
      }
    });
    return { kind: "changeset", answers };
  } catch (error) {
    if (error instanceof ChangeSetFailed) return { kind: "changeset", answers: [error.answer] };
    if (!(error instanceof DataverseError)) throw error;
    return {
      kind: "changeset",
      answers: [{ kind: "operation", contentId: null, response: runner.toErrorResponse(error, outer) }],
    };
  }
}

function checkContentIds(context: CallContext, changeSet: ChangeSet): void {
  const seen = new Set<string>();
  for (const { contentId } of changeSet.operations) {
    if (contentId === null) {
      if (context.env.settings.changeSetNeedsContentIds)
        throw requestErrors.batch(
          "Content-ID header is missing in a change set. Every operation of a change set must have a Content-ID.",
        );
    } else if (seen.has(contentId))
      throw requestErrors.batch(`The Content-ID '${contentId}' is used more than once in the change set.`);
    else seen.add(contentId);
  }
}
