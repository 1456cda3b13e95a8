import { addAgenda } from './agenda/routes.js';
import { addAnnouncements } from './announcements/routes.js';
import { addAudit } from './audit/routes.js';
import { addBoardPins } from './boards/pins.js';
import { addBoards } from './boards/routes.js';
import { addChats } from './chats/routes.js';
import { addCommands } from './commands/routes.js';
import { addLinkings } from './instances/linkings.js';
import { addInstances } from './instances/routes.js';
import { addMessages } from './messages/routes.js';
import type { V1Needs } from './needs.js';
import { addOperations } from './operations/routes.js';
import { addChangePreviews } from './previews/changes.js';
import { addPreviews } from './previews/routes.js';
import { addRotationItems } from './rotations/items.js';
import { addRotations } from './rotations/routes.js';
import { addScheduleMove } from './schedules/move.js';
import { addSchedules } from './schedules/routes.js';
import { addDeliveries } from './webhooks/deliveries.js';
import { addWebhooks } from './webhooks/routes.js';
import type { V1Scope } from './scope.js';

/** All that a token opens. Nothing of `needs` is touched before a request comes. */
export function addRoutes(scope: V1Scope, needs: V1Needs): void {
  addBoards(scope, needs);
  addBoardPins(scope, needs);
  addCommands(scope, needs);
  addOperations(scope, needs);
  addMessages(scope, needs);
  addChats(scope, needs);
  addInstances(scope, needs);
  addLinkings(scope, needs);
  addSchedules(scope, needs);
  addScheduleMove(scope, needs);
  addRotations(scope, needs);
  addRotationItems(scope, needs);
  addAgenda(scope, needs);
  addPreviews(scope, needs);
  addChangePreviews(scope, needs);
  addAnnouncements(scope, needs);
  addAudit(scope, needs);
  addWebhooks(scope, needs);
  addDeliveries(scope, needs);
}
