import type { Outcome } from '@pinwheel/domain';
import type { Errand, Gateway, MessageContent } from '@pinwheel/pinning';
import { causeOf } from '../cause.js';
import type { Life } from '../socket/life.js';
import { changeView } from '../view/change-view.js';
import { isViewContent } from '../view/plan.js';
import { listenForAcknowledgement } from './acknowledgement.js';
import { attempt, type AttemptOptions, unknown } from './attempt.js';

export interface GatewayOptions extends AttemptOptions {
  life(): Life | null;
}

/** Sends through whichever socket lives now, and finds out what WhatsApp makes of it. */
export class WhatsAppGateway implements Gateway {
  readonly #options: GatewayOptions;

  constructor(options: GatewayOptions) {
    this.#options = options;
  }

  async send({ content, ...where }: Errand): Promise<Outcome> {
    const life = this.#options.life();
    if (!life?.isOpen) return unknown('not_connected');
    return isViewContent(content)
      ? changeView(this.#options, life, { ...where, content })
      : this.#say(life, { ...where, content });
  }

  async #say(life: Life, errand: Errand<MessageContent>): Promise<Outcome> {
    const acknowledgement = listenForAcknowledgement(life.socket.ws, errand.wireId);
    try {
      const outcome = await attempt(this.#options, life, errand, acknowledgement.verdict);
      // Who may speak, or who is there, has changed without our knowing.
      if (outcome.kind === 'refused') this.#options.groups.invalidate(errand.chatJid);
      return outcome;
    } catch (error) {
      this.#options.logger.error({ wireId: errand.wireId, cause: causeOf(error) }, 'sending failed unexpectedly');
      return unknown('failed_locally');
    } finally {
      acknowledgement.stopListening();
    }
  }
}
