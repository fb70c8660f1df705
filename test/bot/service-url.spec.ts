import assert from 'node:assert/strict';
import { isLoopbackAddress, isLoopbackServiceUrl, isTeamsServiceUrl } from '../../bot/service-url.ts';

describe('a service URL', () => {
  const trusted = [
    'https://smba.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net/amer/11111111-1111-4111-8111-111111111111/',
    'https://smba.trafficmanager.net',
    'https://smba.infra.gcc.teams.microsoft.com/teams',
    'https://smba.infra.gov.teams.microsoft.us/teams/',
    'https://smba.infra.dod.teams.microsoft.us/teams/',
  ];
  for (const url of trusted) {
    it(`of Teams is trusted: ${url}`, () => assert.equal(isTeamsServiceUrl(url), true));
  }

  const others = [
    'http://smba.trafficmanager.net/teams/',
    'https://evil.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net.evil.example/teams/',
    'https://evil.example/smba.trafficmanager.net/',
    'https://smba.trafficmanager.net:8443/teams/',
    'https://smba.trafficmanager.net:443/teams/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://user:word@smba.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net./teams/',
    String.raw`https://smba.trafficmanager.net\@evil.example/`,
    'https://smba.trafficmanager.net/teams/?to=https://evil.example',
    'https://smba.trafficmanager.net/teams/#x',
    ' https://smba.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net/teams/\r\nhost: evil.example',
    'https://127.0.0.1/teams/',
    'https://[::1]/',
    'file:///etc/passwd',
    '',
  ];
  for (const url of others) {
    it(`that is not exactly Teams’ own is not trusted: ${JSON.stringify(url)}`, () => {
      assert.equal(isTeamsServiceUrl(url), false);
    });
  }

  it('of this machine is trusted in local mode only when its host is this machine', () => {
    for (const url of ['http://localhost:56150/_connector', 'http://127.0.0.1:1/x', 'http://[::1]:80/']) {
      assert.equal(isLoopbackServiceUrl(url), true, url);
    }
    const elsewhere = [
      'http://localhost.evil.example/',
      'http://127.0.0.1@evil.example/',
      'http://169.254.169.254/',
      'http://0.0.0.0/',
      'https://localhost/',
      'http://127.0.0.1.evil.example/',
      'http://2130706433/',
    ];
    for (const url of elsewhere) assert.equal(isLoopbackServiceUrl(url), false, url);
  });

  it('says nothing about a socket: its other end is this machine only by its address', () => {
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) assert.equal(isLoopbackAddress(address), true);
    for (const address of ['10.0.0.1', '::ffff:10.0.0.1', '127.0.0.1.evil', '', undefined]) {
      assert.equal(isLoopbackAddress(address), false);
    }
  });
});
