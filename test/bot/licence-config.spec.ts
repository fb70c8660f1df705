import assert from 'node:assert/strict';
import { readConfig, type Environment } from '../../bot/config.ts';

const APP = '11111111-1111-4111-8111-111111111111';
const TENANT = '22222222-2222-4222-8222-222222222222';
const real = { MicrosoftAppId: APP, MicrosoftAppTenantId: TENANT, MicrosoftAppPassword: 's3cret-value' };
const graph = { ...real, GRAPH_APP_ID: TENANT, GRAPH_APP_SECRET: 'another' };

describe('the settings of the licence move', () => {
  it('are off unless they are set', () => {
    assert.equal(readConfig(graph).graph?.movesLicences, undefined);
    assert.equal(readConfig({ ...graph, LICENCE_MOVE: 'on' }).graph?.movesLicences, true);
  });

  it('need an application to ask Graph with', () => {
    assert.match(problem({ ...real, LICENCE_MOVE: 'on' }), /LICENCE_MOVE is set but GRAPH_APP_ID is not/);
  });

  it('take an address for files that browsers trust, without a path', () => {
    assert.equal(readConfig({ ...real, PUBLIC_URL: 'https://bot.example.com' }).publicUrl, 'https://bot.example.com');
    for (const wrong of ['http://bot.example.com', 'https://bot.example.com/x', 'bot']) {
      assert.match(problem({ ...real, PUBLIC_URL: wrong }), /PUBLIC_URL is not/);
    }
  });
});

function problem(env: Environment): string {
  try {
    readConfig(env);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  throw new Error('It was accepted.');
}
