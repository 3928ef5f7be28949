import { remember, unpack, wordSet } from "../text/packed";

/**
 * First names that are used for one another. Hand-made: sets of made-up people hold none, so weights cannot be learned (facts/matching.md §2).
 * A name belongs to a group, too, if it goes on from one in it or breaks off (Rob, Roberto); spellings that are close anyway are left out.
 */
const GROUPS = (
  "robert bob bert|william bill billy willy liam|richard dick ricky|james jim jamie|john jack jon johann " +
  "hans|joseph joey jose pepe|michael mike mick misha|thomas tom tommy|charles charlie chuck carl " +
  "karl|edward ed eddie ted ned|theodore ted teddy|anthony tony|david dave davy|christopher kit" +
  "|christina tina|stephen steve stefan|matthew matthias|andrew andy drew andreas andres|nicholas nick " +
  "nicolas klaus|alexander alex sasha sandy xander lex|alexandra sandra sasha|lawrence larry|gerald gerry " +
  "jerry|frederick freddie friedrich fritz|francis frank francisco paco|henry harry hank|peter pete|patrick " +
  "paddy|patricia patty tricia trish|albert al bert|alan al|leonard lenny|oliver ollie|elizabeth liz beth " +
  "betty lisa elsa bess|katherine kate kathy katie catherine cathy kitty|margaret maggie meg peggy " +
  "rita|mary molly polly|jennifer jenny|rebecca becky|deborah debbie|dorothy dolly|victoria vicky " +
  "tori|virginia ginny|helen elena nell ellen|anne anna nancy|judith judy|teresa terry tess|amanda " +
  "mandy|abigail gail|caroline carol carrie|eleanor ellie nora|jacqueline jackie|natalia natasha|tatiana " +
  "tanya|mohammed muhammad mehmet|harold harry hal|lucas luke"
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
  "smith jones williams brown taylor davies wilson evans thomas johnson roberts robinson green mitchell scott walker wright thompson white lewis martin jackson clark miller davis garcia rodriguez martinez lopez gonzalez anderson lee young king " +
    "mueller schmidt schneider fischer weber meyer hoffmann dubois rossi russo silva santos jansen hansen johansen larsen jensen nielsen andersson kim wang li zhang liu chen singh kumar patel khan ali nguyen",
);
export const PARTICLES = wordSet(
  "de del della di da du des la le les van von der den ten ter zu zur bin ibn ben abu al el ul st saint san dos das do e y af av vande vander",
);
export const TITLES = wordSet(
  "mr mrs ms miss mx dr prof professor sir dame lord lady rev herr frau mme mlle monsieur madame sr sra srta dott ing dipl mag phd md mba msc bsc esq president doktor ir drs capt col gen hon sheikh haji",
);
export const SUFFIXES = unpack("jr:jr,junior,jun|sr:sr,senior,sen|2:ii,2nd|3:iii,3rd|4:iv");
