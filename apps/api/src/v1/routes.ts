import { addBoardPins } from './boards/pins.js';
import { addBoards } from './boards/routes.js';
import { addCommands } from './commands/routes.js';
import type { V1Needs } from './needs.js';
import { addOperations } from './operations/routes.js';
import type { V1Scope } from './scope.js';

/** All that a token opens. Nothing of `needs` is touched before a request comes. */
export function addRoutes(scope: V1Scope, needs: V1Needs): void {
  addBoards(scope, needs);
  addBoardPins(scope, needs);
  addCommands(scope, needs);
  addOperations(scope, needs);
}
