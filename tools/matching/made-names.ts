/** Building blocks of made-up companies and people (tools/matching/made-world.ts). Hand-made; frequencies fall along the lists. */
const list = (text: string): readonly string[] => text.split(" ");

export const GIVEN = list(
  "James Mary Robert Maria John Anna Michael Elizabeth David Sarah Thomas Laura William Julia Peter Susan Andreas Claudia Stefan Nicole Jean Sophie Pierre Camille Carlos Carmen Luis Isabel Marco Giulia Paolo Francesca " +
    "Daniel Karen Christopher Lisa Matthew Emma Anthony Jennifer Mark Katherine Steven Margaret Paul Rebecca Andrew Patricia Joshua Deborah Kenneth Stephanie Kevin Christine Brian Samantha Timothy Nancy Ronald Helen Jeffrey " +
    "Lars Ingrid Sven Astrid Henrik Karin Jan Eva Piotr Magdalena Tomasz Agnieszka Ivan Olga Dmitri Natalia Wei Li Hiroshi Yuki Rajesh Priya Ahmed Fatima Mohammed Aisha Joao Ana Pedro Beatriz Johannes Hanna Wolfgang Ursula " +
    "Alexander Catherine Benjamin Jacqueline Nicholas Victoria Samuel Abigail Gregory Pamela Edward Theresa Frederick Caroline Lawrence Judith Philip Valerie Raymond Cynthia Gerald Sandra Oliver Alison Sebastian Veronica Florian Amelie Giorgos Eleni",
);
export const FAMILY = list(
  "Smith Johnson Mueller Schmidt Garcia Martin Williams Brown Jones Davies Wilson Taylor Schneider Fischer Weber Meyer Dubois Durand Moreau Rossi Russo Ferrari Lopez Gonzalez Silva Santos Jansen Bakker Hansen Andersen Johansson Nilsson Wang Li Zhang Chen Kim Nguyen Singh Patel Khan " +
    "Walker Wright Robinson Thompson Hughes Edwards Turner Hill Cooper Ward Morris Baker Nelson Carter Mitchell Phillips Parker Collins Murphy Kelly Bailey Richardson Howard Bennett Gray Foster Russell Griffin Hayes Bryant Alexander Coleman Jenkins Perry Powell Patterson Butler Barnes " +
    "Hofmann Keller Vogel Friedrich Lehmann Kaiser Brandt Haas Graf Seidel Pohl Engel Ziegler Winter Arnold Pfeiffer Sommer Lorenz Albrecht Schuster Kraus Boehm Fontaine Chevalier Gauthier Perrin Morel Girard Lambert Rousseau Mercier Blanchard Garnier Lemaire " +
    "Castillo Ortega Delgado Vega Campos Navarro Iglesias Medina Cortes Bianchi Greco Conti Marino Lombardi Barbieri Moretti Fontana Santoro Lindqvist Bergstrom Lundgren Holmberg Sandberg Dahl Solberg Kristensen Vandenberg Willems Mertens Claes Kowalczyk Zielinski Wozniak Novotny Horvath Papadopoulos Volkov Sokolov Tanaka Suzuki Yamamoto Banerjee Chatterjee Okafor Mbeki Haddad Nasser",
);
const STEMS = list(
  "Al Ar Bel Bran Cal Cor Dal Del Dor El Fal Fen Gal Gar Hal Har Hol Jor Kal Kel Kin Lam Lor Mal Mar Mer Mon Nor Or Pal Par Per Quin Ral Ran Ros Sal San Sel Sor Tal Tan Ter Tor Ul Val Ver Vol Wal Wes Win Yar Zel Zor Brix Clay Drax Flint Gren Kest Lund Mox Nyx Prax",
);
const TAILS = list(
  "ta ton dex vex mar lin ric via tis nor den ford well gate mont berg stein field ley son dale ex ia on is us um ant ent ora ari eon ix",
);
export const KINDS = list(
  "Software Systems Logistics Pharma Foods Energy Consulting Electronics Industries Media Capital Engineering Medical Automotive Construction Packaging Textiles Robotics Analytics Plastics Insurance Travel Security Marine Chemicals Optics Printing",
);
export const PLACES: readonly {
  readonly country: string;
  readonly code: string;
  readonly tld: string;
  readonly forms: readonly string[];
  readonly cities: readonly string[];
  readonly streets: readonly string[];
}[] = [
  {
    country: "United States",
    code: "1",
    tld: "com",
    forms: ["Inc.", "Corp.", "LLC", "Corporation"],
    cities: ["New York", "Chicago", "Boston", "Dallas", "Seattle"],
    streets: ["Main Street", "Oak Avenue", "Lake Drive", "Park Road", "Maple Lane"],
  },
  {
    country: "United Kingdom",
    code: "44",
    tld: "co.uk",
    forms: ["Ltd", "PLC", "Limited"],
    cities: ["London", "Manchester", "Leeds", "Bristol"],
    streets: ["High Street", "Church Road", "Station Road", "Victoria Street"],
  },
  {
    country: "Germany",
    code: "49",
    tld: "de",
    forms: ["GmbH", "AG", "GmbH & Co. KG"],
    cities: ["Berlin", "München", "Hamburg", "Köln"],
    streets: ["Hauptstraße", "Bahnhofstr.", "Gartenweg", "Lindenallee"],
  },
  {
    country: "France",
    code: "33",
    tld: "fr",
    forms: ["SA", "SARL", "SAS"],
    cities: ["Paris", "Lyon", "Lille"],
    streets: ["rue de la Paix", "avenue Victor Hugo", "rue du Moulin"],
  },
  {
    country: "Netherlands",
    code: "31",
    tld: "nl",
    forms: ["B.V.", "N.V."],
    cities: ["Amsterdam", "Utrecht", "Eindhoven"],
    streets: ["Kerkstraat", "Stationsweg", "Dorpsstraat"],
  },
  {
    country: "Sweden",
    code: "46",
    tld: "se",
    forms: ["AB"],
    cities: ["Stockholm", "Malmö"],
    streets: ["Storgatan", "Kungsgatan"],
  },
  {
    country: "Spain",
    code: "34",
    tld: "es",
    forms: ["S.A.", "S.L."],
    cities: ["Madrid", "Sevilla"],
    streets: ["Calle Mayor", "Avenida de España"],
  },
  {
    country: "Italy",
    code: "39",
    tld: "it",
    forms: ["S.p.A.", "S.r.l."],
    cities: ["Milano", "Roma"],
    streets: ["Via Roma", "Via Garibaldi"],
  },
];
export const SHORT_NAMES: Readonly<Record<string, string>> = {
  Robert: "Bob",
  William: "Bill",
  Michael: "Mike",
  Elizabeth: "Liz",
  Katherine: "Kate",
  Thomas: "Tom",
  Daniel: "Dan",
  Christopher: "Chris",
  Matthew: "Matt",
  Anthony: "Tony",
  Jennifer: "Jen",
  Steven: "Steve",
  Margaret: "Maggie",
  Rebecca: "Becky",
  Andrew: "Drew",
  Patricia: "Pat",
  Joshua: "Josh",
  Deborah: "Debbie",
  Kenneth: "Ken",
  Stephanie: "Steffi",
  Samantha: "Sam",
  Timothy: "Tim",
  Ronald: "Ron",
  Jeffrey: "Jeff",
  Johannes: "Hans",
  Alexander: "Alex",
  Benjamin: "Ben",
  Nicholas: "Nick",
  Samuel: "Sam",
  Gregory: "Greg",
  Edward: "Ted",
  Lawrence: "Larry",
  Philip: "Phil",
  Raymond: "Ray",
  James: "Jim",
  David: "Dave",
  Peter: "Pete",
  Susan: "Sue",
  Sebastian: "Basti",
};

/** A company word that no language has. */
export function coinWord(random: () => number): string {
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? "";
  return pick(STEMS) + (random() < 0.3 ? pick(STEMS).toLowerCase() : "") + pick(TAILS);
}
