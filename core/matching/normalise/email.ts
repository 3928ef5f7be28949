import { fold } from "../text/fold";
import { isFreeMail, parseHost, type Domain } from "./domain";

export interface Email {
  readonly text: string;
  /** Lower case, without the tag after "+"; dots removed where the mailbox ignores them. */
  readonly local: string;
  readonly domain: Domain;
  /** info@, sales@: a desk, not a person. */
  readonly role: boolean;
  readonly free: boolean;
}

const ROLES =
  /^(info|sales|office|contact|contacts|kontakt|mail|email|admin|administration|support|service|services|help|helpdesk|hello|hallo|team|post|postmaster|webmaster|marketing|press|presse|jobs|hr|career|careers|recruiting|bewerbung|accounting|accounts|billing|invoice|invoices|rechnung|buchhaltung|purchasing|einkauf|procurement|orders|order|reception|empfang|enquiries|enquiry|inquiries|verkauf|vertrieb|ventas|vendas|contacto|contato|contatti|commercial|comercial|secretariat|secretary|noreply|no-?reply|newsletter|general|central|zentrale|direction|finance|legal|it|customerservice|customer-?care|export|shop|store|booking|reservations)\d*$/;

/** Reads an e-mail address; undefined when it is none. A stray second @ or blank is forgiven, as CRM data holds them. */
export function parseEmail(text: string): Email | undefined {
  const folded = fold(text.trim())
    .replace(/^mailto:/, "")
    .replace(/[\s<>]/g, "");
  const at = folded.lastIndexOf("@");
  if (at < 1 || at === folded.length - 1) return undefined;
  const domain = parseHost(folded.slice(at + 1));
  if (!domain) return undefined;
  const bare = folded.slice(0, at).replace(/\+.*$/, "").replace(/@/g, "");
  const dotless = domain.name === "gmail.com" || domain.name === "googlemail.com";
  const local = dotless ? bare.replace(/\./g, "") : bare;
  return { text: text.trim(), local, domain, role: ROLES.test(local), free: isFreeMail(domain.name) };
}
