/** One list as somebody asks for it: its first page and the one that holds its last rows. */
export type Listing = {
  name: string;
  /** Answers how many rows the page has. */
  first(): Promise<number>;
  deepest(): Promise<number>;
  /** The deepest page by Prisma's own cursor, of lists so long that it really is deep. */
  prisma?: () => Promise<number>;
};

export const pageSize = 100;
