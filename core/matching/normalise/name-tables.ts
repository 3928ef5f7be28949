/** First names that are used for one another. Hand-made: sets of made-up people hold none, so weights cannot be learned (facts/matching.md §2). */
const GROUPS =
  "robert rob bob bobby bert robbie roberto|william will bill billy willy liam wilhelm guillaume guillermo|richard rick dick ricky rich ricardo|" +
  "james jim jimmy jamie jacob jacques jaime|john jack johnny jon jonny johann johannes hans jan jean juan ivan giovanni joao ian sean jens|" +
  "joseph joe joey josef jose giuseppe sepp pepe|michael mike mick mickey micky miguel michel michele mikhail misha|thomas tom tommy tomas|" +
  "charles charlie chuck chas carlos karl carl carlo charley|edward ed eddie ted ned eduardo teddy|theodore ted theo teddy fyodor|anthony tony antonio anton antoine|" +
  "david dave davy|daniel dan danny daniele|christopher chris kit christoph christophe topher|christian chris|christina christine chris tina christa|" +
  "stephen steven steve stefan stephan etienne esteban stefano stephane|matthew matt matthias mathias matteo matthieu matze|" +
  "andrew andy drew andreas andre andrei andrea andres|nicholas nick nicky nicolas nikolaus klaus niko nikolai kolya nico|alexander alex sasha sandy xander alejandro alessandro alexandre lex|" +
  "alexandra alex sandra sasha|samuel sam sammy|samantha sam|benjamin ben benny bibi|jonathan jon jonny|gregory greg grigory|timothy tim timmy|kenneth ken kenny|" +
  "ronald ron ronnie|donald don donny|lawrence larry laurence lorenzo laurent lars|gerald gerry jerry gerhard gerd|jeffrey jeff geoffrey geoff|frederick fred freddie friedrich fritz federico frederik frederic|" +
  "francis frank francisco francesco franz francois paco|franklin frank|henry harry hank heinrich heinz henri enrique enrico henrik|george jorge georg jerzy giorgio georges yuri|" +
  "peter pete pedro pierre pietro piotr petr|paul pablo paolo pavel|philip phil philippe felipe philipp|patrick pat paddy|patricia pat patty tricia trish|" +
  "raymond ray|walter walt wally|albert al bert alberto albrecht|alan allan allen al|vincent vince vicente|leonard leo len lenny leonardo|zachary zach zack|" +
  "nathaniel nathan nate nat|joshua josh|maximilian max maxime|dominic dom dominik domenico|sebastian seb basti bastian|oliver ollie olli|abraham abe|arthur art artur arturo|" +
  "elizabeth liz beth betty lizzie eliza elisabeth lisa elsa isabel bess elisa elise|katherine kate kathy katie catherine cathy kathleen katharina kat kitty kathryn caterina katja ekaterina katya catalina cat|" +
  "margaret maggie meg peggy margarita marguerite greta margarete margot rita|mary maria marie molly polly|jennifer jen jenny|jessica jess jessie|rebecca becky becca|" +
  "susan sue susie suzanne susanne|barbara barb babs|deborah debbie deb debra|dorothy dot dolly dorothea|victoria vicky tori|virginia ginny|helen helena elena nell ellen helene yelena|" +
  "anne ann anna annie hannah nancy ana anja anita|pamela pam|judith judy|cynthia cindy|sandra sandy|teresa terry theresa tess tessa therese|amanda mandy|abigail abby gail|" +
  "caroline carol carrie carolina karoline|eleanor ellie nora leonore|emily em emma millie|emilia mia|gabriele gabi gabriella gabrielle|ursula uschi|valerie val|jacqueline jackie|kimberly kim|" +
  "stephanie steph steffi stefanie|nicole nicky|alison ali|veronica ronnie|natalia natalie natasha|tatiana tanya|olga olya|dmitri dima dmitry|vladimir vova volodymyr|sergei serge sergio|eugene gene evgeny|" +
  "mohammed muhammad mohamed mohammad mehmet|ahmed ahmad ahmet|yusuf joseph youssef|abdul abd|bernhard bernd bernard|wolfgang wolf|manfred manni|guenter guenther|siegfried sigi|jurgen juergen|ludwig lutz louis luis luigi lewis|rudolf rudi|ulrich uli|martin marty|philippa pippa pip|" +
  "rosemary rose rosie|roger rog|russell russ|stuart stu stewart|terence terry|victor vic viktor|herbert herb bert|harold harry hal|hubert bert|gilbert gil bert|clifford cliff|curtis curt kurt|douglas doug|eduard edi|ernest ernie ernst|isaac ike|ignacio nacho|jesus chucho|guadalupe lupe|dolores lola|concepcion concha|rafael rafa raphael|adam|eric erik erich|barack barry|marc mark marco markus marcus|lucas luke lukas luca";

const groupsOf = new Map<string, number[]>();
GROUPS.split("|").forEach((group, index) => {
  for (const name of group.split(" ")) groupsOf.set(name, [...(groupsOf.get(name) ?? []), index]);
});

/** Whether two first names are forms of one: Bob and Robert, Hans and Johannes. */
export function areNicknames(a: string, b: string): boolean {
  const groups = groupsOf.get(a);
  return groups !== undefined && (groupsOf.get(b) ?? []).some((group) => groups.includes(group));
}

/** All forms of a first name, itself excluded. */
export function nicknamesOf(name: string): readonly string[] {
  const groups = GROUPS.split("|").filter((_, index) => groupsOf.get(name)?.includes(index));
  return [...new Set(groups.flatMap((group) => group.split(" ")))].filter((other) => other !== name);
}

export function isKnownGivenName(name: string): boolean {
  return groupsOf.has(name);
}

const set = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Family names that thousands share in the countries where CRM is sold. */
export const COMMON_FAMILY_NAMES = set(
  "smith jones williams brown taylor davies wilson evans thomas johnson roberts walker wright robinson thompson white hughes edwards green hall wood harris lewis martin jackson clarke clark turner hill " +
    "miller davis garcia rodriguez martinez hernandez lopez gonzalez perez sanchez ramirez anderson moore lee young allen king scott nguyen adams baker nelson campbell mitchell carter " +
    "mueller schmidt schneider fischer weber meyer wagner becker schulz hoffmann koch bauer richter klein wolf schroeder neumann schwarz zimmermann braun krueger hofmann hartmann lange schmitt werner " +
    "bernard dubois durand moreau laurent simon michel lefebvre leroy roux rossi russo ferrari esposito bianchi silva santos ferreira pereira oliveira costa jansen bakker visser smit " +
    "hansen johansen olsen larsen andersen jensen nielsen pedersen andersson johansson karlsson nilsson eriksson kim park wang li zhang liu chen yang huang zhao wu singh kumar sharma patel khan ali ahmed kaur shah ivanov petrov novak kowalski",
);

export const PARTICLES = set(
  "de del della di da du des la le les van von der den ten ter zu zur bin ibn ben abu al el ul st saint san dos das do e y af av den vande vander",
);
export const TITLES = set(
  "mr mrs ms miss mx dr prof professor sir dame lord lady rev herr frau fraeulein mme mlle monsieur madame sr sra srta dott ing dipl mag phd md mba msc bsc esq president praesident doktor ir drs mag capt col gen hon shaikh sheikh haji",
);
export const SUFFIXES = new Map(
  Object.entries({
    jr: "jr",
    junior: "jr",
    jun: "jr",
    sr: "sr",
    senior: "sr",
    sen: "sr",
    ii: "2",
    iii: "3",
    iv: "4",
    "2nd": "2",
    "3rd": "3",
  }),
);
