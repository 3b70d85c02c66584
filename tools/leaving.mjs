// What has to happen when this process ends: on success, on a failure, on Ctrl-C.

/** @type {Set<() => void>} */
const duties = new Set();

/** Exit status of a shell for a process that a signal ended: 128 plus the signal's number. */
const SIGNALS = /** @type {const} */ ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 });

/**
 * Registers a duty for the end of the process. It has to be synchronous: nothing else still runs then.
 * @param {() => void} duty
 * @returns {() => void} takes the duty back
 */
export function onLeaving(duty) {
	if (duties.size === 0) {
		install();
	}
	duties.add(duty);
	return () => duties.delete(duty);
}

let installed = false;

function install() {
	if (installed) {
		return;
	}
	installed = true;
	process.on('exit', () => {
		// Last come, first served: processes end before the folder is removed that they write to.
		for (const duty of [...duties].reverse()) {
			try {
				duty();
			} catch {
				// The other duties still have to be done.
			}
		}
	});
	for (const [signal, status] of Object.entries(SIGNALS)) {
		process.once(signal, () => process.exit(status));
	}
}
