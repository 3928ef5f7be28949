import { remember, unpack, wordSet } from "../text/packed";

/**
 * First names that are used for one another. Hand-made: sets of made-up people hold none, so weights cannot be learned (facts/matching.md §2).
 * A name belongs to a group, too, if it goes on from one in it or breaks off (Rob, Roberto); spellings that are close anyway are left out.
 */
const GROUPS = (
  "robert bob bert|william bill billy willy liam wilhelm guillaume guillermo|richard dick ricky|james jim jamie jacob jacques jaime|john jack jon johann hans jan jean juan ivan giovanni joao ian sean jens|" +
  "joseph joey jose giuseppe sepp pepe|michael mike mick miguel michel mikhail misha|thomas tom tommy|charles charlie chuck carl karl|edward ed eddie ted ned eduardo|theodore ted teddy|anthony tony antoine|" +
  "david dave davy|daniel danny|christopher kit topher|christina tina|stephen steve stefan etienne esteban|matthew matthias matteo|andrew andy drew andreas andres|nicholas nick nicolas klaus nikolai kolya nico|" +
  "alexander alex sasha sandy xander alejandro alessandro lex|alexandra sandra sasha|samuel sammy|benjamin benny|gregory grigory|timothy timmy|lawrence larry laurent lorenzo lars|gerald gerry jerry gerhard gerd|geoffrey jeff|" +
  "frederick freddie friedrich fritz|francis frank francisco francesco franz francois paco|henry harry hank heinrich heinz henri enrique enrico|george jorge georg jerzy giorgio yuri|peter pete pedro pierre pietro piotr|paul pablo pavel|philip felipe|" +
  "patrick paddy|patricia patty tricia trish|albert al bert|alan al|vincent vince|leonard lenny|dominic domenico|oliver ollie|elizabeth liz beth betty lisa elsa isabel bess elise|katherine kate kathy katie catherine cathy kitty katya|" +
  "margaret maggie meg peggy marguerite greta rita|mary maria marie molly polly|jennifer jenny|rebecca becky|susan suzanne|deborah debbie|dorothy dolly|victoria vicky tori|virginia ginny|helen elena nell ellen yelena|anne anna hannah nancy ana|" +
  "judith judy|teresa terry tess|amanda mandy|abigail gail|caroline carol carrie|eleanor ellie nora|emily emma|jacqueline jackie|natalia natasha|tatiana tanya|vladimir vova|sergei serge|eugene gene|mohammed muhammad mehmet|bernhard bernd|" +
  "siegfried sigi|ludwig lutz louis luis luigi lewis|terence terry|harold harry hal|ernest ernie|isaac ike|marc mark marco|lucas luke|rudolf rudi|ulrich uli|dmitri dima"
)
  .split("|")
  .map((group) => group.split(" "));

/** Other forms of a first name, and the name itself; none when it is not known. */
export const formsOf = remember((name): readonly string[] =>
  GROUPS.filter((group) =>
    group.some(
      (form) =>
        form === name || (name.length > 2 && form.startsWith(name)) || (form.length > 3 && name.startsWith(form)),
    ),
  ).flat(),
);

/** Whether two first names are forms of one: Bob and Robert, Hans and Johannes. */
export const areNicknames = (a: string, b: string): boolean => formsOf(a).some((form) => formsOf(b).includes(form));

/** Family names that thousands share in the countries where CRM is sold. */
export const COMMON_FAMILY_NAMES = wordSet(
  "smith jones williams brown taylor davies wilson evans thomas johnson roberts robinson hughes edwards green turner hill clarke cooper campbell mitchell scott adams baker nelson carter walker wright thompson white hall wood harris lewis martin jackson clark miller davis garcia rodriguez martinez lopez gonzalez anderson lee young king " +
    "mueller schmidt schneider fischer weber meyer wagner becker hoffmann dubois rossi russo silva santos jansen hansen johansen larsen jensen nielsen andersson kim wang li zhang liu chen singh kumar patel khan ali nguyen",
);
export const PARTICLES = wordSet(
  "de del della di da du des la le les van von der den ten ter zu zur bin ibn ben abu al el ul st saint san dos das do e y af av vande vander",
);
export const TITLES = wordSet(
  "mr mrs ms miss mx dr prof professor sir dame lord lady rev herr frau mme mlle monsieur madame sr sra srta dott ing dipl mag phd md mba msc bsc esq president doktor ir drs capt col gen hon sheikh haji",
);
export const SUFFIXES = unpack("jr:jr,junior,jun|sr:sr,senior,sen|2:ii,2nd|3:iii,3rd|4:iv");
