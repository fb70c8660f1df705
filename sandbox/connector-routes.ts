/** The part of Teams' connector REST that the bot uses: send, reply, update, open a conversation, members. */
import { isPiece, stringOf } from './card-reader.ts';
import type { Piece } from './card-reader.ts';
import type { Answer } from './connector-faults.ts';
import type { Transcripts } from './transcripts.ts';

/** The conversations and who is in them. */
export interface Room {
  readonly transcripts: Transcripts;
  readonly members: ReadonlyMap<string, readonly Piece[]>;
}

/** What Teams takes in one message, counted as UTF-16. */
const MOST_MESSAGE_BYTES = 100 * 1024;

export interface Request {
  readonly method: string;
  /** Decoded, below the service URL. */
  readonly path: string;
  readonly body: unknown;
  /** Characters of the body. */
  readonly size: number;
}

/** What Teams' connector does with a request when nothing goes wrong. */
export function route(room: Room, { method, path, body, size }: Request): Answer {
  if (size * 2 > MOST_MESSAGE_BYTES) return refusal(413, 'MessageSizeTooBig');
  if (method === 'POST' && path === 'v3/conversations') return createConversation(room, isPiece(body) ? body : {});
  const match = /^v3\/conversations\/([^/]+)\/(activities|members|pagedmembers)(?:\/([^/]+))?$/.exec(path);
  const [, conversationId = '', what, id] = match ?? [];
  if (method === 'GET' && what !== undefined && what !== 'activities') return membersOf(room, conversationId, what, id);
  if (what !== 'activities' || !isPiece(body)) return refusal(404, 'NotFound');
  if (method === 'POST') return send(room, conversationId, body);
  if (method === 'PUT' && id !== undefined) {
    const isThere = room.transcripts.edit(conversationId, id, body);
    return isThere ? { status: 200, body: { id } } : refusal(404, 'ActivityNotFoundInConversation');
  }
  return refusal(405, 'MethodNotAllowed');
}

function send(room: Room, conversationId: string, activity: Piece): Answer {
  if (activity['type'] === 'typing') return { status: 202, body: {} };
  // A post to a bare channel starts a thread whose id is the post's own.
  if (isChannel(conversationId)) return startThread(room, conversationId, activity);
  return { status: 201, body: { id: room.transcripts.add(conversationId, 'bot', activity).id } };
}

function createConversation(room: Room, body: Piece): Answer {
  const data = isPiece(body['channelData']) ? body['channelData'] : {};
  const channel = isPiece(data['channel']) ? stringOf(data['channel'], 'id') : undefined;
  const activity = isPiece(body['activity']) ? body['activity'] : undefined;
  if (channel !== undefined && activity !== undefined) return startThread(room, channel, activity);
  const members = Array.isArray(body['members']) ? body['members'].filter(isPiece) : [];
  const id = members.length === 1 ? `a:with-${stringOf(members[0]!, 'id')}` : undefined;
  if (id === undefined) return refusal(400, 'BadSyntax');
  const activityId = activity && room.transcripts.add(id, 'bot', activity).id;
  return { status: 201, body: { id, ...(activityId && { activityId }) } };
}

function startThread(room: Room, channel: string, activity: Piece): Answer {
  const id = room.transcripts.nextId();
  const thread = `${channel};messageid=${id}`;
  room.transcripts.add(thread, 'bot', activity, id);
  return { status: 201, body: { id: thread, activityId: id } };
}

function membersOf(room: Room, conversationId: string, what: string, id: string | undefined): Answer {
  const members = room.members.get(conversationId) ?? room.members.get(conversationId.split(';')[0]!) ?? [];
  if (what === 'pagedmembers') return { status: 200, body: { members } };
  if (id === undefined) return { status: 200, body: members };
  const member = members.find((one) => one['id'] === id || one['aadObjectId'] === id);
  return member ? { status: 200, body: member } : refusal(404, 'MemberNotFoundInConversation');
}

function isChannel(conversationId: string): boolean {
  return conversationId.endsWith('@thread.tacv2');
}

function refusal(status: number, code: string): Answer {
  return { status, body: { error: { code, message: `The pretend connector answers ${code}.` } } };
}
