import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const tokens: Messages['tokens'] = {
  onlyPrivate: () => rich`Quem tem um token pode fixar. Por favor, escreva para mim no privado, e não em um grupo.`,
  created: (name) => rich`🔑 O token “${name}”. Ele só é mostrado desta vez: guarde-o onde você guarda senhas.`,
  instance: () => rich`A instância`,
  token: () => rich`O token`,
  insteadOf: (address) => rich`No lugar de ${address}`,
  elsewhere: () =>
    rich`De outra máquina, use o endereço pelo qual este servidor é alcançado de lá. Para encerrá-lo: /tokens`,
  revoked: (name) => rich`O token “${name}” não abre mais nada.`,
  noName: () => rich`Com que nome? <code>/tokens criar loja</code>`,
  nameTaken: (name) => rich`Já existe um token “${name}”. <code>/tokens revogar ${name}</code>`,
  nameTooLong: (limit) => rich`Esse nome é longo demais: no máximo ${limit} caracteres.`,
  noSuchInstance: (typed, known) => rich`Não existe a instância “${typed}”. Existem: ${known}`,
  noSuchToken: (name) => rich`Não existe o token “${name}”.`,
  title: () => rich`<b>Tokens da API HTTP</b>`,
  none: () => rich`Não há nenhum token. Para criar um: <code>/tokens criar loja</code>`,
  line: (name, scope) => rich`<b>${name}</b> – ${scope}`,
  everyInstance: 'todas as instâncias',
  made: (time) => rich`criado ${time}`,
  lastUsed: (time) => rich`usado por último ${time}`,
  neverUsed: () => rich`nunca usado`,
};
