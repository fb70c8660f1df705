/** Where files are to be had; absent as a whole where no licences can be moved. */
export interface LicenceDoor {
  /** An address of this installation's own, for a path; undefined where it has none. */
  readonly linkOf: (path: string) => string | undefined;
}
