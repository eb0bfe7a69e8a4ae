/** Says with a change whose page it was made on: the id of the person who opened it. */
export const personHeader = "proofsheet-person";
