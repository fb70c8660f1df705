/** The answer to an Action.Execute: the HTTP status is always 200, because a client shows nothing of any other. */
import { card as contentCard, textBlock } from '../cards/parts.ts';
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

/** What Teams wants of a dialog: its next page, or the words that it closes with. */
export interface TaskBody {
  readonly task: { readonly type: 'continue' | 'message'; readonly value: unknown };
}

const MESSAGE = 'application/vnd.microsoft.activity.message';
const CARD = 'application/vnd.microsoft.card.adaptive';
const ERROR = 'application/vnd.microsoft.error';

/** @param drawStatus the newest status card of a changeover, for the person who pressed. */
export function invokeBody(
  answer: InvokeAnswer,
  drawStatus: (changeoverId: string) => Content | undefined,
): InvokeBody | TaskBody | undefined {
  switch (answer.kind) {
    case 'message':
      return { statusCode: 200, type: MESSAGE, value: answer.text };
    case 'card':
      return cardBody(answer.content);
    case 'status': {
      const content = drawStatus(answer.changeoverId);
      return content && cardBody(content);
    }
    case 'page':
      return { task: { type: 'continue', value: pageOf(answer) } };
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

export function cardBody(content: Content): InvokeBody {
  return 'text' in content ? messageBody(content.text) : { statusCode: 200, type: CARD, value: content.card };
}

/** Dialogs and searches know no answers but their own: words, also those of a refusal, become what they show. */
export function bodyFor(name: string | undefined, body: InvokeBody | object | undefined): object | undefined {
  if (body === undefined || !isInvokeBody(body)) return body;
  if (name?.startsWith('task/')) return { task: { type: 'message', value: wordsIn(body) } } satisfies TaskBody;
  if (name?.startsWith('composeExtension/')) return { composeExtension: { type: 'message', text: wordsIn(body) } };
  return body;
}

function isInvokeBody(body: object): body is InvokeBody {
  return 'statusCode' in body;
}

function wordsIn({ value }: InvokeBody): string {
  if (typeof value === 'string') return value;
  const isError = typeof value === 'object' && value !== null && 'message' in value;
  return isError && typeof value.message === 'string' ? value.message : '';
}

/** Of a height that most forms fit in without scrolling. */
function pageOf({ title, content }: Extract<InvokeAnswer, { kind: 'page' }>): object {
  const drawn = 'text' in content ? contentCard([textBlock(content.text)]) : content.card;
  return { title, height: 'large', width: 'medium', card: { contentType: CARD, content: drawn } };
}
