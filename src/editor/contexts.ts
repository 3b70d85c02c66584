import vscode = require('vscode');

/** Context keys that are true or false. */
export class Contexts {
	private readonly values = new Map<string, boolean>();

	/** A key that has its value already costs nothing. */
	set(keys: Readonly<Record<string, boolean>>): void {
		for (const [key, value] of Object.entries(keys)) {
			if (this.values.get(key) !== value) {
				this.values.set(key, value);
				write(key, value);
			}
		}
	}

	/** A walkthrough ticks a step when its key turns true while it listens: what was true before is said again. */
	announce(): void {
		for (const [key, value] of this.values) {
			if (value) {
				write(key, false);
				write(key, true);
			}
		}
	}
}

function write(key: string, value: boolean): void {
	void vscode.commands.executeCommand('setContext', key, value);
}
