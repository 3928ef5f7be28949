/** What scripts meet when they use a member that a browser without Dynamics cannot offer: an error that names it. */
export class NotThereError extends Error {
  constructor(readonly member: string) {
    super(`${member} is not available in this sandbox (docs/sandbox-client-api.md lists what is).`);
    this.name = "NotThereError";
  }
}

/** How a list of members finds out what is not there without calling it. */
export interface NotThereMember {
  readonly notThere: string;
}

/** A member that throws when it is called. */
export function notThere(member: string): (() => never) & NotThereMember {
  const refuse = (): never => {
    throw new NotThereError(member);
  };
  return Object.assign(refuse, { notThere: member });
}

/** An asynchronous member that rejects when it is called. */
export function notThereAsync(member: string): (() => Promise<never>) & NotThereMember {
  const refuse = (): Promise<never> => Promise.reject(new NotThereError(member));
  return Object.assign(refuse, { notThere: member });
}
