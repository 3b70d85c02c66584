import vscode = require('vscode');

/** Titles of the tab that walkthroughs open in; in other languages *Set Up Protection…* is the way there. */
const WELCOME = /welcome|walkthrough|get started|set up protection/i;

/** Milliseconds from the tab of a walkthrough to its steps being registered: some tens, here and there more. */
const REGISTERED_MS = 1_000;

/**
 * Context keys that tick the steps of the walkthrough. The editor ticks a step when its key turns true while it listens, and
 * one whose key was true before it began to listen never (`registerDoneListeners` counts that as told): so nothing is said
 * before a walkthrough is open.
 */
export class Contexts {
	private readonly values = new Map<string, boolean>();
	private readonly tabs = vscode.window.tabGroups.onDidChangeTabs(({ opened }) => this.listenFor(opened));
	private heard = false;
	private timer: NodeJS.Timeout | undefined;

	/** A key that has its value already costs nothing. */
	set(keys: Readonly<Record<string, boolean>>): void {
		for (const [key, value] of Object.entries(keys)) {
			if (this.values.get(key) !== value) {
				this.values.set(key, value);
				this.write(key, value);
			}
		}
		// The tab may have been restored with the window.
		this.listenFor(vscode.window.tabGroups.all.flatMap((group) => group.tabs));
	}

	/** A walkthrough is open. */
	announce(): void {
		this.timer ??= setTimeout(() => {
			this.heard = true;
			for (const [key, value] of this.values) {
				this.write(key, value);
			}
		}, REGISTERED_MS);
	}

	dispose(): void {
		this.tabs.dispose();
		clearTimeout(this.timer);
	}

	private listenFor(tabs: readonly vscode.Tab[]): void {
		if (this.timer === undefined && tabs.some((tab) => tab.input === undefined && WELCOME.test(tab.label))) {
			this.announce();
		}
	}

	private write(key: string, value: boolean): void {
		if (this.heard) {
			void vscode.commands.executeCommand('setContext', key, value);
		}
	}
}
