/**
 * Context keys of the steps of *Set Up Protection*. VS Code marks a step when its key becomes true while it listens, and it
 * listens once the walkthrough has been opened; a key that was true before that never marks its step in that window
 * (gettingStartedService.ts, `sessionEvents`). So they are kept until then.
 */
export class WalkthroughMarks {
	private readonly keys = new Map<string, boolean>();
	private told = false;

	/** `tell` gives a context key its value. */
	constructor(private readonly tell: (key: string, value: boolean) => void) {}

	set(keys: Readonly<Record<string, boolean>>): void {
		for (const [key, value] of Object.entries(keys)) {
			if (this.keys.get(key) !== value) {
				this.keys.set(key, value);
				if (this.told) {
					this.tell(key, value);
				}
			}
		}
	}

	/** The walkthrough is, or was, open. */
	opened(): void {
		if (!this.told) {
			this.told = true;
			this.keys.forEach((value, key) => {
				this.tell(key, value);
			});
		}
	}
}
