import assert from 'node:assert/strict';
import { quietLog } from '../support/quiet-log.ts';

describe('the log', () => {
  it('writes a fixed message, the fields, the level by name and the time in UTC', () => {
    const { log, lines } = quietLog();
    log.info({ conversation: '19:x' }, 'a turn was run');
    const [line] = lines;
    assert.equal(line?.['msg'], 'a turn was run');
    assert.equal(line?.['conversation'], '19:x');
    assert.equal(line?.['level'], 'info');
    assert.match(String(line?.['time']), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('puts a turn’s correlation id in each line of its child', () => {
    const { log, lines } = quietLog();
    log.child({ turn: 'abc' }).warn({}, 'one');
    assert.equal(lines[0]?.['turn'], 'abc');
  });

  it('keeps secrets and names out, wherever they stand', () => {
    const { log, lines } = quietLog();
    log.error(
      {
        password: 'hunter2',
        request: { authorization: 'Bearer abc.def.ghi' },
        name: 'Alex Wilber',
        err: new Error('failed with Bearer abc.def.ghi at postgres://bot:hunter2@db/x', {
          cause: new Error('eyJhbGciOiJSUzI1NiJ9.payload.signature'),
        }),
      },
      'it failed',
    );
    const written = JSON.stringify(lines[0]);
    for (const secret of ['hunter2', 'abc.def', 'Alex', 'eyJhbGci']) assert.ok(!written.includes(secret), secret);
    assert.match(written, /failed with/);
  });

  it('keeps of an error its name, words, code and stack, not the request that an SDK hangs on it', () => {
    const { log, lines } = quietLog();
    const error = Object.assign(new Error('no'), { code: 'ECONNRESET', request: { body: 'personal' } });
    log.error({ err: error }, 'it failed');
    const kept = lines[0]?.['err'] as Record<string, unknown>;
    assert.deepEqual(Object.keys(kept).toSorted(), ['code', 'message', 'stack', 'type']);
  });
});
