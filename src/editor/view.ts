import vscode = require('vscode');

import type { Row } from './row.ts';
import type { Drawing } from './worker-messages.ts';

const COLOURS = { error: 'list.errorForeground', warning: 'list.warningForeground' } as const;

/** The view *Sallyport*. */
export class View implements vscode.TreeDataProvider<Row> {
	private readonly changed = new vscode.EventEmitter<undefined>();
	private readonly tree: vscode.TreeView<Row>;
	private rows: readonly Row[] = [];
	private drawn = '';
	readonly onDidChangeTreeData = this.changed.event;

	constructor() {
		this.tree = vscode.window.createTreeView('sallyport.view', { treeDataProvider: this, showCollapseAll: true });
	}

	show({ rows, status: { waiting, tooltip } }: Drawing): void {
		this.tree.badge = waiting > 0 ? { value: waiting, tooltip } : undefined;
		// Drawing anew takes the person's place in the list: only where something reads differently.
		const drawn = JSON.stringify(rows);
		if (drawn !== this.drawn) {
			this.drawn = drawn;
			this.rows = rows;
			this.changed.fire(undefined);
		}
	}

	getChildren(row?: Row): Row[] {
		return [...(row ? (row.children ?? []) : this.rows)];
	}

	getTreeItem(row: Row): vscode.TreeItem {
		const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
		const item = new vscode.TreeItem(row.label, row.children === undefined ? None : row.open ? Expanded : Collapsed);
		item.id = row.id;
		item.description = row.description;
		// A plain string: text from files is never markup here.
		item.tooltip = row.tooltip;
		item.iconPath = new vscode.ThemeIcon(row.icon, row.colour && new vscode.ThemeColor(COLOURS[row.colour]));
		item.accessibilityInformation = { label: row.spoken };
		item.contextValue = words(row);
		// A row with rows below it is opened and closed by a click.
		if (row.children === undefined) {
			item.command = { command: row.click ?? 'sallyport.showDetail', title: row.label, arguments: [row] };
		}
		return item;
	}

	/** A sentence above the rows; an empty one takes it away. */
	say(sentence: string): void {
		this.tree.message = sentence;
	}

	dispose(): void {
		this.tree.dispose();
		this.changed.dispose();
	}
}

/** What the menus ask for. */
function words({ place, secret, command, launch, setting, detail, firstLook }: Row): string {
	const there = place && (secret ? 'secret' : 'place');
	return [there, command && 'command', launch && 'launch', setting && 'setting', detail && 'detail', firstLook && 'firstLook']
		.filter(Boolean)
		.join(' ');
}
