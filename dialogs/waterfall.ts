/**
 * What the dialogs need of botbuilder-dialogs, file by file: its index also loads every prompt with the recognisers of
 * all languages, which is a quarter of a second of each start and 40 MB of each process, and nothing here asks for one.
 */
export { Dialog, DialogReason } from 'botbuilder-dialogs/lib/dialog.js';
export { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
export { WaterfallDialog } from 'botbuilder-dialogs/lib/waterfallDialog.js';
export type { DialogContext, DialogInstance, DialogTurnResult, WaterfallStepContext } from 'botbuilder-dialogs';
