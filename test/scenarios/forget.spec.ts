import assert from 'node:assert/strict';
import { exportHistory } from '../../loop/export-history.ts';
import { verifyHistory } from '../../loop/verify-history.ts';
import { alex, personalChatOf, personOf } from '../../sandbox/people.ts';
import { answers, joins, opens, theChangeover } from '../support/story-world.ts';
import { aWorld, type World } from '../support/world.ts';

for (const on of ['postgres', 'embedded'] as const) {
  describe(`being forgotten, on the ${on} store`, () => {
    let world: World;
    let id: string;
    before(async () => {
      world = await aWorld(on);
      await joins(world, await opens(world));
      await answers(world, /Check what we noted/);
      ({ id } = await theChangeover(world));
    });
    after(() => world.close());

    const texts = async () => (await world.running.store.history(id))!.texts;
    const bodies = async () => (await texts()).flatMap((text) => text.body ?? []);
    const members = async () => {
      const { changeovers } = await world.running.store.load({ conversationId: '', changeoverId: id });
      return changeovers[0]!.members.map((member) => member.person.objectId);
    };

    it('is no small thing: it is asked once more, and left again', async () => {
      await world.alex.says('forget me');
      await world.alex.sees(/Your name and what you wrote .* are erased/);
      await world.alex.presses('Keep it');
      await world.alex.says('delete our data');
      await world.alex.presses('Delete all of it', { forgetDomain: 'fabrikam.com' });
      await world.alex.sees(/That is not contoso\.com/);
      await world.alex.presses('Keep it');
      assert.ok((await bodies()).includes('Alex Wilber'));
    });

    it('begins when the app is taken away: how to reach the person goes, until it is put back', async () => {
      const keys = { conversationId: personalChatOf(alex), person: personOf(alex) };
      const reference = async () => (await world.running.store.load(keys)).conversation?.reference.serviceUrl;
      await world.alex.uninstalls();
      assert.equal(await reference(), '');
      await world.alex.installs();
      assert.equal(await reference(), world.connector.serviceUrl);
    });

    it('of one’s own takes the name, the membership and the way back, and tells the other side', async () => {
      await world.alex.says('forget me');
      await world.alex.presses('Forget me');
      await world.alex.sees(/You are forgotten/);
      await world.running.pump.settle();
      assert.ok(!(await bodies()).includes('Alex Wilber'));
      assert.ok((await bodies()).includes('Contoso'));
      assert.ok(!(await members()).includes(alex.objectId));
      const keys = { conversationId: personalChatOf(alex), person: personOf(alex) };
      const { conversation, dialog } = await world.running.store.load(keys);
      assert.equal(conversation?.reference.serviceUrl, '');
      assert.equal(dialog, undefined);
      await world.megan.sees(/somebody of the other side left and asked to be forgotten/);
    });

    it('leaves a former member with nothing to read', async () => {
      await world.alex.says('status');
      await world.alex.sees(/join/iu);
      await world.alex.sends({ text: '', value: { verb: 'history', changeover: id } });
      await world.alex.sees(/can.t find|no changeover|join/iu);
    });

    it('of a company takes all texts and ends what is open; ids and hashes stay, and still verify', async () => {
      await world.megan.presses('Join code', {}, { on: /Check number/ });
      const code = /join ([0-9A-Z-]{26,})/.exec(await world.megan.sees(/join [0-9A-Z-]{26,}/))![1]!;
      await world.alex.says(`join ${code}`);
      await world.alex.presses('Yes, that is us');
      await world.alex.sees(/Your changeover to Fabrikam/);
      await world.alex.says('delete our data');
      await world.alex.presses('Delete all of it', { forgetDomain: 'contoso.com' });
      await world.alex.sees(/The data of contoso\.com is deleted here/);
      await world.running.pump.settle();
      assert.deepEqual(await bodies(), []);
      const { changeovers } = await world.running.store.load({ conversationId: '', changeoverId: id });
      assert.deepEqual(changeovers[0]!.state, { kind: 'closed', outcome: 'calledOff', at: world.now() });
      const history = (await world.running.store.history(id))!;
      const verdict = verifyHistory(exportHistory(changeovers[0]!, history, { side: 'partner' }, world.now()));
      assert.ok(verdict.ok, JSON.stringify(verdict));
      assert.equal(verdict.erased, history.texts.length);
      assert.equal(await world.running.store.forgetting(1), undefined);
    });

    it('shows in the history that something was erased, never what', async () => {
      await world.megan.sees(/asked for its data to be deleted/);
      await world.megan.says('history');
      const seen = await world.megan.sees(/What happened/);
      assert.match(seen, /Forgotten as asked for/);
      assert.doesNotMatch(seen, /Wilber/);
    });
  });
}
