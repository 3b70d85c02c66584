import vscode = require('vscode');

import type { Status } from './status.ts';

const BACKGROUNDS = { plain: undefined, warning: 'statusBarItem.warningBackground', error: 'statusBarItem.errorBackground' } as const;

/** One item, left, beside *Restricted Mode*. */
export class StatusBar {
	private readonly item: vscode.StatusBarItem;

	constructor() {
		// Restricted Mode has the highest priority there is (WorkspaceTrustUXHandler in workspace.contribution.ts): to its right.
		this.item = vscode.window.createStatusBarItem('status', vscode.StatusBarAlignment.Left, Number.MAX_VALUE);
		this.item.name = 'Sallyport';
		this.item.command = 'sallyport.view.focus';
	}

	show({ text, look, tooltip }: Omit<Status, 'waiting'>): void {
		const background = BACKGROUNDS[look];
		this.item.text = text;
		this.item.backgroundColor = background === undefined ? undefined : new vscode.ThemeColor(background);
		this.item.tooltip = tooltip;
		this.item.accessibilityInformation = { label: `Sallyport. ${tooltip}`, role: 'button' };
		this.item.show();
	}

	dispose(): void {
		this.item.dispose();
	}
}
