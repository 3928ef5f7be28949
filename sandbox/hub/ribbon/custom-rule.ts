import { findFunction } from "../xrm/scripts";
import { parametersOf } from "./parse";
import { parameterValues } from "./parameters";
import { loadCommandLibrary } from "./run";
import type { CommandSource } from "./source";

/** A promise that is not settled by then counts as no (facts/solution-package.md §3.3). */
export const customRuleLimit = 10_000;

/** Runs a CustomRule's function; undefined, so that `Default` decides, when it cannot be run. */
export async function evaluateCustom(rule: Element, source: CommandSource): Promise<boolean | undefined> {
  const name = rule.getAttribute("FunctionName") ?? "";
  try {
    await loadCommandLibrary(rule.getAttribute("Library") ?? "");
  } catch (error) {
    console.warn(`The library of the rule function ${name} cannot be loaded:`, error);
    return undefined;
  }
  const work = findFunction(name);
  if (!work) {
    console.warn(`The rule function ${name} does not exist.`);
    return undefined;
  }
  const properties = { SourceControlId: "", CommandValueId: "", MenuItemId: "" };
  try {
    const answer = work(...parameterValues(parametersOf(rule), source, properties));
    return isPromise(answer) ? await withinLimit(answer, name) : answer === true;
  } catch (error) {
    console.warn(`The rule function ${name} failed:`, error);
    return false;
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}

function withinLimit(promise: PromiseLike<unknown>, name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      console.warn(`The rule function ${name} took more than ${customRuleLimit / 1000} s.`);
      resolve(false);
    }, customRuleLimit);
    const settle = (verdict: boolean): void => {
      clearTimeout(timer);
      resolve(verdict);
    };
    promise.then(
      (value) => settle(value === true),
      (error: unknown) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
