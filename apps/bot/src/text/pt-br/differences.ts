import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const differences: Messages['differences'] = {
  coming: (days, where) => rich`Nos próximos ${days} dias, ${where}:`,
  inChats: (count) => rich`em ${count} conversas`,
  inChat: (chat, zone) => rich`em ${chat} (${zone})`,
  nothing: () => rich`Nada do que está planejado para os próximos dias mudaria.`,
  added: (what) => rich`➕ ${what}`,
  gone: (what) => rich`➖ ${what}`,
  moved: (from, to) => rich`↪️ ${from} → ${to}`,
  turns: (what) => rich`🔁 ${what}`,
  replaced: (is, was) => rich`${is} em vez de ${was}`,
  hindered: (what) => rich`❗️ ${what}`,
  freed: (what) => rich`✅ ${what} · nada mais impede`,
  more: (count) => rich`… e mais ${count}`,
  changedMeanwhile: () => rich`Algo mudou nesse meio-tempo, por isso pergunto de novo.`,
  confirm: 'Confirmar',
  cancel: 'Cancelar',
  schedule: {
    pause: (ref) => rich`⏸ Pausar ${ref}?`,
    resume: (ref) => rich`▶️ Retomar ${ref}?`,
    skip: (ref) => rich`⏭ Pular a próxima vez de ${ref}?`,
    delete: (ref) => rich`🗑 Apagar ${ref}?`,
  },
  moveTo: (ref, when) => rich`↪️ Mudar ${ref} para ${when}?`,
  add: (ref) => rich`Incluir isto em ${ref}?`,
  remove: (ref, place) => rich`Tirar o item ${place} de ${ref}?`,
  move: (ref, from, to) => rich`Mover o item ${from} de ${ref} para a posição ${to}?`,
  set: (ref, place) => rich`Mudar o item ${place} de ${ref} assim?`,
  settings: () => rich`⚙️ Mudar a configuração assim?`,
  lock: (slot) => rich`Travar a vaga ${slot}?`,
  unlock: (slot) => rich`Destravar a vaga ${slot}?`,
};
