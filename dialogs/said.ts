/**
 * What a door heard, parsed: the only thing that dialogs are told about an activity. `attachments` counts pictures and
 * files, without the HTML copy of the text that Teams adds to a message.
 */
export type Said =
  | { readonly kind: 'text'; readonly text: string; readonly attachments: number; readonly files?: readonly SentFile[] }
  | {
      readonly kind: 'press';
      readonly verb: string;
      /** The button's payload and the inputs of its card: claims of a client, never believed. */
      readonly data: Readonly<Record<string, unknown>>;
      /** `submit` arrives as a message, `execute` as an invoke that wants an answer. */
      readonly surface: 'submit' | 'execute';
    }
  /** A dialog is to be opened, or a page of it was sent; its data is a claim too. */
  | { readonly kind: 'task'; readonly what: 'fetch' | 'submit'; readonly data: Readonly<Record<string, unknown>> }
  | { readonly kind: 'installed' }
  | { readonly kind: 'uninstalled' }
  /** What Teams tells of the team: `name` for `renamed`. */
  | {
      readonly kind: 'teamChanged';
      readonly what: 'renamed' | 'archived' | 'deleted' | 'active';
      readonly name?: string;
    }
  /** People were taken out of the team, or left it. The object id comes only sometimes. */
  | {
      readonly kind: 'membersLeft';
      readonly people: readonly { readonly userId: string; readonly objectId?: string }[];
    };

/** A file that can be fetched at its address for a while. */
export interface SentFile {
  readonly name: string;
  readonly url: string;
}

export type Task = Extract<Said, { kind: 'task' }>;

export type Press = Extract<Said, { kind: 'press' }>;
