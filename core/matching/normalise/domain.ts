import { isFreeMail } from "../../text/free-mail";
import { fold } from "../text/fold";
import { wordSet } from "../text/packed";

export interface Domain {
  /** The registrable name: `contoso.co.uk` for `https://www.shop.contoso.co.uk/de`. */
  readonly name: string;
  /** `contoso`. */
  readonly brand: string;
}

/** Second labels under which names are registered in two-letter countries; the whole public suffix list weighs 30 kB (facts/matching.md §3). */
const SECOND = wordSet(
  "co com org net gov edu ac ne or go gob gouv govt nom mil ltd plc sch nhs asn gen gv in nic asso",
);

/** Reads a web address or host; undefined when there is none. */
export function parseHost(text: string): Domain | undefined {
  const host = fold(text.trim()).replace(/^[a-z]+:\/\/|^[^/@]*@|[/?#:](?!\/).*$|\.+$/g, "");
  const labels = host.split(".").filter(Boolean);
  const [second = "", last = ""] = labels.slice(-2);
  if (!last || /[^a-z0-9.-]/.test(host)) return undefined;
  const own = labels.slice(labels[2] && last.length === 2 && SECOND.has(second) ? -3 : -2);
  return { name: own.join("."), brand: own[0] ?? "" };
}

export interface Email {
  readonly text: string;
  /** Lower case, without the tag after "+"; dots removed where the mailbox ignores them. */
  readonly local: string;
  readonly domain: Domain;
  /** Mailbox and registrable domain, the address's one spelling. */
  readonly address: string;
  /** info@, sales@: a desk, not a person. */
  readonly role: boolean;
  readonly free: boolean;
}

const ROLES =
  /^(info|sales|office|conta[ct]to|contacts?|kontakt|e?mail|admin|support|services?|help(desk)?|hello|hallo|team|post(master)?|webmaster|marketing|presse?|jobs|hr|careers?|bewerbung|account(ing|s)|billing|invoices?|rechnung|buchhaltung|purchasing|einkauf|procurement|orders?|reception|empfang|enquir(y|ies)|verkauf|vertrieb|v[ea]n[td]as|contatti|comm?ercial|secretary|no-?reply|general|[cz]entral|zentrale|finance|legal|it|export|shop|booking)\d*$/;

/** Reads an e-mail address; undefined when it is none. A stray second @ or blank is forgiven, a name before `<` left out. */
export function parseEmail(text: string): Email | undefined {
  const [, before = "", host = ""] =
    /^(?:mailto:)?(.+)@(.+)$/.exec(fold(text).replace(/^.*<(?=.*@)|[\s<>]/g, "")) ?? [];
  const domain = parseHost(host);
  if (!domain) return undefined;
  const bare = before.replace(/\+.*$|@/g, "");
  const local = /^g(oogle)?mail\.com$/.test(domain.name) ? bare.replace(/\./g, "") : bare;
  const address = `${local}@${domain.name}`;
  return { text: text.trim(), local, domain, address, role: ROLES.test(local), free: isFreeMail(domain.name) };
}
