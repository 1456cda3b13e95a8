import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const drift: Messages['drift'] = {
  title: () => rich`⚠️ Deveria estar fixado, mas não está:`,
  line: (pin, message) => rich`<b>${pin}</b> · ${message}`,
  losses: {
    taken_down: (who, time) => rich`tirado por ${who}, ${time}`,
    evicted: (_, time) => rich`empurrado por uma quarta mensagem fixada, ${time}`,
    ran_out: (_, time) => rich`venceu ${time} e não pôde ser renovado a tempo`,
  },
  pinAgain: (ref) => `📌 Fixar ${ref} de novo`,
  accept: (ref) => `Aceitar: ${ref} saiu`,
  accepted: (ref, message) => rich`✅ ${ref} ${message} não é mais para ficar fixado. Nada mudou na conversa.`,
  letGo: (refs) =>
    rich`✅ ${refs}: não é mais para ficar fixado. Alguém já tinha tirado, então nada mudou na conversa.`,
  shown: (message) => rich`${message} está fixado: não há o que aceitar. Para tirar: /desafixar`,
  decideThere: (commands) => rich`Para fixar de novo ou aceitar: ${commands}`,
};
