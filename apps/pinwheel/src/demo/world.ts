import { createStack } from '@pinwheel/runtime';
import { startTelegramSimulator, type SimulatedUser, type TelegramSimulator } from '@pinwheel/telegram-simulator';
import { startWhatsAppSimulator, type Group, type Person, type WhatsAppSimulator } from '@pinwheel/whatsapp-simulator';

/** The simulated networks with the people of the demo: two groups that Bia looks after, from her Telegram. */
export interface World extends AsyncDisposable {
  whatsapp: WhatsAppSimulator;
  telegram: TelegramSimulator;
  /** Bia in Telegram, who administers. */
  admin: SimulatedUser;
  stranger: SimulatedUser;
  /** Bia in WhatsApp, whose account is linked. */
  bia: Person;
  carlos: Person;
  dora: Person;
  people: Person[];
  condominium: Group;
  school: Group;
}

export async function openWorld(): Promise<World> {
  const stack = createStack();
  const whatsapp = stack.use(await startWhatsAppSimulator());
  const telegram = stack.use(await startTelegramSimulator());
  const bia = whatsapp.addPerson({ name: 'Bia', phone: '5511990000001' });
  const carlos = whatsapp.addPerson({ name: 'Carlos', phone: '5511990000002' });
  const dora = whatsapp.addPerson({ name: 'Dora', phone: '5511990000003' });
  const edu = whatsapp.addPerson({ name: 'Edu', phone: '5511990000004' });
  return {
    ...{ whatsapp, telegram, bia, carlos, dora },
    people: [bia, carlos, dora, edu],
    admin: telegram.addUser({ firstName: 'Bia', languageCode: 'en' }),
    stranger: telegram.addUser({ firstName: 'Mallory', languageCode: 'en' }),
    condominium: whatsapp.addGroup({ name: 'Condomínio Aurora', members: [bia, carlos, dora], admins: [bia] }),
    school: whatsapp.addGroup({ name: 'School trip', members: [edu, bia], admins: [edu], onlyAdminsEdit: true }),
    [Symbol.asyncDispose]: () => stack[Symbol.asyncDispose](),
  };
}
