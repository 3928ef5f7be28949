/** What scripts meet when they use a member that a browser without Dynamics cannot offer: an error that names it. */
export class NotThereError extends Error {
  constructor(readonly member: string) {
    super(`${member} is not available in this sandbox (docs/sandbox-client-api.md lists what is).`);
    this.name = "NotThereError";
  }
}

/** A member that throws when it is called. */
export function notThere(member: string): () => never {
  return () => {
    throw new NotThereError(member);
  };
}

/** An asynchronous member that rejects when it is called. */
export function notThereAsync(member: string): () => Promise<never> {
  return () => Promise.reject(new NotThereError(member));
}
