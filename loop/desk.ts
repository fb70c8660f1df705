/** The Turn that dialogs and doors work with: everything they do is held here and becomes one unit. */
import { isDeepStrictEqual } from 'node:util';
import type { Changeover, ChangeoverId, Instant, TextRef } from '../changeover/changeover.ts';
import type { CommandBody } from '../changeover/commands.ts';
import { belongsIn, standingOf } from '../changeover/membership.ts';
import type { Playbook } from '../changeover/playbook.ts';
import { refuse } from '../changeover/refusals.ts';
import { draftOf, handleCommand, saveOf, type Draft } from './draft.ts';
import { forgottenPlace } from './forgotten-place.ts';
import { newText } from './new-text.ts';
import type { PlaybookShelf } from './playbook-shelf.ts';
import type { CardWish, Content, Conversation, Loaded, OutboxItem, Random, Text, Unit } from './ports.ts';
import { TeamDesk } from './team-desk.ts';
import { TryDesk } from './try-desk.ts';
import type { InvokeAnswer, Issued, MailSoon, Reader, Turn, TurnSource } from './turn.ts';

export interface DeskPorts {
  readonly shelf: PlaybookShelf;
  readonly random: Random;
}

export class Desk implements Turn {
  readonly now: Instant;
  readonly source: TurnSource;
  readonly loaded: Loaded;
  readonly random: Random;
  readonly dialogState: { doc: Record<string, unknown> };
  readonly teams: TeamDesk;
  readonly tries: TryDesk;
  readonly held: Content[] = [];
  readonly issuedIds: string[] = [];
  /** Changeovers whose tenant is to be looked at now. */
  readonly looks = new Set<ChangeoverId>();
  /** To be sent once this is saved. */
  readonly mails: MailSoon[] = [];
  invokeAnswer: InvokeAnswer | undefined;

  readonly #shelf: PlaybookShelf;
  readonly #drafts = new Map<ChangeoverId, Draft>();
  readonly #texts = new Map<string, Text>();
  readonly #outbox: OutboxItem[] = [];
  readonly #wishes: CardWish[] = [];
  readonly #dialogBefore: string;
  #conversation: Conversation;

  constructor(ports: DeskPorts, source: TurnSource, loaded: Loaded, now: Instant) {
    this.now = now;
    this.source = source;
    this.loaded = loaded;
    this.random = ports.random;
    this.#shelf = ports.shelf;
    this.teams = new TeamDesk(source, loaded, now);
    this.tries = new TryDesk(source, loaded, now);
    this.#conversation = refreshed(loaded.conversation, source.conversation);
    this.#dialogBefore = JSON.stringify(loaded.dialog?.doc ?? {});
    this.dialogState = { doc: JSON.parse(this.#dialogBefore) as Record<string, unknown> };
    for (const changeover of loaded.changeovers) this.#drafts.set(changeover.id, draftOf(changeover.id, changeover));
  }

  changeover(id: ChangeoverId): Changeover | undefined {
    const current = this.#drafts.get(id)?.current;
    if (current === undefined || !belongsIn(current, this.source.conversation)) return undefined;
    return standingOf(current, this.teams.actorFor(current)) ? current : undefined;
  }

  changeovers(): readonly Changeover[] {
    const mine = [...this.#drafts.keys()].flatMap((id) => this.changeover(id) ?? []);
    return mine.toSorted((a, b) => b.openedAt - a.openedAt);
  }

  current(): Changeover | undefined {
    const { threadChangeoverId } = this.loaded;
    const ofThread = threadChangeoverId === undefined ? undefined : this.changeover(threadChangeoverId);
    if (ofThread !== undefined) return ofThread;
    const mine = this.changeovers();
    return mine.find((one) => one.state.kind === 'open') ?? mine[0];
  }

  joinable(): Changeover | undefined {
    const { joinChangeoverId } = this.loaded;
    return joinChangeoverId === undefined ? undefined : this.#drafts.get(joinChangeoverId)?.current;
  }

  playbookOf(changeover: Changeover): Playbook {
    return this.#shelf.of(changeover);
  }

  playbook(id: string): { readonly playbook: Playbook; readonly hash: string } {
    return this.#shelf.standing(id);
  }

  playbooks(): readonly { readonly playbook: Playbook; readonly hash: string }[] {
    return this.#shelf.all();
  }

  readerOf(changeover: Changeover): Reader {
    const standing = standingOf(changeover, this.teams.actorFor(changeover));
    if (standing === undefined) throw new Error('A stranger reads nothing.');
    const home = standing.side === 'customer' ? changeover.customer : changeover.partner;
    const { zone, locale } = this.source;
    const teamRoles = standing.side === 'partner' && { teamRoles: this.teams.rolesFor(changeover) };
    return { ...standing, zone: zone ?? home.zone, locale: locale ?? home.locale, ...teamRoles };
  }

  get defaultReader(): Turn['defaultReader'] {
    const { locale, zone, country } = this.source;
    return { locale: locale ?? 'en', zone: zone ?? 'UTC', ...(country !== undefined && { country }) };
  }

  text(ref: TextRef | undefined): string | undefined {
    return ref === undefined ? undefined : (this.#texts.get(ref.id)?.body ?? this.loaded.texts[ref.id]);
  }

  keepText(changeoverId: ChangeoverId, kind: string, body: string): TextRef {
    const { text, ref } = newText(this.random, changeoverId, kind, body);
    this.#texts.set(text.id, text);
    return ref;
  }

  issue(changeoverId: ChangeoverId, body: CommandBody, commandId?: string): Issued {
    const id = commandId ?? messageCommandId(this.source, this.issuedIds.length);
    this.issuedIds.push(id);
    const draft = this.#drafts.get(changeoverId) ?? draftOf(changeoverId, undefined);
    if (draft.current === undefined && body.type !== 'open') return { ok: false, refusal: refuse('unknownChangeover') };
    if (this.loaded.seenCommandIds.includes(id) && draft.current !== undefined) {
      return { ok: true, changeover: draft.current, events: [], isRepeat: true };
    }
    if (draft.current !== undefined && !belongsIn(draft.current, this.source.conversation)) {
      return { ok: false, refusal: refuse('wrongPlace') };
    }
    const playbook =
      body.type === 'open' ? this.#shelf.standing(body.playbook.id).playbook : this.#shelf.of(draft.current!);
    const drafted = handleCommand(
      draft,
      playbook,
      { id, changeover: changeoverId, actor: this.teams.actorFor(draft.current), body },
      this.now,
    );
    if (!drafted.ok) return drafted;
    this.#drafts.set(changeoverId, drafted.draft);
    return { ok: true, changeover: drafted.draft.current!, events: drafted.events, isRepeat: false };
  }

  mailSoon(mail: MailSoon): void {
    this.mails.push(mail);
  }

  lookSoon(changeoverId: ChangeoverId): void {
    if (this.#drafts.get(changeoverId)?.current?.link?.read) this.looks.add(changeoverId);
  }

  say(content: Content): void {
    this.held.push(content);
  }

  showStatus(changeoverId: ChangeoverId, how: 'anew' | 'inPlace' | 'ownThread'): void {
    this.#wishes.push({
      conversationId: this.source.conversation.id,
      tag: statusTag(changeoverId),
      changeoverId,
      ...(how !== 'ownThread' && { threadId: this.source.conversationId }),
      isAnew: how !== 'inPlace',
    });
  }

  notify(
    changeoverId: ChangeoverId | undefined,
    occasion: string,
    to: OutboxItem['to'],
    message: OutboxItem['message'],
  ): void {
    this.#outbox.push({ occasion, to, message, ...(changeoverId !== undefined && { changeoverId }) });
  }

  updateConversation(change: Partial<Pick<Conversation, 'greetedAt' | 'statusPostedAt' | 'state'>>): void {
    const changed = { ...this.#conversation, ...change };
    this.#conversation = change.state === 'uninstalled' ? forgottenPlace(changed) : changed;
  }

  answer(answer: InvokeAnswer): void {
    this.invokeAnswer = answer;
  }

  /** Bodies of texts by id: those that were loaded and those that this turn keeps. */
  allTexts(): Readonly<Record<string, string>> {
    const kept = [...this.#texts.values()].map((text) => [text.id, text.body] as const);
    return { ...this.loaded.texts, ...Object.fromEntries(kept) };
  }

  /** The changeover whatever the standing: for the loop's own rendering, never for a dialog. */
  newest(id: ChangeoverId): Changeover | undefined {
    return this.#drafts.get(id)?.current;
  }

  /** All that this turn changes, or undefined when it changes nothing. */
  unit(): Unit | undefined {
    const changeovers = [...this.#drafts.values()].flatMap(
      (draft) =>
        saveOf(draft, draft.current === undefined ? NO_PLAYBOOK : this.#shelf.of(draft.current), this.now) ?? [],
    );
    const dialogNow = JSON.stringify(this.dialogState.doc);
    const hasDialog = dialogNow !== this.#dialogBefore;
    const hasConversation = !isDeepStrictEqual(this.#conversation, this.loaded.conversation);
    // A refused command leaves no text behind: only what an event names is kept.
    const events = JSON.stringify(changeovers.map((save) => save.entries));
    const texts = [...this.#texts.values()].filter((text) => events.includes(text.id));
    const team = this.teams.parts();
    const tries = this.tries.saves();
    const count = changeovers.length + this.#outbox.length + this.#wishes.length + tries.length;
    const isEmpty = count === 0 && !hasDialog && !hasConversation && Object.keys(team).length === 0;
    if (isEmpty) return undefined;
    const { conversationId, person } = this.source;
    return {
      changeovers,
      texts,
      outbox: this.#outbox,
      cardWishes: this.#wishes,
      ...team,
      ...(tries.length > 0 && { tries }),
      ...(hasDialog && {
        dialog: { conversationId, person, doc: this.dialogState.doc, version: this.loaded.dialog?.version ?? 0 },
      }),
      ...(hasConversation && { conversation: this.#conversation }),
    };
  }
}

/** A draft without a changeover is never saved, so its playbook is never asked. */
const NO_PLAYBOOK = {} as Playbook;

export function statusTag(changeoverId: ChangeoverId): string {
  return `status/${changeoverId}`;
}

/** A message's command id; a retried activity carries the same one. */
export function messageCommandId(source: Pick<TurnSource, 'conversationId' | 'activityId'>, ordinal: number): string {
  return `message/${source.conversationId}/${source.activityId}/${ordinal}`;
}

/** The stored conversation with what the activity brought: reference, zone and locale may change at any time, and who speaks can be reached. */
function refreshed(stored: Conversation | undefined, seen: Conversation): Conversation {
  if (stored === undefined) return seen;
  return {
    ...stored,
    reference: seen.reference,
    state: 'reachable',
    ...(seen.person !== undefined && { person: seen.person }),
    ...(seen.zone !== undefined && { zone: seen.zone }),
    ...(seen.locale !== undefined && { locale: seen.locale }),
  };
}
