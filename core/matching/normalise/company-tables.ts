/**
 * Legal forms of 30 countries as `kind:form,form`. Forms of one kind say the same in different words or languages; two kinds on two otherwise
 * equal names are two legal persons (`Deutsche Bank AG`, `Deutsche Bank GmbH`).
 */
const FORMS =
  "ltd:ltd,limited,ltda,limitada,pvt ltd,private limited,pte ltd,pty ltd,proprietary limited,sdn bhd,co ltd,company limited,ltee,kk,yk|inc:inc,incorporated,corp,corporation,co,company,cie,compagnie|" +
  "llc:llc,limited liability company,l l c,pllc|llp:llp,lp,limited partnership,limited liability partnership|plc:plc,public limited company,bhd,tbk|" +
  "gmbh:gmbh,gesellschaft mit beschraenkter haftung,mbh,ggmbh,ges mbh,gesmbh,ug,ug haftungsbeschraenkt|ag:ag,aktiengesellschaft,akg|kg:kg,kgaa,gmbh co kg,gmbh und co kg,ohg,gbr,partg,kommanditgesellschaft|se:se,sce|ev:ev,eingetragener verein,stiftung,eg,vzw,asbl|ek:ek,einzelunternehmen|" +
  "nv:nv,naamloze vennootschap,naamlooze vennootschap,bv,besloten vennootschap,cv,vof,bvba,sprl,nc|sa:sa,societe anonyme,sociedad anonima,sab,sab de cv,sa de cv,saa,sca|sarl:sarl,srl,sl,slu,eurl,sas,sasu,societe a responsabilite limitee,sociedad limitada,sociedad de responsabilidad limitada,eirl,societatea cu raspundere limitata,lda|" +
  "spa:spa,societa per azioni,sapa|snc:snc,sas di,sci,scop|as:as,asa,aps,ans,ivs,hf,ehf,aktieselskab,anpartsselskab|ab:ab,aktiebolag,publ,hb|oy:oy,oyj,osakeyhtio|" +
  "spzoo:sp zoo,spzoo,spolka zoo,spolka z ograniczona odpowiedzialnoscia,sp k,sp j|sro:sro,spol sro,doo,dooel|as cz:akciova spolecnost|kft:kft,zrt,nyrt,bt|ae:ae,epe,ike|ood:ood,eood,ad,ead|uab:uab,sia,ou,oue|" +
  "jsc:ao,oao,pao,zao,jsc,ojsc,cjsc,pjsc,joint stock company,open joint stock company,public joint stock company,aktsionernoe obshchestvo,aktsionernoe obschestvo|ooo:ooo,tov,obshchestvo s ogranichennoi otvetstvennostyu|" +
  "anonim:anonim sirketi,limited sirketi,ltd sti|ltda:eireli,epp,mei";

export interface LegalForm {
  readonly kind: string;
  readonly words: readonly string[];
}

/** Longest first, so that `limited liability company` is not read as `limited` and `company`. */
export const LEGAL_FORMS: ReadonlyMap<string, readonly LegalForm[]> = (() => {
  const byFirst = new Map<string, LegalForm[]>();
  for (const line of FORMS.split("|")) {
    const [kind = "", forms = ""] = line.split(":");
    for (const form of forms.split(",")) {
      const parts = form.split(" ");
      const list = byFirst.get(parts[0] ?? "") ?? [];
      list.push({ kind, words: parts });
      byFirst.set(parts[0] ?? "", list);
    }
  }
  for (const list of byFirst.values()) list.sort((x, y) => y.words.length - x.words.length);
  return byFirst;
})();

const bits = (table: Record<number, string>): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(table).flatMap(([weight, list]) =>
      list.split(" ").map((word): [string, number] => [word, Number(weight)]),
    ),
  );

/** Bits that a company word is worth at most: what half of all companies call themselves says little. */
export const WORD_BITS = bits({
  0.3: "the and und et y e of de la le les der die das fuer for van von del di da du des el en in a an im am zu at to do dos",
  2: "group groupe gruppe grupo gruppo holding holdings international intl global worldwide services service solutions solution systems system technologies technology tech consulting consultants management partners partner associates enterprises enterprise industries industry trading sons son bros brothers koninklijke royal societe firma",
  3: "software engineering digital media energy capital financial finance insurance bank construction medical health healthcare care pharma pharmaceuticals chemical chemicals electric electronics electronic logistics transport transportation food foods design marketing security data network networks communications telecom automotive motors motor research development products product manufacturing industrial supply equipment materials power real estate properties property investment investments ventures fund trust foundation association society institute university college school academy center centre hospital clinic hotel restaurant cafe bar grill store shop church club city county state national public general american united first new central north south east west northern southern eastern western great world",
  4: "europe europa european asia africa america americas deutschland germany france italia italy espana spain uk usa us nederland netherlands holland schweiz switzerland suisse austria oesterreich belgium polska poland nordic nordics scandinavia iberia benelux dach emea apac latam canada australia india china japan korea brasil mexico london paris berlin york chicago emergency headquarters hq branch filiale niederlassung office",
});

/** Words that tell apart parts of one company; a different one on each side means two records. */
const QUALIFIERS: readonly ReadonlySet<string>[] = [
  "north south east west northern southern eastern western nord sued ost central midwest",
  "europe europa asia africa america americas deutschland germany france italia italy espana spain uk usa us nederland netherlands holland schweiz switzerland suisse austria oesterreich belgium belgie polska poland nordic nordics sweden norway denmark finland iberia benelux dach emea apac latam canada australia india china japan korea brasil brazil mexico ireland portugal nederlands",
  "holding holdings leasing finance financial capital bank insurance versicherung software consulting logistics foundation stiftung properties immobilien energy trading pharma medical healthineers health retail services mobility motors",
].map((list) => new Set(list.split(" ")));

/** The kind of qualifier that a word is; numbers and Roman numerals are one kind. */
export function qualifierKind(word: string): number {
  if (/^(\d+|i{1,3}|iv|v|vi{1,3}|ix)$/.test(word)) return QUALIFIERS.length;
  return QUALIFIERS.findIndex((set) => set.has(word));
}

/** Written forms of one word. */
export const WORD_FORMS = new Map(
  "intl:international,tech:technologies,technology:technologies,svc:services,svcs:services,service:services,mgmt:management,mfg:manufacturing,univ:university,assn:association,assoc:association,assoc:associates,dept:department,ctr:center,centre:center,natl:national,bros:brothers,sys:systems,system:systems,solution:solutions,grp:group,groupe:group,gruppe:group,grupo:group,holding:holdings,eng:engineering,electronic:electronics,pharmaceutical:pharmaceuticals,saint:st,1st:first,2nd:second,3rd:third,one:1,two:2,three:3,four:4,five:5,six:6,seven:7,eight:8,nine:9,ten:10,inst:institute,dev:development,industrie:industries,industry:industries,und:and,et:and,y:and,schweiz:switzerland,suisse:switzerland,nederland:netherlands,deutschland:germany,italia:italy,espana:spain,europa:europe"
    .split(",")
    .map((pair) => pair.split(":") as [string, string]),
);
