import type { Database } from './database.ts';

/** Chats of one person that were gone, after which no other is believed. */
const MOST_GONE = 3;

/**
 * A chat that can't be reached is another one from now on, and what waits in the old one waits there. False when it is the
 * same, when that one can't be reached either, when the person has lost too many, or when somebody was heard of in the old
 * one meanwhile.
 */
export function moveChat(database: Database, id: string, version: number, toId: string): Promise<boolean> {
  return database.transaction(async (tx) => {
    const found = await tx.run({
      text: `select c.id from conversations c where c.id = $1 and c.version = $2 and c.id <> $3 and c.state = 'unreachable'
          and not exists (select from conversations k where k.id = $3 and k.state <> 'reachable') and (
          select count(*) from conversations k where k.kind = 'personal' and k.state = 'unreachable'
            and k.person_tenant_id = c.person_tenant_id and k.person_object_id = c.person_object_id
            and k.unreachable_why = c.unreachable_why) <= ${MOST_GONE}
        for update`,
      values: [id, version, toId],
    });
    if (found.length === 0) return false;
    await tx.run({
      text: `insert into conversations (id, version, kind, tenant_id, person_tenant_id, person_object_id, team_id, reference,
          zone, locale, state, greeted_at, status_posted_at, digest_after)
        select $2, 1, kind, tenant_id, person_tenant_id, person_object_id, team_id,
          jsonb_set(reference, '{conversationId}', to_jsonb($2::text)), zone, locale, 'reachable', greeted_at, status_posted_at, digest_after
        from conversations where id = $1
        on conflict do nothing`,
      values: [id, toId],
    });
    await tx.run({
      text: `update outbox m set conversation_id = $2 where m.conversation_id = $1 and m.state = 'pending'
        and not exists (select from outbox n where n.conversation_id = $2 and n.occasion = m.occasion)`,
      values: [id, toId],
    });
    await tx.run({
      text: `with gone as (delete from cards where conversation_id = $1 returning tag, changeover_id, wanted_version)
        insert into cards (conversation_id, tag, changeover_id, shown_version, wanted_version)
        select $2, tag, changeover_id, 0, wanted_version from gone on conflict do nothing`,
      values: [id, toId],
    });
    return true;
  });
}
