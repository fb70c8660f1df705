/** What was said in the pretend conversations, as their readers see it now. */
import { EventEmitter } from 'node:events';
import { isPiece, stringOf, textOf } from './card-reader.ts';
import type { Piece } from './card-reader.ts';

/** One message in a conversation, as its readers see it now. */
export interface Post {
  readonly id: string;
  /** In a channel the thread's full id. */
  readonly conversationId: string;
  /** `bot`, or the name of the person who said it. */
  readonly by: string;
  readonly activity: Piece;
  readonly edits: number;
  /** Grows with every post and edit of the whole connector: what changed later has the larger one. */
  readonly changedAt: number;
}

/** All conversations. Ids look like Teams' (milliseconds) but come from a counter, so that runs are alike. */
export class Transcripts {
  readonly posts: Post[] = [];
  readonly #changed = new EventEmitter().setMaxListeners(0);
  #changes = 0;
  #lastId = 1_700_000_000_000;

  /** The number of the latest change. */
  changes(): number {
    return this.#changes;
  }

  nextId(): string {
    return String((this.#lastId += 1));
  }

  postsOf(conversationId: string): readonly Post[] {
    return this.posts.filter(
      (post) => post.conversationId === conversationId || post.conversationId.startsWith(`${conversationId};`),
    );
  }

  add(conversationId: string, by: string, activity: Piece, id = this.nextId()): Post {
    const post = { id, conversationId, by, activity, edits: 0, changedAt: (this.#changes += 1) };
    this.posts.push(post);
    this.#changed.emit('change');
    return post;
  }

  edit(conversationId: string, id: string, activity: Piece): boolean {
    const index = this.posts.findIndex((post) => post.id === id && post.conversationId === conversationId);
    const post = this.posts[index];
    if (!post) return false;
    this.posts[index] = { ...post, activity, edits: post.edits + 1, changedAt: (this.#changes += 1) };
    this.#changed.emit('change');
    return true;
  }

  remove(conversationId: string, id: string): void {
    const index = this.posts.findIndex((post) => post.id === id && post.conversationId === conversationId);
    if (index >= 0) this.posts.splice(index, 1);
  }

  /** Somebody who waits looks again. */
  touch(): void {
    this.#changed.emit('change');
  }

  /** Resolves with what `look` finds, asked again at every change; throws with `what` when it finds nothing in time. */
  async until<Found>(look: () => Found | undefined, what: () => string, withinMs: number): Promise<Found> {
    const found = look();
    if (found !== undefined) return found;
    return new Promise<Found>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#changed.off('change', again);
        reject(new Error(what()));
      }, withinMs);
      const again = () => {
        const now = look();
        if (now === undefined) return;
        clearTimeout(timer);
        this.#changed.off('change', again);
        resolve(now);
      };
      this.#changed.on('change', again);
    });
  }
}

/** The words of a message and of its cards. */
export function textOfPost(post: Post): string {
  const text = stringOf(post.activity, 'text') ?? '';
  return [text, ...cardsOf(post).map(textOf)].filter((part) => part !== '').join('\n');
}

export function cardsOf(post: Post): readonly unknown[] {
  const attachments = Array.isArray(post.activity['attachments']) ? post.activity['attachments'].filter(isPiece) : [];
  return attachments
    .filter((one) => one['contentType'] === 'application/vnd.microsoft.card.adaptive')
    .map((one) => one['content']);
}
