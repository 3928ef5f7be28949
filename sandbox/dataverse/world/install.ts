import { watchDuplicates } from "../duplicates/detect";
import { duplicateMessages } from "../duplicates/messages";
import { ribbonMessages } from "../ribbon/messages";
import { searchMessages, searchRoute } from "../search/service";
import type { Environment } from "../server/context";
import { solutionMessages } from "../solutions/messages";
import { uninstallSolution } from "../solutions/remove";
import { solutionRoutes } from "../solutions/routes";

/** Registers what solutions, ribbons, duplicate detection and search add to an environment's messages, hooks and addresses. */
export function installWorld(env: Environment): void {
  env.messages.register(...solutionMessages, ...ribbonMessages, ...duplicateMessages, ...searchMessages);
  watchDuplicates(env);
  env.routes.register(...solutionRoutes, searchRoute);
  // Deleting the row of a solution is how the platform's own pages uninstall it.
  env.hooks.add({
    message: "delete",
    stage: "before",
    table: "solution",
    run: ({ previous }) => {
      if (previous) uninstallSolution(env, String(previous.uniquename), { keepRow: true });
    },
  });
}
