/** The one place where short confirmations appear. */
export const TOASTER_ID = "hub-toaster";
