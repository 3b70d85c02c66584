/**
 * Runs checks one after the other; one that fails does not keep the others from running.
 * @param {(name: string) => Promise<void>} onFailure keeps what helps to understand it
 */
export function checks(onFailure) {
	/** @type {{ name: string, error: unknown, ms: number }[]} */
	const results = [];
	return {
		/**
		 * @param {string} name a sentence that is true when it passes
		 * @param {() => unknown} body throws when it is not; what it returns is printed beside it
		 * @param {number} [patience] milliseconds
		 */
		async check(name, body, patience = 45_000) {
			const began = Date.now();
			/** @type {NodeJS.Timeout | undefined} */
			let timer;
			const late = new Promise((_, reject) => {
				timer = setTimeout(() => reject(new Error(`took longer than ${patience / 1000} s`)), patience);
			});
			try {
				const said = await Promise.race([Promise.resolve().then(body), late]);
				results.push({ name, error: undefined, ms: Date.now() - began });
				console.log(`  ✔ ${name}${typeof said === 'string' ? ` (${said})` : ''}`);
			} catch (error) {
				results.push({ name, error, ms: Date.now() - began });
				console.log(`  ✘ ${name}`);
				await onFailure(name).catch(() => {});
			} finally {
				clearTimeout(timer);
			}
		},
		/** Tells the failures in full, then a line for each check. */
		sum() {
			for (const { name, error } of results.filter((result) => result.error !== undefined)) {
				console.log(`\n  ✘ ${name}\n${String(error instanceof Error ? error.stack : error).replace(/^/gm, '     ')}`);
			}
			console.log('');
			for (const { name, error, ms } of results) {
				console.log(`  ${error === undefined ? 'pass' : 'FAIL'}  ${(ms / 1000).toFixed(1).padStart(5)} s  ${name}`);
			}
			const failed = results.filter(({ error }) => error !== undefined).length;
			return { passed: results.length - failed, failed };
		},
	};
}
