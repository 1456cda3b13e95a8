/** The text of src/generated/bot-api.ts for the installed @grammyjs/types. */
export function generateSchema(): string;
