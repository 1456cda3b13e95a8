import type { Admin } from '@pinwheel/db';
import type { Command } from './command.js';

/** From the least to the most. */
const roles: readonly Admin['role'][] = ['viewer', 'editor', 'manager', 'owner'];

/** Whether this admin's role reaches for the command. */
export const maySay = ({ role }: Pick<Admin, 'role'>, command: Pick<Command, 'role'>): boolean =>
  roles.indexOf(role) >= roles.indexOf(command.role);
