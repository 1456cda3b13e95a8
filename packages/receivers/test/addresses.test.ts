import { describe, expect, it } from 'vitest';
import { mayBeCalled, readNetwork } from '../src/addresses.js';
import { judge } from '../src/targets.js';

describe('an address', () => {
  it.each([
    '8.8.8.8',
    '100.63.255.255',
    '100.128.0.1',
    '172.32.0.1',
    '2606:4700::1111',
    '64:ff9b::808:808',
    '::ffff:8.8.8.8',
  ])('may be called: %s', (address) => expect(mayBeCalled(address, [])).toBe(true));

  it.each([
    ['this machine', '127.0.0.1', '127.255.255.254', '::1', '0.0.0.0', '0.1.2.3', '::'],
    ['private', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1', 'fec0::1'],
    ['link-local, where clouds tell secrets', '169.254.169.254', 'fe80::1', 'fd00:ec2::254'],
    ['behind a provider’s NAT', '100.64.0.1', '100.127.255.255'],
    ['to many', '224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1'],
    ['reserved', '192.0.0.8', '192.0.2.1', '198.18.0.1', '198.51.100.7', '203.0.113.9', '240.0.0.1', '2001:db8::1'],
    ['IPv4 in IPv6', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::127.0.0.1', '::ffff:0:127.0.0.1'],
    ['IPv4 by translation', '64:ff9b::7f00:1', '64:ff9b::a00:1', '64:ff9b:1::1', '2002:7f00:1::', '2001:0:7f00:1::'],
    ['none at all', '', 'localhost', '1.2.3'],
  ])('may not be called: %s', (_, ...addresses) => {
    expect(addresses.filter((address) => mayBeCalled(address, []))).toEqual([]);
  });

  it('may be called in a network that the configuration allows, however it is written', () => {
    const allowed = ['10.1.0.0/16', '127.0.0.1', 'fd00::/8'].map(readNetwork);
    for (const address of ['10.1.2.3', '127.0.0.1', '::ffff:10.1.2.3', 'fd00::7'])
      expect(mayBeCalled(address, allowed)).toBe(true);
    for (const address of ['10.2.0.1', '127.0.0.2', '::1', 'fe80::1'])
      expect(mayBeCalled(address, allowed)).toBe(false);
  });
});

describe('the address of a webhook', () => {
  const kindOf = (url: string, networks: string[] = []) => judge(url, networks.map(readNetwork))?.kind ?? 'fine';

  it.each(['http://example.com/hook?x=1', 'https://example.com:8443/', 'https://8.8.8.8/', 'https://bücher.example/'])(
    'is fine: %s',
    (url) => expect(kindOf(url)).toBe('fine'),
  );

  it.each([
    ['not_a_url', 'example.com', '', 'https://'],
    ['not_http', 'ftp://example.com/', 'file:///etc/passwd', 'javascript:alert(1)', 'gopher://x/'],
    ['has_password', 'https://user:pass@example.com/', 'https://user@example.com/'],
    ['too_long', `https://example.com/${'x'.repeat(3_000)}`],
    [
      'private',
      'http://localhost:3000/',
      'http://a.localhost/',
      'http://127.1/',
      'http://2130706433/',
      'http://0x7f.1/',
    ],
    ['private', 'http://[::1]/', 'http://[::ffff:10.0.0.1]/', 'http://169.254.169.254/latest/', 'http://192.168.0.1/'],
  ])('is refused as %s', (kind, ...urls) => expect(urls.map((url) => kindOf(url))).toEqual(urls.map(() => kind)));

  it('may be private where that network is allowed', () => {
    expect(kindOf('http://localhost:3000/', ['127.0.0.0/8'])).toBe('fine');
    expect(kindOf('http://10.0.0.1/', ['127.0.0.0/8'])).toBe('private');
  });
});
