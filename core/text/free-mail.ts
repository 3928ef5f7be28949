/** Providers of free mail with one domain a country: yahoo.co.uk, hotmail.fr, live.nl. */
const FAMILIES = /^(yahoo|ymail|hotmail|outlook|live|msn|gmx|aol|yandex|tiscali|terra)\.[a-z.]{2,6}$/;
const PROVIDERS = new Set(
  (
    "gmail.com googlemail.com icloud.com me.com mac.com rocketmail.com web.de t-online.de freenet.de arcor.de mail.com mail.ru rambler.ru bk.ru inbox.ru proton.me protonmail.com pm.me tutanota.com tuta.io zoho.com " +
    "fastmail.com hey.com posteo.de mailbox.org orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr libero.it virgilio.it alice.it telefonica.net " +
    "seznam.cz centrum.cz wp.pl o2.pl interia.pl onet.pl abv.bg ukr.net qq.com 163.com 126.com sina.com foxmail.com naver.com daum.net hanmail.net docomo.ne.jp ezweb.ne.jp " +
    "rediffmail.com btinternet.com sky.com comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net shaw.ca rogers.com bigpond.com uol.com.br bol.com.br telenet.be skynet.be ziggo.nl bluewin.ch"
  ).split(" "),
);

/** Whether a domain is a provider that everybody uses: it says nothing about a company. */
export const isFreeMail = (domain: string): boolean => FAMILIES.test(domain) || PROVIDERS.has(domain);
