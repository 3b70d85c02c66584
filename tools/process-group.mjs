import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { onLeaving } from './leaving.mjs';

/**
 * Starts a program in a process group of its own, so that what it forks ends with it: code-server's wrapper leaves its
 * child listening when only the wrapper is killed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function startGroup(command, args, options) {
	const child = spawn(command, args, { ...options, detached: true });
	const release = onLeaving(() => signalGroup(child.pid, 'SIGKILL'));
	return {
		child,
		/** Asks all of it to end, and insists after three seconds. */
		async stop() {
			signalGroup(child.pid, 'SIGTERM');
			const deadline = Date.now() + 3_000;
			while (signalGroup(child.pid, 0) && Date.now() < deadline) {
				await delay(50);
			}
			signalGroup(child.pid, 'SIGKILL');
			release();
		},
	};
}

/**
 * @param {number | undefined} leader
 * @param {NodeJS.Signals | 0} signal 0 only asks whether any of the group is left
 */
function signalGroup(leader, signal) {
	if (leader === undefined) {
		return false;
	}
	try {
		return process.kill(-leader, signal);
	} catch {
		return false; // ESRCH: none of the group is left.
	}
}
