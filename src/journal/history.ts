import type { Facts } from '../inventory/facts.ts';
import type { Machine } from '../machine/machine.ts';
import { withOwnLaunches } from './own-launches.ts';
import { withReviews } from './reviews.ts';
import { withTrustHistory } from './trust-log.ts';

/** The facts with all that the logs know of them. Nothing is written. */
export async function withHistory(machine: Machine, facts: Facts): Promise<Facts> {
	return withReviews(machine, await withOwnLaunches(machine, await withTrustHistory(machine, facts)));
}
