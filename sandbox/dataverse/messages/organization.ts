import { requestErrors } from "../server/errors";
import type { Message, MessageCall } from "../server/messages";
import { listOf, missing, textOf } from "./arguments";

const version = "9.2.24104.00196";

/** RetrieveVersion. */
export const retrieveVersion: Message = {
  name: "RetrieveVersion",
  kind: "function",
  returns: "RetrieveVersionResponse",
  handle: () => ({ kind: "complex", type: "RetrieveVersionResponse", value: { Version: version } }),
};

/** RetrieveCurrentOrganization: where the environment's services are. */
export const retrieveCurrentOrganization: Message = {
  name: "RetrieveCurrentOrganization",
  kind: "function",
  parameters: { AccessType: "EndpointAccessType" },
  returns: "RetrieveCurrentOrganizationResponse",
  handle: ({ context }) => {
    const { identity } = context.env;
    const root = context.baseUrl.replace(/\/api\/data\/.*$/, "/");
    const endpoints = ["WebApplication", "OrganizationService", "OrganizationDataService"];
    return {
      kind: "complex",
      type: "RetrieveCurrentOrganizationResponse",
      value: {
        Detail: {
          OrganizationId: identity.organizationId,
          FriendlyName: identity.friendlyName,
          OrganizationVersion: version,
          EnvironmentId: identity.organizationId,
          DatacenterId: "00000000-0000-0000-0000-000000000000",
          Geo: "EMEA",
          TenantId: identity.organizationId,
          UrlName: identity.uniqueName,
          UniqueName: identity.uniqueName,
          State: "Enabled",
          SchemaType: "Full",
          OrganizationType: "CustomerTest",
          Endpoints: {
            Count: endpoints.length,
            IsReadOnly: false,
            Keys: endpoints,
            Values: endpoints.map((name) => (name === "WebApplication" ? root : `${root}${name}`)),
          },
        },
      },
    };
  },
};

/** RetrieveTotalRecordCount: the size of tables (the platform's is a snapshot, this one is exact). */
export const retrieveTotalRecordCount: Message = {
  name: "RetrieveTotalRecordCount",
  kind: "function",
  parameters: { EntityNames: "Collection(Edm.String)" },
  returns: "RetrieveTotalRecordCountResponse",
  handle: (call: MessageCall) => {
    const names = listOf(call, "EntityNames");
    if (!names) throw missing("EntityNames");
    const keys = names.map(String);
    const counts = keys.map((name) => {
      if (!call.context.env.catalog.table(name))
        throw requestErrors.badQuery(`The entity with a name = '${name.slice(0, 100)}' was not found.`);
      return call.context.env.store.count(name);
    });
    return {
      kind: "complex",
      type: "RetrieveTotalRecordCountResponse",
      value: { EntityRecordCountCollection: { Count: keys.length, IsReadOnly: false, Keys: keys, Values: counts } },
    };
  },
};

/** FormatAddress: the parts in the order that the organisation uses. */
export const formatAddress: Message = {
  name: "FormatAddress",
  kind: "function",
  parameters: {
    Line1: "Edm.String",
    City: "Edm.String",
    StateOrProvince: "Edm.String",
    PostalCode: "Edm.String",
    Country: "Edm.String",
  },
  returns: "FormatAddressResponse",
  handle: (call) => {
    const [line1, city, state, postal, country] = ["Line1", "City", "StateOrProvince", "PostalCode", "Country"].map(
      (name) => textOf(call, name) ?? "",
    );
    const place = [city, [state, postal].filter(Boolean).join(" ")].filter(Boolean).join(", ");
    const address = [line1, place, country].filter(Boolean).join("\r\n");
    return { kind: "complex", type: "FormatAddressResponse", value: { Address: address } };
  },
};
