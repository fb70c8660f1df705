/** The answer to an Action.Execute: the HTTP status is always 200, because a client shows nothing of any other. */
import type { Content } from '../loop/ports.ts';
import type { InvokeAnswer } from '../loop/turn.ts';

export interface InvokeBody {
  readonly statusCode: 200 | 400 | 500;
  readonly type: string;
  readonly value: unknown;
}

export interface ErrorBody extends InvokeBody {
  readonly value: { readonly code: string; readonly message: string };
}

const MESSAGE = 'application/vnd.microsoft.activity.message';
const CARD = 'application/vnd.microsoft.card.adaptive';
const ERROR = 'application/vnd.microsoft.error';

/** @param drawStatus the newest status card of a changeover, for the person who pressed. */
export function invokeBody(
  answer: InvokeAnswer,
  drawStatus: (changeoverId: string) => Content | undefined,
): InvokeBody | undefined {
  switch (answer.kind) {
    case 'message':
      return { statusCode: 200, type: MESSAGE, value: answer.text };
    case 'card':
      return contentBody(answer.content);
    case 'status': {
      const content = drawStatus(answer.changeoverId);
      return content && contentBody(content);
    }
    case 'error':
      return errorBody(400, answer.code, answer.text);
  }
}

/** 400 for what the person may not or cannot do, 500 for a fault of ours. */
export function errorBody(statusCode: 400 | 500, code: string, message: string): ErrorBody {
  return { statusCode, type: ERROR, value: { code, message } };
}

export function messageBody(text: string): InvokeBody {
  return { statusCode: 200, type: MESSAGE, value: text };
}

function contentBody(content: Content): InvokeBody {
  return 'text' in content ? messageBody(content.text) : { statusCode: 200, type: CARD, value: content.card };
}
