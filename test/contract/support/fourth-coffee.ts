import type { Api, Json } from "./api";

/** An account with tasks, two contacts of which one is primary, and a lead that points to it: what reading is tried on. */
export interface FourthCoffee {
  readonly account: string;
  /** The primary contact, "One"; the other is "O'Bryan". */
  readonly contact: string;
  readonly lead: string;
}

export async function createFourthCoffee(api: Api): Promise<FourthCoffee> {
  const account = await api.create("accounts", {
    name: "Fourth Coffee",
    revenue: 20000,
    address1_city: "Renton",
    Account_Tasks: [{ subject: "T1" }, { subject: "T2" }, { subject: "T3" }],
    contact_customer_accounts: [{ lastname: "One" }, { lastname: "O'Bryan" }],
  });
  const ones = await api.row(`accounts(${account})/contact_customer_accounts?$filter=lastname eq 'One'`);
  const contact = (ones.value as Json[])[0]?.contactid as string;
  await api.put(`accounts(${account})/primarycontactid/$ref`, { "@odata.id": `contacts(${contact})` });
  const lead = await api.create("leads", {
    subject: "Read me",
    donotemail: true,
    "parentaccountid@odata.bind": `/accounts(${account})`,
  });

  return { account, contact, lead };
}
