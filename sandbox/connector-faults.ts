/** The ways in which Teams' connector is known to go wrong, to be asked of the pretend one. */

export interface Fault {
  readonly kind:
    | 'throttled'
    /** The person blocked the bot; `blocked209` is the form that hides the reason in a string. */
    | 'blocked'
    | 'blocked209'
    | 'disabledByAdmin'
    /** The app was taken out of the conversation. */
    | 'notInRoster'
    /** The app was never installed for the person. */
    | 'notInstalled'
    | 'unknownUser'
    /** The message itself is turned down. */
    | 'badArgument'
    | 'tooBig'
    /** The message to update is gone. */
    | 'gone'
    | 'conversationGone'
    | 'serverError'
    | 'unavailable'
    /** Nothing is answered. */
    | 'hang'
    /** The connection breaks and nothing was done. */
    | 'reset'
    /** The connection breaks, but it was done. */
    | 'replyLost';
  /** Only requests with this method; absent: all. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Only requests whose path has this in it, such as a conversation's id. */
  readonly path?: string;
  /** How many requests; 1 when absent, Infinity for an outage. */
  readonly times?: number;
  /** For `throttled`: seconds. */
  readonly retryAfter?: number;
}

export interface StandingFault extends Fault {
  left: number;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Takes the first fault that fits the request, using up one of its times. */
export function faultFor(faults: StandingFault[], method: string, path: string): Fault | undefined {
  const fault = faults.find(
    (one) =>
      one.left > 0 &&
      (one.method === undefined || one.method === method) &&
      (one.path === undefined || path.includes(one.path)),
  );
  if (fault) fault.left -= 1;
  return fault;
}

type FaultAnswer = Answer | 'silence' | 'reset';

const ANSWERS: Readonly<Record<Fault['kind'], FaultAnswer>> = {
  throttled: coded(429, 'Throttled'),
  blocked: coded(403, 'ConversationBlockedByUser'),
  blocked209: { status: 403, body: { errorCode: 209, message: JSON.stringify({ subCode: 'MessageWritesBlocked' }) } },
  disabledByAdmin: coded(403, 'BotDisabledByAdmin'),
  notInRoster: coded(403, 'BotNotInConversationRoster'),
  notInstalled: coded(403, 'ForbiddenOperationException'),
  unknownUser: coded(404, 'UserNotFound'),
  badArgument: coded(400, 'BadArgument'),
  tooBig: coded(413, 'MessageSizeTooBig'),
  gone: coded(404, 'ActivityNotFoundInConversation'),
  conversationGone: coded(404, 'ConversationNotFound'),
  serverError: coded(500, 'ServiceError'),
  unavailable: coded(503, 'ServiceUnavailable'),
  hang: 'silence',
  reset: 'reset',
  replyLost: 'reset',
};

export function answerOf(fault: Fault): FaultAnswer {
  const answer = ANSWERS[fault.kind];
  if (typeof answer === 'string' || fault.kind !== 'throttled') return answer;
  return { ...answer, headers: { 'retry-after': String(fault.retryAfter ?? 1) } };
}

function coded(status: number, code: string): Answer {
  return { status, body: { error: { code, message: `The pretend connector answers ${code}.` } } };
}
