import { formatPlace, parsePlace, type Place } from "../../../sandbox/hub/app/routes";

const places: readonly Place[] = [
  { appId: undefined, route: { page: "home" } },
  { appId: "a1", route: { page: "entitylist", table: "lead", viewId: "v1", search: "ada & co" } },
  {
    appId: "a1",
    route: {
      page: "entityrecord",
      table: "lead",
      id: "11111111-2222-3333-4444-555555555555",
      formId: "f1",
      data: undefined,
      createFrom: undefined,
      tab: undefined,
    },
  },
  {
    appId: "a1",
    route: {
      page: "entityrecord",
      table: "contact",
      id: undefined,
      formId: undefined,
      data: { lastname: "Lovelace", donotemail: true },
      createFrom: { table: "lead", id: "l1", name: "Ada" },
      tab: "Summary",
    },
  },
  { appId: "a1", route: { page: "webresource", name: "enq_/pages/about.html", data: "x=1" } },
  { appId: "a1", route: { page: "search", text: "ada" } },
  { appId: "a1", route: { page: "solutions", solutionId: undefined } },
];

describe("addresses", () => {
  test.each(places.map((place) => [place.route.page, place] as const))(
    "a %s place survives its address",
    (_page, place) => {
      expect(parsePlace(new URL(formatPlace(place), "http://localhost").search)).toEqual(place);
    },
  );

  test("links of a real environment work: braces, capitals, extraqs as a query", () => {
    const { route } = parsePlace(
      "?appid=A&pagetype=entityrecord&etn=lead&id=%7B11111111-AAAA-3333-4444-555555555555%7D&extraqs=subject%3DHello%26budget%3D3",
    );

    expect(route).toMatchObject({
      page: "entityrecord",
      id: "11111111-aaaa-3333-4444-555555555555",
      data: { subject: "Hello", budget: "3" },
    });
  });
});
