/** How sure a fact is: R read in Microsoft's own docs, X an excerpt of them, S a distributor, a blog or a Q&A answer, I inferred, U not verified. */
export type Sureness = 'R' | 'X' | 'S' | 'I' | 'U';
