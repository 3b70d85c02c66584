// Mocha's spec reporter, which also leaves its counts for the closing line of `npm test`:
// mocha --reporter tools/counting-reporter.mjs --reporter-option tier=unit
import Mocha from 'mocha';
import { record } from './results.mjs';

export default class CountingReporter extends Mocha.reporters.Spec {
	/**
	 * @param {import('mocha').Runner} runner
	 * @param {import('mocha').MochaOptions} options
	 */
	constructor(runner, options) {
		super(runner, options);
		runner.once('end', () => {
			record(options.reporterOptions?.tier ?? 'unit', { passed: this.stats.passes, failed: this.stats.failures });
		});
	}
}
