import vscode = require('vscode');

import type { ChangeQuery, Proposal } from './change-proposals.ts';
import type { GuardWorker } from './guard-worker.ts';
import { plain } from './voice.ts';

const UNDO = 'Undo';
const WHOLE = 'Show in Full';

/** Longer arguments are none of ours. */
const LONGEST = 1_000;

/**
 * Asks before anything of another tool's is written, and offers to undo it afterwards. Anybody can call these commands: what
 * they give is looked up, and without the person's click nothing is written.
 */
export class Changing {
	constructor(
		private readonly worker: Pick<GuardWorker, 'propose' | 'make' | 'changes'>,
		private readonly show: (text: string) => Promise<void>,
	) {}

	/** Takes the id of a launch, or a row that has one. */
	async denyServer(argument: unknown, tool: unknown): Promise<void> {
		const launch = typeof argument === 'object' && argument !== null && 'launch' in argument ? argument.launch : argument;
		if (isText(launch) && (tool === undefined || isText(tool) || typeof tool === 'object')) {
			await this.ask({ does: 'deny', launch, tool: isText(tool) ? tool : null }, 'Deny');
		}
	}

	async denyFolder(): Promise<void> {
		await this.ask({ does: 'deny-folder' }, 'Deny');
	}

	/** One or several of the changes on record, chosen by the person. */
	async undoChange(): Promise<void> {
		const changes = await this.worker.changes().catch(() => []);
		if (changes.length === 0) {
			void vscode.window.showInformationMessage('Sallyport has changed nothing that is still on record.');
			return;
		}
		const items = changes.map(({ id, purpose, subject, at }) => ({ label: purpose, description: subject, detail: at, id, picked: true }));
		const title = 'What is to be undone?';
		const chosen = await vscode.window.showQuickPick(items, { canPickMany: true, title, matchOnDescription: true });
		if (chosen !== undefined && chosen.length > 0) {
			await this.ask({ does: 'undo', changes: chosen.map(({ id }) => id) }, UNDO);
		}
	}

	async undoAll(): Promise<void> {
		await this.ask({ does: 'undo', changes: null }, UNDO);
	}

	private async ask(query: Exclude<ChangeQuery, { readonly does: 'list' | 'make' }>, button: string): Promise<void> {
		try {
			const proposal = await this.worker.propose(query);
			if (proposal.id === null) {
				await vscode.window.showInformationMessage(plain(proposal.title), { modal: true, detail: proposal.detail });
			} else if (await this.agreed(proposal, button)) {
				await this.make(proposal.id);
			}
		} catch {
			void vscode.window.showErrorMessage('Nothing was changed: Sallyport is not reading at the moment. The status bar says why.');
		}
	}

	private async agreed({ title, detail, whole }: Proposal, button: string): Promise<boolean> {
		const buttons = whole === '' ? [button] : [button, WHOLE];
		const chosen = await vscode.window.showWarningMessage(plain(title), { modal: true, detail }, ...buttons);
		if (chosen !== WHOLE) {
			return chosen === button;
		}
		await this.show(whole);
		return (await vscode.window.showWarningMessage(plain(title), button)) === button;
	}

	private async make(id: string): Promise<void> {
		const { said, undo } = await this.worker.make(id);
		const chosen = await vscode.window.showInformationMessage(plain(said), ...(undo.length > 0 ? [UNDO] : []));
		if (chosen === UNDO) {
			// The person has just seen what is taken back.
			const proposal = await this.worker.propose({ does: 'undo', changes: undo });
			if (proposal.id !== null) {
				await this.make(proposal.id);
			} else {
				void vscode.window.showInformationMessage(plain(proposal.title));
			}
		}
	}
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.length > 0 && value.length <= LONGEST;
}
