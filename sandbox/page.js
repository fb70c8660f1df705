// The sandbox's page: shows GET /sandbox/state every two seconds and posts what is pressed. No build, no packages.

const byId = (id) => document.getElementById(id);
const REFRESH_MS = 2000;
/** While a press is being answered nothing is drawn over, and no second press is taken. */
let isBusy = false;
let shown = '';
/** Changeovers whose oddities are unfolded: what is drawn anew stays so. */
const unfolded = new Set();

byId('next').addEventListener('click', () => void move({ to: 'nextReminder' }));
for (const button of document.querySelectorAll('[data-advance]')) {
  button.addEventListener('click', () => void move({ advance: button.dataset.advance }));
}
byId('open-both').addEventListener('click', () => {
  for (const link of document.querySelectorAll('#windows a')) window.open(link.href, link.target);
});
setInterval(() => document.hidden || isBusy || refresh(), REFRESH_MS);
await refresh();

async function refresh() {
  const state = await ask('/sandbox/state');
  if (!state || isBusy) return;
  drawClock(state);
  // The rest is drawn when it changed only, so that a field being typed into keeps the cursor.
  const { now: _now, ...rest } = state;
  const next = JSON.stringify(rest);
  if (next === shown) return;
  shown = next;
  drawWindows(state.windows);
  drawTenants(state.changeovers);
  drawDirectories(state.changeovers);
  drawMails(state);
  drawLatest(state);
}

async function move(wish) {
  const before = byId('landed');
  const result = await post('/sandbox/clock', wish);
  if (!result) return;
  const stops = result.visited.length;
  before.textContent =
    stops === 0 ? 'Nothing was due on the way.' : `Stopped ${stops === 1 ? 'once' : `${stops} times`} on the way.`;
}

async function post(url, wish) {
  setBusy(true);
  const headers = { 'content-type': 'application/json' };
  const result = await ask(url, { method: 'POST', headers, body: JSON.stringify(wish) });
  setBusy(false);
  shown = '';
  const trouble = byId('trouble').textContent;
  await refresh();
  if (!result) showTrouble(trouble);
  return result;
}

async function ask(url, options) {
  try {
    const response = await fetch(url, options);
    const body = await response.json();
    showTrouble(response.ok ? '' : (body.error ?? 'That did not work.'));
    return response.ok ? body : undefined;
  } catch {
    showTrouble('The sandbox does not answer. Is npm start still running?');
    return undefined;
  }
}

function showTrouble(text) {
  byId('trouble').textContent = text;
  byId('trouble').hidden = text === '';
}

function setBusy(isNow) {
  isBusy = isNow;
  for (const one of document.querySelectorAll('button, input, select')) one.disabled = isNow;
}

function drawClock(state) {
  const zones = state.windows.length > 0 ? state.windows : [{ zone: 'Europe/Amsterdam', person: '' }];
  byId('zones').replaceChildren(
    ...zones.map(({ zone, person }) =>
      element(
        'div',
        {},
        element('b', {}, when(state.now, zone)),
        element('span', {}, person ? `${person} · ${zone}` : zone),
      ),
    ),
  );
  const days = Math.round(state.shift / 86_400_000);
  const ahead =
    state.shift < 60_000
      ? 'Real time.'
      : `${days === 0 ? 'Less than a day' : `About ${days} ${days === 1 ? 'day' : 'days'}`} ahead of real time.`;
  const due = state.nextDueAt === null ? 'Nothing is planned.' : `Next due: ${when(state.nextDueAt, zones[0].zone)}.`;
  byId('shift').textContent = `${ahead} ${due}`;
}

function drawWindows(windows) {
  byId('open-both').hidden = windows.length === 0;
  const rows = windows.map(({ url, person, company, place }) =>
    element(
      'li',
      {},
      element('span', { className: 'face', ariaHidden: 'true' }, initials(person)),
      element(
        'div',
        { className: 'who' },
        element('b', {}, person),
        element('div', { className: 'quiet' }, roleOf(company, place)),
      ),
      element('a', { className: 'button', href: url, target: `window-${person.split(' ')[0]}` }, 'Open'),
    ),
  );
  const none = element(
    'li',
    { className: 'empty' },
    'No windows are open: they are switched off (CLIENT=off) or not installed.',
  );
  byId('windows').replaceChildren(...(rows.length > 0 ? rows : [none]));
}

function roleOf(company, place) {
  return place === 'personal'
    ? `Customer admin of ${company}, in a personal chat`
    : `Partner technician of ${company}, in a channel`;
}

function drawTenants(changeovers) {
  const none = element('p', { className: 'empty' }, 'No changeover is open yet. Begin with step 1.');
  const lines = changeovers.flatMap((changeover) => [
    ...changeover.lines.map((line) => lineOf(changeover, line)),
    odditiesOf(changeover),
  ]);
  byId('tenants').replaceChildren(...(lines.length > 0 ? lines : [none]));
}

function lineOf(changeover, line) {
  const turn = (knobs) => post('/sandbox/tenant', { changeover: changeover.id, line: line.line, ...knobs });
  const number = (label, name) => {
    const input = element('input', { type: 'number', min: '0', max: '99999', value: String(line[name]) });
    input.addEventListener('change', () => turn({ [name]: Number(input.value) }));
    return element('label', {}, label, input);
  };
  const toggle = (label, isOn, knobs) => toggleOf(label, isOn, (on) => turn(knobs(on)));
  const read = toggle('The assistant may read it', changeover.mayBeRead, (on) => ({ consent: on }));
  return element(
    'div',
    { className: 'line' },
    element('h3', {}, `${changeover.domain} · ${line.product}`),
    number('Licences in the old subscription', 'seats'),
    number('Licences assigned to users', 'assigned'),
    toggle('New licences are there', line.newThere, (on) => ({ newThere: on })),
    toggle('New licences are on all users', line.newOnAllUsers, (on) => ({ newOnAllUsers: on })),
    toggle('Old subscription is cancelled', !line.oldLive, (on) => ({ oldCancelled: on })),
    read,
  );
}

/** What seldom is, and what the assistant has to find: turned for the tenant as a whole. */
function odditiesOf({ id, domain, odd }) {
  const turn = (knobs) => post('/sandbox/tenant', { changeover: id, ...knobs });
  const toggle = (label, name) => toggleOf(label, odd[name], (on) => turn({ [name]: on }));
  const domains = [0, 1, 2, 3, 'conflict'].map((value) =>
    element(
      'option',
      { value, selected: odd.callDomains === value },
      value === 'conflict' ? '2, one unverified' : value,
    ),
  );
  const chosen = element('select', {}, ...domains);
  chosen.addEventListener('change', () =>
    turn({ callDomains: chosen.value === 'conflict' ? chosen.value : Number(chosen.value) }),
  );
  const knobs = element(
    'div',
    { className: 'line' },
    toggle('The partner has admin access (GDAP)', 'access'),
    toggle('The key was redeemed in the partner’s tenant', 'keyInPartners'),
    toggle('The tenant has another domain', 'otherDomain'),
    toggle('The tenant has no subscription at all', 'empty'),
    element('label', {}, 'Domains that Call2Teams made in it', chosen),
  );
  const made = element('details', { open: unfolded.has(id) }, element('summary', {}, `${domain} · oddities`), knobs);
  made.addEventListener('toggle', () => (made.open ? unfolded.add(id) : unfolded.delete(id)));
  return made;
}

function toggleOf(label, isOn, turn) {
  const input = element('input', { type: 'checkbox', checked: isOn });
  input.setAttribute('role', 'switch');
  input.addEventListener('change', () => turn(input.checked));
  return element('label', {}, label, input);
}

function drawDirectories(changeovers) {
  const known = changeovers.filter(({ licences }) => licences !== null);
  const none = element(
    'p',
    { className: 'empty' },
    'No tenant may be read yet: write “connect” in Alex’s window, or turn a knob above.',
  );
  byId('directories').replaceChildren(...(known.length > 0 ? known.map(directoryOf) : [none]));
}

function directoryOf({ id, domain, licences }) {
  const turn = (knobs) => post('/sandbox/tenant', { changeover: id, ...knobs });
  const rows = licences.products
    .filter(({ seats, assigned }) => seats + assigned > 0)
    .map(({ name, seats, assigned }) => element('li', {}, `${name}: ${assigned} assigned of ${seats}`));
  return element(
    'div',
    {},
    element(
      'div',
      { className: 'line' },
      element('h3', {}, `${domain} · ${licences.users.toLocaleString('en-GB')} users`),
      element('label', {}, 'Begin anew with', storyOf(turn)),
      toggleOf('The assistant may write licences', licences.mayWrite, (on) => turn({ write: on })),
    ),
    element('ul', {}, ...rows),
    element('p', { className: 'quiet' }, `Ever left without a licence: ${licences.withoutLicence}.`),
  );
}

function storyOf(turn) {
  const stories = ['0', '12', '24', '25', '26', '300', '10000'].map((story) => {
    const users = `${Number(story).toLocaleString('en-GB')} users`;
    return element('option', { value: story }, story === '300' ? `${users} with conflicts` : users);
  });
  const none = element('option', { value: '' }, 'other users …');
  const chosen = element('select', {}, none, ...stories);
  chosen.addEventListener('change', () => chosen.value !== '' && turn({ story: chosen.value }));
  return chosen;
}

function drawMails({ mails, windows }) {
  const zone = windows[0]?.zone ?? 'Europe/Amsterdam';
  const letters = mails.map(({ at, to, subject, text }) =>
    element('details', {}, element('summary', {}, `${when(at, zone)} · ${to} · ${subject}`), element('pre', {}, text)),
  );
  byId('mails').replaceChildren(
    ...(letters.length > 0 ? letters : [element('p', { className: 'empty' }, 'None yet.')]),
  );
}

function drawLatest({ latest, windows }) {
  const zone = windows[0]?.zone ?? 'Europe/Amsterdam';
  const rows = latest.map(({ at, door, events }) =>
    element(
      'li',
      {},
      element('time', { dateTime: new Date(at).toISOString() }, when(at, zone)),
      element('span', { className: 'door' }, door),
      element('span', { className: 'what' }, events.join(' · ')),
    ),
  );
  const none = element('li', { className: 'empty' }, 'Nothing yet.');
  byId('latest').replaceChildren(...(rows.length > 0 ? rows : [none]));
}

function initials(name) {
  return name
    .split(' ')
    .map((part) => part[0])
    .join('');
}

function when(instant, zone) {
  const format = {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  };
  return new Intl.DateTimeFormat('en-GB', format).format(instant);
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
