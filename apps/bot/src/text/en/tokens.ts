import { type Html, rich } from '../../ui/html.js';

export const tokens = {
  onlyPrivate: (): Html => rich`Whoever has a token can pin. Please write to me in private: there, not in a group.`,
  created: (name: string): Html =>
    rich`🔑 The token “${name}”. It is shown this once: keep it where you keep passwords.`,
  instance: (): Html => rich`The instance`,
  token: (): Html => rich`The token`,
  insteadOf: (address: string): Html => rich`In place of ${address}`,
  elsewhere: (): Html =>
    rich`From another machine, use the address under which this server is reached there. To end it: /tokens`,
  revoked: (name: string): Html => rich`The token “${name}” opens nothing any more.`,
  noName: (): Html => rich`Under which name? <code>/tokens create shop</code>`,
  nameTaken: (name: string): Html => rich`There is a token “${name}” already. <code>/tokens revoke ${name}</code>`,
  nameTooLong: (limit: number): Html => rich`That name is too long: ${limit} characters at most.`,
  noSuchInstance: (typed: string, known: string): Html => rich`There is no instance “${typed}”. There are: ${known}`,
  noSuchToken: (name: string): Html => rich`There is no token “${name}”.`,
  title: (): Html => rich`<b>Tokens of the HTTP API</b>`,
  none: (): Html => rich`There is no token. To make one: <code>/tokens create shop</code>`,
  line: (name: string, scope: string): Html => rich`<b>${name}</b> – ${scope}`,
  everyInstance: 'every instance',
  made: (time: Html): Html => rich`made ${time}`,
  lastUsed: (time: Html): Html => rich`last used ${time}`,
  neverUsed: (): Html => rich`never used`,
};
