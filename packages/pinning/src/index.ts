export * from './agenda.js';
export {
  announce,
  type Announce,
  type AnnouncementDeps,
  type AnnouncementRefusal,
  type AnnouncementWish,
  type AnnounceReply,
} from './announce.js';
export { audit, type AuditDeps, type AuditEntry, type AuditedDoing, type AuditPage, findAuditEntry } from './audit.js';
export { cancelOperations } from './cancel-operations.js';
export { awaitVerdict, verdictPatience, type Verdict } from './await-verdict.js';
export { carryOutAnnouncement } from './carry-out-announcement.js';
export { type AgendaDifference, outlookDays } from './agenda-difference.js';
export {
  changeRotation,
  type ChangeRotationReply,
  placeOf,
  type RotationChange,
  type RotationItemChange,
  type RotationObstacle,
} from './change-rotation.js';
export {
  changeSchedule,
  type ChangeSchedule,
  type ChangeScheduleReply,
  type ScheduleChange,
} from './change-schedule.js';
export { changeSettings, type ChangeSettingsReply } from './change-settings.js';
export type { ViewReply } from './change-view.js';
export type { CommandOrigin } from './commands.js';
export {
  createRotation,
  type CreateRotation,
  type CreateRotationReply,
  type RotationRefusal,
} from './create-rotation.js';
export {
  createSchedule,
  type CreateSchedule,
  type CreateScheduleReply,
  type ScheduleRefusal,
} from './create-schedule.js';
export { deliver, type DeliverDeps, type Ending } from './deliver.js';
export * from './deliveries.js';
export type { Deps } from './deps.js';
export { describeCommand, type CommandFailure, type CommandReport } from './describe-command.js';
export {
  type AnnouncementReport,
  type AnnouncementResult,
  findAnnouncement,
  listAnnouncements,
} from './find-announcement.js';
export {
  editWebhooks,
  type EditReply,
  type WebhookDeps,
  type WebhookRefusal,
  type WebhookSettings,
} from './edit-webhooks.js';
export { type Favorite, favorite } from './favorite.js';
export { fireSchedule } from './fire-schedule.js';
export type { AgendaEntry, AgendaSpan, ForeseenChat, PlannedEntry } from './foresee.js';
export * from './linking.js';
export { moveSchedule, type MoveSchedule, type MoveScheduleReply } from './move-schedule.js';
export { notifyAdmins } from './notify-admins.js';
export * from './overview.js';
export { type PinChat, pinChat } from './pin-chat.js';
export { pinMessage, textLimit, type PinMessage, type PinReply } from './pin-message.js';
export type * from './ports/announcements.js';
export type * from './ports/budget.js';
export type * from './ports/context.js';
export type * from './ports/credentials.js';
export type * from './ports/deliveries.js';
export type * from './ports/drift.js';
export type * from './ports/ends.js';
export type * from './ports/gateway.js';
export type * from './ports/happenings.js';
export type * from './ports/heard.js';
export type * from './ports/idempotency.js';
export type * from './ports/instance.js';
export type * from './ports/limits.js';
export type * from './ports/notices.js';
export type * from './ports/rotations.js';
export type * from './ports/settings.js';
export type * from './ports/slots.js';
export type * from './ports/pages.js';
export type * from './ports/store.js';
export type * from './ports/suspension.js';
export type * from './ports/targets.js';
export type * from './ports/tokens.js';
export type * from './ports/trail.js';
export type * from './ports/wake.js';
export type * from './ports/webhooks.js';
export type * from './ports/program-queue.js';
export type { QueueFull, QueueLimit } from './queue-room.js';
export type * from './ports/wire-ids.js';
export { pinNow, type NowReply, type PinNow, unpinNow, type UnpinNow } from './pin-now.js';
export { type AnnouncementPreview, type ForeseenPlace, previewAnnouncement } from './preview-announcement.js';
export { type PinPreview, type PreviewPin, previewPin } from './preview-pin.js';
export { letGo, type LetGoReply } from './let-go.js';
export { putIntoWords, type Speaker } from './put-into-words.js';
export { reconcileBoard } from './reconcile-board.js';
export { recordConnection } from './record-connection.js';
export { recordMessages, recordPin, recordRevocation } from './record-heard.js';
export type * from './refusals.js';
export { reportAnnouncementTo } from './report-announcement-to.js';
export * from './preview-change.js';
export { previewSchedule, type PreviewScheduleReply } from './preview-schedule.js';
export { reportTo } from './report-to.js';
export { retryAnnouncement, type RetryAnnouncement, type RetryAnnouncementReply } from './retry-announcement.js';
export { type LockSlot, lockSlot, type LockSlotReply } from './lock-slot.js';
export { renewPin, type RenewPin, type RenewReply } from './renew-pin.js';
export { runOperation } from './run-operation.js';
export { sign } from './sign.js';
export { sweep } from './sweep.js';
export { takeTurn } from './take-turn.js';
export { tendPin } from './tend-pin.js';
export { createToken, type CreateToken, type CreateTokenReply, opens, recogniseToken } from './tokens.js';
export { watchRights } from './watch-rights.js';
export { openSecrets, type WebhookSecrets } from './webhook-secrets.js';
export * from './webhooks.js';
export { type Withdrawn, withdrawAll, withdrawOne, type WithdrawOneReply } from './withdraw.js';
export { unpin, type Unpin, type UnpinReply, type UnpinWhat } from './unpin.js';
