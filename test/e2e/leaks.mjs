// Looks for planted secrets in whatever was shown, sent or written.
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** So many characters of a secret in a row are a leak. */
const WINDOW = 8;

/**
 * @param {readonly string[]} secrets
 */
export function leakSearch(secrets) {
	const windows = new Set(
		secrets.flatMap((secret) => Array.from({ length: secret.length - WINDOW + 1 }, (_, at) => secret.slice(at, at + WINDOW))),
	);
	/** @type {Set<string>} */
	const found = new Set();
	let looked = 0;
	return {
		/**
		 * @param {string} where to be told if one is found
		 * @param {string} text
		 */
		look(where, text) {
			looked += text.length;
			// The secrets are of these characters alone, so that only such runs can hold one.
			for (const [run] of text.matchAll(/[A-Za-z0-9+/=]{8,}/g)) {
				for (let at = 0; at + WINDOW <= run.length; at++) {
					if (windows.has(run.slice(at, at + WINDOW))) {
						found.add(`${where}: …${text.slice(Math.max(0, text.indexOf(run) - 60), text.indexOf(run))}‹here›`);
						break;
					}
				}
			}
		},
		/** Where secrets were seen, without them. */
		found: () => [...found],
		/** Characters that were looked at. */
		looked: () => looked,
	};
}

/**
 * Every regular file below a directory.
 * @param {string} directory
 * @returns {Generator<{ path: string, text: string }>}
 */
export function* filesBelow(directory) {
	for (const name of readdirSync(directory)) {
		const path = join(directory, name);
		const stat = lstatSync(path, { throwIfNoEntry: false });
		if (stat?.isDirectory()) {
			yield* filesBelow(path);
		} else if (stat?.isFile()) {
			// One character per byte, so that text inside of something binary is seen as well.
			yield { path, text: readFileSync(path, 'latin1') };
		}
	}
}

/**
 * Collects whatever a page ever shows, be it for a moment: texts, attributes (aria-label, title and all others), notifications.
 * @param {import('playwright-core').Page} page
 */
export async function recordPage(page) {
	await page.addInitScript(() => {
		/** @type {Set<string>} */
		const seen = new Set();
		/** @type {Set<string>} */
		const toasts = new Set();
		/** @param {Node} node */
		const take = (node) => {
			const toast = node.parentElement?.closest('.notification-toast');
			if (toast) {
				toasts.add((toast.querySelector('.notification-list-item-message') ?? toast).textContent ?? '');
			}
			if (node instanceof Element) {
				seen.add(node.textContent ?? '');
				for (const element of [node, ...node.querySelectorAll('*')]) {
					for (const { value } of element.attributes) {
						seen.add(value);
					}
				}
			} else {
				// Colouring and highlighting split a text into many nodes: the line is what a person reads.
				seen.add((node.parentElement?.closest('.view-line, .monaco-list-row, .monaco-hover') ?? node).textContent ?? '');
			}
		};
		new MutationObserver((records) => {
			for (const { type, target, addedNodes, attributeName } of records) {
				if (type === 'attributes' && target instanceof Element) {
					seen.add(target.getAttribute(attributeName ?? '') ?? '');
				} else if (type === 'characterData') {
					take(target);
				} else {
					addedNodes.forEach(take);
				}
			}
		}).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
		Object.assign(globalThis, {
			toastsThatWereShown: () => [...toasts],
			takeWhatWasShown: () => {
				const texts = [...seen, document.documentElement.textContent ?? ''].filter((text) => text.length >= 8);
				seen.clear();
				return texts;
			},
		});
	});
	return {
		/** @returns {Promise<string[]>} notifications, those that have gone again too */
		toasts: () => page.evaluate(() => /** @type {any} */ (globalThis).toastsThatWereShown()),

		/** @returns {Promise<string[]>} what was shown since the last call */
		async take() {
			const parts = await Promise.all(
				page
					.frames()
					.map((frame) =>
						frame
							.evaluate(() => /** @type {any} */ (globalThis).takeWhatWasShown?.() ?? [document.documentElement.textContent ?? ''])
							.catch(() => []),
					),
			);
			return parts.flat();
		},
	};
}

/**
 * What the editor and its extensions say to the page passes through web sockets, shown or not.
 * @param {import('playwright-core').Page} page
 * @param {(text: string) => void} look
 */
export function listenToSockets(page, look) {
	page.on('websocket', (socket) => {
		socket.on('framereceived', ({ payload }) => look(typeof payload === 'string' ? payload : payload.toString('latin1')));
	});
}
