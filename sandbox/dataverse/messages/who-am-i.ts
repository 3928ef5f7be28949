import type { Message } from "../server/messages";

/** WhoAmI (facts/dataverse-web-api.md §2.6). */
export const whoAmI: Message = {
  name: "WhoAmI",
  kind: "function",
  returns: "WhoAmIResponse",
  handle: ({ context }) => ({
    kind: "complex",
    type: "WhoAmIResponse",
    value: {
      BusinessUnitId: context.caller.businessUnitId,
      UserId: context.caller.userId,
      OrganizationId: context.env.identity.organizationId,
    },
  }),
};
