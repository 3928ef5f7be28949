import { unpack } from "../text/packed";

/**
 * Legal forms of 30 countries as `kind:form,form`. Forms of one kind say the same in different words or languages; two kinds on two otherwise
 * equal names are two legal persons (`Deutsche Bank AG`, `Deutsche Bank GmbH`).
 */
export const LEGAL_FORMS = unpack(
  "ltd:ltd,limited,ltda,pvt ltd,private limited,pte ltd,pty ltd,sdn bhd,co ltd,company limited,kk|inc:inc,incorporated,corp,corporation,co,company,cie|llc:llc,limited liability company,pllc|llp:llp,lp,limited partnership|plc:plc,bhd,tbk|" +
    "gmbh:gmbh,mbh,gesellschaft mit beschraenkter haftung,ggmbh,ges mbh,gesmbh,ug|ag:ag,aktiengesellschaft|kg:kg,kgaa,gmbh co kg,gmbh and co kg,ohg,gbr|se:se|ev:ev,stiftung,eg,vzw,asbl,ano|ek:ek|nv:nv,naamloze vennootschap,bv,besloten vennootschap,cv,vof,bvba,sprl|sa:sa,saa,societe anonyme,sociedad anonima,sociedade anonima,spolka akcyjna,sab de cv,sa de cv|" +
    "sarl:sarl,srl,sl,sociedad limitada,societe a responsabilite limitee,societa a responsabilita limitata,sociedade limitada,slu,eurl,sas,lda,societatea cu raspundere limitata|spa:spa,societa per azioni|snc:snc|as:as,asa,aps,hf,ehf|ab:ab,aktiebolag,publ,hb|oy:oy,oyj,osakeyhtio|zoo:spolka z ograniczona odpowiedzialnoscia,sp zoo,spzoo,spolka zoo,sp k|sro:sro,spol sro,doo|kft:kft,zrt,nyrt|ae:ae,epe|ood:ood,eood,ad|uab:uab,sia,ou|" +
    "jsc:ao,oao,pao,zao,jsc,ojsc,cjsc,pjsc,joint stock company,open joint stock company,aktsionernoe obshchestvo|ooo:ooo,tov,obshchestvo s ogranichennoi otvetstvennostyu|sti:anonim sirketi,ltd sti",
);

/**
 * Words that many companies are called by: bits that such a word is worth at most, and with a letter the kind of part that it names. A different
 * word of one kind on each side means two records: d(irection), p(lace), l(ine of business).
 */
const WORDS = unpack(
  "0.3:the,and,y,e,of,de,la,le,les,der,die,das,fuer,for,van,von,del,di,da,du,des,el,en,in,a,an,im,am,zu,at,to,do,dos|" +
    "2:group,international,global,solutions,systems,technologies,consultants,management,partners,associates,enterprises,industries,sons,brothers,koninklijke,royal,firma|2l:holdings,services,consulting,trading|" +
    "3:engineering,digital,media,construction,care,pharmaceuticals,chemicals,electric,electronics,transport,foods,design,marketing,security,data,networks,communications,automotive,research,development,products,manufacturing,industrial,supply,equipment,materials,power,estate,investments,fund,trust,association,society,institute,university,college,school,academy,center,hospital,clinic,hotel,restaurant,cafe,grill,store,shop,church,club,city,county,state,national,public,general,united,first,new,great,world,government,ministry,department,aviation,agency,authority|" +
    "3l:software,energy,capital,financial,finance,insurance,bank,medical,health,healthcare,pharma,logistics,real,properties,foundation|3d:central,north,south,east,west,northern,southern,eastern,western,nord,ost|" +
    "4p:europe,asia,africa,america,americas,germany,france,italy,spain,uk,usa,us,netherlands,switzerland,austria,belgium,poland,nordic,nordics,sweden,norway,denmark,finland,iberia,benelux,dach,emea,apac,latam,canada,australia,india,china,japan,korea,brazil,mexico,ireland|" +
    "4:london,paris,berlin,york,headquarters,hq,branch,niederlassung,office|6l:leasing,versicherung,immobilien,retail,mobility,motors",
);

/** Bits that a word is worth at most; undefined for a word of its own. */
export function commonBits(word: string): number | undefined {
  const entry = WORDS.get(word);
  return entry === undefined ? undefined : parseFloat(entry);
}

/** The kind of part of a company that a word names; empty for none. Numbers and Roman numerals are one kind. */
export const partKind = (word: string): string =>
  /^(\d+|i{1,3}|iv|v|vi{1,3}|ix)$/.test(word) ? "n" : (WORDS.get(word) ?? "").replace(/[\d.]/g, "");

/** Written forms of one word. */
export const WORD_FORMS = unpack(
  "international:intl|technologies:tech,technology|services:svc,svcs,service|management:mgmt|manufacturing:mfg|university:univ|association:assn,assoc|department:dept|center:ctr,centre|national:natl|brothers:bros|sons:son,soehne|systems:system|solutions:solution|group:grp,groupe,gruppe,grupo,gruppo|holdings:holding|" +
    "engineering:eng|st:saint|first:1st|second:2nd|third:3rd|1:one|2:two|3:three|4:four|5:five|6:six|7:seven|8:eight|9:nine|10:ten|20:twenty|30:thirty|40:forty,fourty|50:fifty|60:sixty|70:seventy|80:eighty|90:ninety|institute:inst|industries:industrie,industry|and:und,et|switzerland:schweiz,suisse|netherlands:nederland|germany:deutschland|italy:italia|spain:espana|europe:europa",
);
