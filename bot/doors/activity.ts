/** What is read of a Bot Framework activity: only the fields that we use, checked once at the door. */
import { z } from 'zod';

const id = z.string().min(1).max(500);
const member = z.looseObject({ id });
const account = z.looseObject({ id, name: z.string().nullish(), aadObjectId: z.string().max(100).nullish() });
const named = z.looseObject({ id: z.string().max(500).nullish() });

export const Activity = z.looseObject({
  type: z.string().min(1).max(100),
  id: z.string().max(500).nullish(),
  channelId: z.literal('msteams'),
  serviceUrl: z.string().min(1).max(500),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id,
    conversationType: z.string().max(50).nullish(),
    tenantId: z.string().max(100).nullish(),
    isGroup: z.boolean().nullish(),
  }),
  channelData: z
    .looseObject({ tenant: named.nullish(), team: named.nullish(), channel: named.nullish() })
    .nullish()
    .catch(undefined),
  text: z.string().nullish(),
  name: z.string().max(200).nullish(),
  action: z.string().max(50).nullish(),
  value: z.unknown().optional(),
  replyToId: z.string().max(500).nullish(),
  locale: z.string().nullish(),
  localTimezone: z.string().nullish(),
  attachments: z.array(z.looseObject({ contentType: z.string().nullish() })).nullish(),
  entities: z.array(z.looseObject({ type: z.string().nullish() })).nullish(),
  membersAdded: z.array(member).nullish(),
  membersRemoved: z.array(member).nullish(),
});

export type Activity = z.infer<typeof Activity>;

/** Where the activity is malformed: the path of the first field that is wrong, never its value. */
export function firstProblem(error: z.ZodError): string {
  return error.issues[0]?.path.join('.') || 'activity';
}
