/** As much of choosing a profile as it takes where every published one is for everybody. */
import type { PublishedProfile } from "./choose";
import { defaultProfile } from "./defaults";
import type { Scope } from "./document";

/** The profile of an organization that has published none. */
export const builtInProfile: PublishedProfile = {
  id: "00000000-0000-0000-0000-000000000000",
  name: "Dynamics 365",
  priority: 10_001,
  version: 0,
  document: defaultProfile,
};

/** Whether a profile is for some people, apps or leads only. */
export function isScoped(scope: Scope): boolean {
  return Object.values(scope)
    .flat()
    .some((one) => one && one !== true);
}

/** In the order in which they are asked. */
export function compareProfiles(left: PublishedProfile, right: PublishedProfile): number {
  const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return left.priority - right.priority || byText(left.name, right.name) || byText(left.id, right.id);
}
