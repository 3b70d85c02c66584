import { awsIni } from './aws-profiles.ts';
import { defineStore } from './store.ts';

/**
 * Keys that somebody pasted into the file for settings. `credential_process`, `sso_session` and `role_arn` say where keys
 * are to be had: references, not credentials.
 */
export default defineStore({
	id: 'aws-config',
	title: 'AWS access key in the settings',
	vendor: 'aws',
	places: ['~/.aws/config'],
	overrides: [{ variable: 'AWS_CONFIG_FILE', kind: 'file' }],
	read: awsIni(profileOf),
	saferForm: 'short-lived keys (aws login, aws configure sso), or a credential_process that reads the system keychain',
	revoke: {
		command: 'aws iam update-access-key --access-key-id <id> --status Inactive',
		url: 'https://console.aws.amazon.com/iam/home#/security_credentials',
	},
	harvestedBy: ['mini-shai-hulud-2026-05'],
	source: 'docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html; botocore/configloader.py',
});

/** `[profile name]`, quoted where the name has spaces; `[default]` goes without the word. */
function profileOf(section: string): string {
	return section.replace(/^profile\s+/, '').replace(/^(["'])(.*)\1$/, '$2');
}
