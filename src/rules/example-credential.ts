import type { Credential } from '../model/credential.ts';

/** A credential for the examples of rules. */
export function exampleCredential(changes: Partial<Credential> = {}): Credential {
	return {
		id: 'aws-credentials:0123456789abcdef',
		store: 'aws-credentials',
		title: 'AWS shared credentials',
		path: '/home/dev/.aws/credentials',
		line: 2,
		variable: null,
		keychain: null,
		protection: 'plaintext',
		atRest: 'plaintext',
		lifetime: 'long',
		expiresAt: null,
		identity: { account: 'default' },
		publishes: [],
		mode: '0600',
		gitTracked: 'unknown',
		synced: null,
		copies: [],
		modifiedAt: '2025-06-01T00:00:00.000Z',
		namedBy: [],
		saferForm: 'single sign-on',
		revoke: { command: null, url: null },
		decoy: false,
		...changes,
	};
}
