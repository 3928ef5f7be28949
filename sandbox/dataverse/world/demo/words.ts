/**
 * What people, companies and places are called in eight languages. Lists of common words written for the sandbox; a person or
 * company of that name is chance.
 */
export interface Locale {
  readonly language: string;
  readonly country: string;
  readonly currency: "EUR" | "USD" | "GBP" | "JPY";
  readonly givenNames: readonly string[];
  readonly lastNames: readonly string[];
  /** City, postal code, region. */
  readonly cities: readonly (readonly [string, string, string])[];
  readonly streets: readonly string[];
  /** Street then number, or number then street. */
  readonly numberFirst: boolean;
  readonly companyWords: readonly string[];
  readonly trades: readonly string[];
  readonly legalForms: readonly string[];
  readonly jobTitles: readonly string[];
  /** `{product}` is replaced. */
  readonly topics: readonly string[];
  readonly products: readonly string[];
  readonly phoneCode: string;
  readonly areaCodes: readonly string[];
  readonly topLevelDomain: string;
  readonly description: string;
}

const list = (text: string): string[] => text.split(",").map((word) => word.trim());
const places = (text: string): [string, string, string][] =>
  text.split(";").map((place) => list(place) as [string, string, string]);

export const locales: readonly Locale[] = [
  {
    language: "en-US",
    country: "United States",
    currency: "USD",
    givenNames: list(
      "William, Robert, Katherine, Elizabeth, Michael, Susan, Thomas, Jennifer, James, Patricia, Andrew, Margaret, Daniel, Rebecca, Anthony, Deborah, Joseph, Samantha, Gregory, Nancy",
    ),
    lastNames: list(
      "Carter, Whitfield, Okafor, Delgado, Harrison, Brennan, Lindqvist, Marsh, Holloway, Pierce, Stratton, Kowalski, Nguyen, Fletcher, Osborne, McAllister, Van Buren, Castellano, Ridgeway, Thornton",
    ),
    cities: places(
      "Denver, 80202, CO; Austin, 78701, TX; Columbus, 43215, OH; Portland, 97204, OR; Charlotte, 28202, NC; Milwaukee, 53202, WI",
    ),
    streets: list(
      "Market Street, Oak Avenue, Harbor Drive, Mill Road, Franklin Street, Sycamore Lane, Union Boulevard",
    ),
    numberFirst: true,
    companyWords: list(
      "Summit, Cascade, Redwood, Keystone, Bluebird, Granite, Prairie, Lakeshore, Ironwood, Northgate",
    ),
    trades: list("Instruments, Logistics, Foods, Packaging, Robotics, Health Systems, Analytics, Tooling"),
    legalForms: list("Inc., LLC, Corp."),
    jobTitles: list(
      "Purchasing Manager, VP Operations, Plant Manager, Chief Financial Officer, Head of IT, Facilities Director",
    ),
    topics: list(
      "Interested in {product}, Replacement of {product}, {product} for new site, Quote for {product}, Upgrade {product}",
    ),
    products: list(
      "packaging line, inspection cameras, conveyor drives, service contract, label printers, spare parts program",
    ),
    phoneCode: "1",
    areaCodes: list("303, 512, 614, 503, 704, 414"),
    topLevelDomain: "com",
    description: "Met at the trade show. Wants a call before the end of the quarter.",
  },
  {
    language: "en-GB",
    country: "United Kingdom",
    currency: "GBP",
    givenNames: list(
      "Oliver, Charlotte, Edward, Victoria, Alexander, Eleanor, Nicholas, Penelope, Benjamin, Harriet, Frederick, Josephine, Matthew, Catherine, Jonathan, Philippa",
    ),
    lastNames: list(
      "Ashworth, Pemberton, O'Connell, Fairclough, Blackwood, Llewellyn, Hargreaves, Wetherby, MacLeod, Templeton, St. John, Gallagher, Cartwright, Thistlewood",
    ),
    cities: places(
      "Leeds, LS1 4DY, West Yorkshire; Bristol, BS1 5TR, Bristol; Cardiff, CF10 2AF, Cardiff; Glasgow, G2 1QX, Glasgow; Norwich, NR1 3QF, Norfolk",
    ),
    streets: list("High Street, Station Road, Victoria Road, Church Lane, Kingsway, Mill Lane"),
    numberFirst: true,
    companyWords: list("Wharfedale, Severn, Pennine, Cotswold, Thornbury, Ashdown, Kestrel, Harbour, Albion"),
    trades: list("Engineering, Textiles, Marine, Print, Ceramics, Foods, Aerospace, Laboratories"),
    legalForms: list("Ltd, PLC, Limited"),
    jobTitles: list("Procurement Lead, Managing Director, Works Manager, Finance Director, Head of Production"),
    topics: list("{product} for the new works, Enquiry about {product}, Tender: {product}, Renewal of {product}"),
    products: list("packing machines, vision inspection, drives and controls, maintenance agreement, marking lasers"),
    phoneCode: "44",
    areaCodes: list("113, 117, 29, 141, 1603"),
    topLevelDomain: "co.uk",
    description: "Rang the office on Tuesday; asks for references from the food sector.",
  },
  {
    language: "de",
    country: "Deutschland",
    currency: "EUR",
    givenNames: list(
      "Jürgen, Käthe, Stefan, Ursula, Matthias, Annegret, Götz, Friederike, Andreas, Sabine, Johannes, Elisabeth, Maximilian, Christiane, Günther, Hildegard",
    ),
    lastNames: list(
      "Müller, Schröder, Weiß, Krüger, Böhm, Jäger, Großmann, Lüdtke, Schönfeld, Bäcker, von der Heide, Meyer-Landrut, Fuchs, Kühn, Voß, Zimmermann",
    ),
    cities: places(
      "Köln, 50667, Nordrhein-Westfalen; Nürnberg, 90402, Bayern; Lübeck, 23552, Schleswig-Holstein; Saarbrücken, 66111, Saarland; Göttingen, 37073, Niedersachsen",
    ),
    streets: list("Hauptstraße, Bahnhofstraße, Lindenallee, Schulstraße, Am Mühlbach, Gewerbepark"),
    numberFirst: false,
    companyWords: list("Rheintal, Schwarzwald, Hanse, Bergmann, Großkopf, Mühlenbach, Nordlicht, Süddeutsche, Löwen"),
    trades: list("Maschinenbau, Getränketechnik, Werkzeuge, Spedition, Medizintechnik, Kunststoffwerk, Brauerei"),
    legalForms: list("GmbH, AG, GmbH & Co. KG"),
    jobTitles: list("Leiter Einkauf, Geschäftsführerin, Produktionsleiter, Kaufmännische Leitung, IT-Leiterin"),
    topics: list("Anfrage {product}, Ersatz für {product}, {product} für neues Werk, Angebot {product}"),
    products: list("Abfüllanlage, Prüfkameras, Fördertechnik, Wartungsvertrag, Etikettierer, Palettierroboter"),
    phoneCode: "49",
    areaCodes: list("221, 911, 451, 681, 551"),
    topLevelDomain: "de",
    description: "Gespräch auf der Messe; Budget wird im Herbst entschieden.",
  },
  {
    language: "fr",
    country: "France",
    currency: "EUR",
    givenNames: list(
      "François, Hélène, Jean-Pierre, Marie-Claire, Étienne, Cécile, Frédéric, Aurélie, Benoît, Geneviève, Théo, Océane, Gérard, Noémie",
    ),
    lastNames: list(
      "Lefèvre, Dubois, Géraud, Marchand, de La Tour, Béranger, Fournier, Chevalier, Rousseau, Delacroix, Lemaître, Picard",
    ),
    cities: places(
      "Lyon, 69002, Rhône; Orléans, 45000, Loiret; Besançon, 25000, Doubs; Nîmes, 30000, Gard; Angers, 49000, Maine-et-Loire",
    ),
    streets: list("rue de la République, avenue Victor Hugo, boulevard des Alpes, rue du Moulin, place de la Gare"),
    numberFirst: true,
    companyWords: list("Beaulieu, Hauterive, Clairval, Montagne, Soleil, Rivière, Grand Chêne, Étoile"),
    trades: list("Mécanique, Agroalimentaire, Emballages, Transports, Pharma, Céramiques, Vignobles"),
    legalForms: list("SARL, SA, SAS"),
    jobTitles: list(
      "Directeur des achats, Responsable production, Directrice financière, Gérant, Responsable informatique",
    ),
    topics: list("Demande de {product}, Remplacement : {product}, Projet {product}, Devis {product}"),
    products: list("ligne de conditionnement, caméras de contrôle, convoyeurs, contrat de maintenance, imprimantes"),
    phoneCode: "33",
    areaCodes: list("4 72, 2 38, 3 81, 4 66, 2 41"),
    topLevelDomain: "fr",
    description: "Rappeler après les congés ; décision en comité.",
  },
  {
    language: "es",
    country: "España",
    currency: "EUR",
    givenNames: list(
      "José, María Ángeles, Íñigo, Begoña, Andrés, Lucía, Joaquín, Concepción, Rubén, Inés, Álvaro, Montserrat",
    ),
    lastNames: list(
      "García López, Muñoz, Peña Ruiz, Iglesias, Domínguez, Ibáñez, Castaño, Fernández Gil, Núñez, Zabala, Rodríguez",
    ),
    cities: places(
      "Zaragoza, 50001, Zaragoza; Málaga, 29001, Málaga; Logroño, 26001, La Rioja; Cádiz, 11001, Cádiz; Gijón, 33201, Asturias",
    ),
    streets: list("Calle Mayor, Avenida de la Constitución, Calle del Río, Paseo de la Estación, Calle Nueva"),
    numberFirst: false,
    companyWords: list("Ibérica, Levante, Sierra, Olivar, Cantábrica, Miramar, Ebro, Montaña"),
    trades: list("Alimentación, Conservas, Cerámica, Transportes, Aceites, Tecnología, Envases"),
    legalForms: list("S.L., S.A., S.L.U."),
    jobTitles: list("Jefe de compras, Directora general, Responsable de planta, Director financiero"),
    topics: list("Interés en {product}, Presupuesto {product}, Sustitución de {product}, Proyecto {product}"),
    products: list("línea de envasado, cámaras de inspección, cintas transportadoras, contrato de servicio"),
    phoneCode: "34",
    areaCodes: list("976, 952, 941, 956, 985"),
    topLevelDomain: "es",
    description: "Pide una visita a la planta antes de decidir.",
  },
  {
    language: "it",
    country: "Italia",
    currency: "EUR",
    givenNames: list(
      "Niccolò, Giuseppina, Alessandro, Beatrice, Salvatore, Federica, Gianluca, Antonella, Raffaele, Ludovica",
    ),
    lastNames: list("D'Angelo, Bianchi, Lo Presti, Ferrari, Nicolò, Dell'Orto, Moretti, Colombo, De Santis, Gallo"),
    cities: places("Bologna, 40121, BO; Verona, 37121, VR; Forlì, 47121, FC; Modena, 41121, MO; Bergamo, 24121, BG"),
    streets: list("Via Roma, Corso Garibaldi, Via Emilia, Viale della Libertà, Piazza San Marco"),
    numberFirst: false,
    companyWords: list("Adriatica, Lombarda, Fontana, Valle Verde, Aurora, Tirreno, Monte Rosa"),
    trades: list("Meccanica, Ceramiche, Imballaggi, Alimentari, Trasporti, Tessile"),
    legalForms: list("S.r.l., S.p.A., S.n.c."),
    jobTitles: list(
      "Responsabile acquisti, Amministratore delegato, Direttore di stabilimento, Direttrice finanziaria",
    ),
    topics: list("Richiesta {product}, Preventivo {product}, Sostituzione {product}, Nuovo impianto: {product}"),
    products: list("linea di confezionamento, telecamere di controllo, nastri trasportatori, contratto di assistenza"),
    phoneCode: "39",
    areaCodes: list("051, 045, 0543, 059, 035"),
    topLevelDomain: "it",
    description: "Vuole vedere la macchina in funzione prima dell'offerta.",
  },
  {
    language: "pl",
    country: "Polska",
    currency: "EUR",
    givenNames: list("Łukasz, Małgorzata, Stanisław, Agnieszka, Paweł, Żaneta, Wojciech, Grażyna, Michał, Kinga"),
    lastNames: list("Wiśniewski, Wójcik, Kamińska, Żurawski, Dąbrowski, Szczepański, Łoś, Nowakowska, Błaszczyk"),
    cities: places(
      "Łódź, 90-001, łódzkie; Kraków, 31-001, małopolskie; Gdańsk, 80-001, pomorskie; Poznań, 61-001, wielkopolskie",
    ),
    streets: list("ul. Długa, ul. Piotrkowska, al. Jana Pawła II, ul. Słoneczna, ul. Fabryczna"),
    numberFirst: false,
    companyWords: list("Bałtyk, Wisła, Tatry, Świt, Orzeł, Złoty Las, Polna"),
    trades: list("Opakowania, Transport, Mleczarnia, Maszyny, Meble, Narzędzia"),
    legalForms: list("Sp. z o.o., S.A."),
    jobTitles: list("Kierownik zakupów, Dyrektor zarządzający, Kierownik produkcji, Dyrektor finansowy"),
    topics: list("Zapytanie: {product}, Oferta na {product}, Wymiana: {product}"),
    products: list("linia pakująca, kamery kontrolne, przenośniki, umowa serwisowa"),
    phoneCode: "48",
    areaCodes: list("42, 12, 58, 61"),
    topLevelDomain: "pl",
    description: "Prosi o ofertę w euro i termin dostawy.",
  },
  {
    language: "ja",
    country: "日本",
    currency: "JPY",
    givenNames: list("健太, 美咲, 翔, 陽子, 大輔, さくら, 直樹, 由美子, 浩, 恵"),
    lastNames: list("佐藤, 鈴木, 高橋, 渡邉, 斎藤, 中村, 小林, 齊藤, 山本, 吉田"),
    cities: places(
      "横浜市, 220-0011, 神奈川県; 名古屋市, 450-0002, 愛知県; 神戸市, 650-0021, 兵庫県; 福岡市, 812-0011, 福岡県",
    ),
    streets: list("中央1丁目, 本町2丁目, 港町3丁目, 駅前1丁目, 栄町4丁目"),
    numberFirst: false,
    companyWords: list("東洋, 日進, 富士見, 大和, 桜井, 三栄, 北陸"),
    trades: list("精機, 食品, 物流, 包装, 製薬, 電工"),
    legalForms: list("株式会社, 有限会社"),
    jobTitles: list("購買部長, 工場長, 代表取締役, 経理部長, 情報システム部長"),
    topics: list("{product}のお問い合わせ, {product}の見積り, {product}の更新"),
    products: list("包装ライン, 検査カメラ, 搬送装置, 保守契約"),
    phoneCode: "81",
    areaCodes: list("45, 52, 78, 92"),
    topLevelDomain: "co.jp",
    description: "展示会で名刺交換。来月の訪問を希望。",
  },
];

/** Given names and what people call each other. */
export const nicknames: Readonly<Record<string, string>> = {
  William: "Bill",
  Robert: "Bob",
  Katherine: "Kate",
  Elizabeth: "Liz",
  Michael: "Mike",
  Thomas: "Tom",
  Jennifer: "Jen",
  James: "Jim",
  Patricia: "Pat",
  Andrew: "Andy",
  Margaret: "Peggy",
  Daniel: "Dan",
  Rebecca: "Becky",
  Anthony: "Tony",
  Deborah: "Debbie",
  Joseph: "Joe",
  Samantha: "Sam",
  Gregory: "Greg",
  Edward: "Ted",
  Victoria: "Vicky",
  Alexander: "Alex",
  Eleanor: "Nell",
  Nicholas: "Nick",
  Benjamin: "Ben",
  Frederick: "Fred",
  Matthew: "Matt",
  Catherine: "Cathy",
  Jonathan: "Jon",
  Friederike: "Rike",
  Johannes: "Hannes",
  Elisabeth: "Elli",
  Maximilian: "Max",
  Matthias: "Matze",
  José: "Pepe",
  Alessandro: "Sandro",
  Salvatore: "Totò",
  Małgorzata: "Gosia",
  Stanisław: "Staszek",
};

/** Mailboxes that belong to a role and not to a person. */
export const roleMailboxes: readonly string[] = [
  "info",
  "sales",
  "einkauf",
  "office",
  "contact",
  "kontakt",
  "purchasing",
];

/** How romanised names of Japanese people and companies begin in mail addresses. */
export const romanised: Readonly<Record<string, string>> = {
  佐藤: "sato",
  鈴木: "suzuki",
  高橋: "takahashi",
  渡邉: "watanabe",
  斎藤: "saito",
  中村: "nakamura",
  小林: "kobayashi",
  齊藤: "saito",
  山本: "yamamoto",
  吉田: "yoshida",
  健太: "kenta",
  美咲: "misaki",
  翔: "sho",
  陽子: "yoko",
  大輔: "daisuke",
  さくら: "sakura",
  直樹: "naoki",
  由美子: "yumiko",
  浩: "hiroshi",
  恵: "megumi",
  東洋: "toyo",
  日進: "nisshin",
  富士見: "fujimi",
  大和: "yamato",
  桜井: "sakurai",
  三栄: "sanei",
  北陸: "hokuriku",
  精機: "seiki",
  食品: "shokuhin",
  物流: "butsuryu",
  包装: "hoso",
  製薬: "seiyaku",
  電工: "denko",
};
