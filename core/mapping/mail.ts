import { toLower } from "./text";

/** Providers whose domain says nothing about a company. */
const freeMail = new Set(
  (
    "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com mac.com aol.com gmx.de gmx.net gmx.at gmx.ch gmx.com web.de " +
    "t-online.de freenet.de arcor.de mail.com mail.ru yandex.ru yandex.com rambler.ru bk.ru inbox.ru proton.me protonmail.com pm.me tutanota.com tuta.io zoho.com " +
    "fastmail.com hey.com posteo.de mailbox.org orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr libero.it virgilio.it tiscali.it alice.it telefonica.net terra.es " +
    "seznam.cz centrum.cz wp.pl o2.pl interia.pl onet.pl abv.bg ukr.net qq.com 163.com 126.com sina.com foxmail.com naver.com daum.net hanmail.net docomo.ne.jp ezweb.ne.jp " +
    "rediffmail.com btinternet.com sky.com comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net shaw.ca rogers.com bigpond.com uol.com.br bol.com.br"
  ).split(" "),
);
/** Free providers with one domain a country: yahoo.co.uk, hotmail.fr, live.nl. */
const freeFamilies = /^(yahoo|ymail|hotmail|outlook|live|msn|gmx|aol|yandex)\.[a-z.]{2,6}$/;

/** Trimmed, without `mailto:` and angle brackets, in lower case; null when it is no address. */
export function parseEmail(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^mailto:/i, "")
    .replace(/^.*<([^<>]*)>$/, "$1")
    .trim();
  const at = bare.lastIndexOf("@");
  const [local, domain] = [bare.slice(0, at), bare.slice(at + 1)];
  const isDomain =
    /^(?=.{4,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u.test(
      domain,
    );
  return at > 0 && local.length <= 64 && /^[^\s@"(),:;<>[\]\\]+$/.test(local) && isDomain ? toLower(bare) : null;
}

/** The web site behind an address; null for providers used by everybody, for `skip`, and for text that is no address. */
export function webSiteOf(text: string, skip: readonly string[]): string | null {
  const address = parseEmail(text);
  const domain = address?.slice(address.lastIndexOf("@") + 1) ?? "";
  const isSkipped = skip.some((other) => other.trim().toLowerCase() === domain);
  return domain === "" || isSkipped || freeMail.has(domain) || freeFamilies.test(domain) ? null : `https://${domain}`;
}
