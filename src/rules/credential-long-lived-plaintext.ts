import { NO_FACTS } from '../inventory/facts.ts';
import { exampleCredential } from './example-credential.ts';
import { ageInDays, describeIdentity } from './identity.ts';
import { defineRule } from './rule.ts';

export default defineRule({
	id: 'credential/long-lived-plaintext',
	severity: 'low',
	why: 'Every program that runs as this user can read it, and it stays good until somebody revokes it.',
	source: 'The payloads of 2025 and 2026 read a fixed list of such files; short-lived or encrypted forms were worth little to them',
	find: (facts) =>
		facts.credentials
			.filter(
				(credential) =>
					credential.protection === 'plaintext' && credential.lifetime === 'long' && credential.path !== null && !credential.decoy,
			)
			.map((credential) => {
				const days = ageInDays(credential, facts.now);
				return {
					id: `credential/long-lived-plaintext:${credential.id}`,
					ruleId: 'credential/long-lived-plaintext',
					severity: 'low',
					messageId: 'credential/long-lived-plaintext',
					arguments: {
						title: credential.title,
						who: describeIdentity(credential),
						path: credential.path ?? '',
						// A day or two say nothing.
						days: days === null || days < 2 ? '' : days,
						saferForm: credential.saferForm,
						revokeCommand: credential.revoke.command ?? '',
						revokeUrl: credential.revoke.url ?? '',
					},
					subject: { type: 'credential', ref: credential.id },
					location: { path: credential.path ?? '', line: credential.line ?? 1, column: 1 },
					evidence: [],
				};
			}),
	examples: {
		hits: [{ ...NO_FACTS, credentials: [exampleCredential()] }],
		nearMisses: [
			{ ...NO_FACTS, credentials: [exampleCredential({ lifetime: 'short' })] },
			{ ...NO_FACTS, credentials: [exampleCredential({ protection: 'not-plaintext', atRest: 'encrypted-passphrase' })] },
			{ ...NO_FACTS, credentials: [exampleCredential({ path: null, variable: 'AWS_SECRET_ACCESS_KEY' })] },
		],
	},
});
