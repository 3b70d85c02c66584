import { NO_FACTS } from '../inventory/facts.ts';
import { exampleCredential } from './example-credential.ts';
import { describeIdentity } from './identity.ts';
import { defineRule } from './rule.ts';

const loose = exampleCredential({ mode: '0644' });

export default defineRule({
	id: 'credential/open-to-others',
	severity: 'medium',
	why: 'Every account on this machine, services included, can read the credential: the file and all folders above it let them.',
	source: 'OpenSSH refuses such keys (ssh(1), "accessible by others"); the same holds for every other plain credential',
	find: (facts) =>
		facts.credentials
			.filter((credential) => facts.openToOthers.includes(credential.id) && credential.protection === 'plaintext')
			.map((credential) => ({
				id: `credential/open-to-others:${credential.id}`,
				ruleId: 'credential/open-to-others',
				severity: 'medium',
				messageId: 'credential/open-to-others',
				arguments: { title: credential.title, who: describeIdentity(credential), path: credential.path ?? '', mode: credential.mode ?? '' },
				subject: { type: 'credential', ref: credential.id },
				location: credential.path === null ? null : { path: credential.path, line: credential.line ?? 1, column: 1 },
				evidence: [`mode ${credential.mode ?? 'unknown'}`],
			})),
	examples: {
		hits: [{ ...NO_FACTS, credentials: [loose], openToOthers: [loose.id] }],
		nearMisses: [
			// A wide mode below a private home opens nothing.
			{ ...NO_FACTS, credentials: [loose] },
			{ ...NO_FACTS, credentials: [{ ...loose, protection: 'not-plaintext' }], openToOthers: [loose.id] },
		],
	},
});
