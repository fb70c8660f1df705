import type { TeamPersonSave, TeamSave, TrySave, Unit } from '../loop/ports.ts';

/** The parts of a unit that are about teams and join codes, as `commit_unit` reads them. */
export function teamRows({ team, teamPeople = [], tries = [] }: Unit): object {
  return {
    ...(team && { team: teamRow(team) }),
    ...(teamPeople.length > 0 && { team_people: teamPeople.map(personRow) }),
    ...(tries.length > 0 && { tries: tries.map(tryRow) }),
  };
}

function teamRow({ expected, next, entries }: TeamSave): object {
  return { expected, tenant_id: next.tenantId, team_id: next.teamId, snapshot: next, entries };
}

function personRow({ tenantId, teamId, objectId, userId, leftAt }: TeamPersonSave): object {
  return { tenant_id: tenantId, team_id: teamId, object_id: objectId, user_id: userId, left_at: leftAt };
}

function tryRow({ tenantId, objectId, version, wrongAt }: TrySave): object {
  return { tenant_id: tenantId, object_id: objectId, expected: version, wrong_at: wrongAt };
}
