import { fold } from "../text/fold";

export interface Domain {
  /** The registrable name: `contoso.co.uk` for `https://www.shop.contoso.co.uk/de`. */
  readonly name: string;
  /** `contoso`. */
  readonly brand: string;
}

/** Second labels under which names are registered in two-letter countries; the whole public suffix list weighs 30 kB (facts/matching.md §3). */
const SECOND = new Set(
  "co com org net gov edu ac ne or go gob gouv govt nom mil ltd plc me id sch in nhs police asn gen geek iwi kiwi maori school firm ind res nic art blog eco web info biz gv asso tm prd press presse ed gr lg ad".split(
    " ",
  ),
);
const GENERIC_SECOND_ONLY_IN: Readonly<Record<string, string>> = {
  me: "uk",
  id: "au",
  in: "th",
  art: "br do",
  blog: "br",
  eco: "br",
  web: "za id tr",
  info: "tr pl hu",
  biz: "tr pl id",
  tm: "fr hu",
  press: "hu",
  presse: "fr",
  or: "at jp kr th id",
  go: "jp kr th id ke",
  ne: "jp kr",
  gr: "jp",
  lg: "jp",
  ad: "jp",
  ed: "jp cr",
  ind: "br in",
  res: "in",
  firm: "in",
  gen: "in nz",
  nic: "in",
  nom: "fr co es",
  gv: "at",
};

const FREE = new Set(
  (
    "gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es live.com live.co.uk live.fr live.nl msn.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.it yahoo.es yahoo.ca " +
    "yahoo.co.jp yahoo.co.in yahoo.com.br yahoo.com.au ymail.com rocketmail.com icloud.com me.com mac.com aol.com aim.com gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de arcor.de posteo.de mailbox.org " +
    "proton.me protonmail.com pm.me mail.com mail.ru yandex.ru yandex.com bk.ru inbox.ru rambler.ru qq.com 163.com 126.com sina.com naver.com daum.net hanmail.net orange.fr wanadoo.fr free.fr laposte.net sfr.fr " +
    "libero.it virgilio.it alice.it tin.it tiscali.it terra.com.br uol.com.br bol.com.br comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net shaw.ca rogers.com btinternet.com " +
    "sky.com virginmedia.com ntlworld.com talktalk.net bigpond.com optusnet.com.au telenet.be skynet.be planet.nl ziggo.nl xs4all.nl kpnmail.nl home.nl bluewin.ch wp.pl o2.pl onet.pl interia.pl seznam.cz centrum.cz " +
    "telia.com rediffmail.com zoho.com fastmail.com hey.com tutanota.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp"
  ).split(" "),
);

export function isFreeMail(name: string): boolean {
  return FREE.has(name);
}

/** Reads a web address or host; undefined when there is none. */
export function parseHost(text: string): Domain | undefined {
  const host = fold(text.trim())
    .replace(/^[a-z]+:\/\//, "")
    .replace(/^[^/@]*@/, "")
    .replace(/[/?#:].*$/, "")
    .replace(/\.+$/, "");
  const labels = host.split(".").filter(Boolean);
  const last = labels[labels.length - 1];
  if (labels.length < 2 || !last || /[^a-z0-9.\-]/.test(host)) return undefined;
  const second = labels[labels.length - 2] ?? "";
  const takesThree =
    labels.length > 2 &&
    last.length === 2 &&
    SECOND.has(second) &&
    (GENERIC_SECOND_ONLY_IN[second] ?? last).split(" ").includes(last);
  const own = labels.slice(takesThree ? -3 : -2);
  return { name: own.join("."), brand: own[0] ?? "" };
}
