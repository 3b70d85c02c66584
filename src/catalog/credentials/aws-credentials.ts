import { awsIni } from './aws-profiles.ts';
import { defineStore } from './store.ts';

export default defineStore({
	id: 'aws-credentials',
	title: 'AWS access key',
	vendor: 'aws',
	places: ['~/.aws/credentials'],
	overrides: [{ variable: 'AWS_SHARED_CREDENTIALS_FILE', kind: 'file' }],
	// Not AWS_ACCESS_KEY_ID: the id is no secret, and opens nothing without its other half.
	variables: ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
	read: awsIni((section) => section),
	saferForm: 'short-lived keys (aws login, aws configure sso), or a credential_process that reads the system keychain',
	revoke: {
		command: 'aws iam update-access-key --access-key-id <id> --status Inactive',
		url: 'https://console.aws.amazon.com/iam/home#/security_credentials',
	},
	harvestedBy: [
		'nx-console-18.95.0',
		'mini-shai-hulud-2026-05',
		'bitwarden-cli-2026-04',
		'node-ipc-2026-05',
		'litellm-2026-03',
		'sandworm-mode-2026-02',
	],
	source: 'docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html; botocore/configloader.py',
});
