// Written by tools/indexes.mjs from the files beside it.
import awsConfig from './aws-config.ts';
import awsCredentials from './aws-credentials.ts';
import awsSsoCache from './aws-sso-cache.ts';
import claudeCodeCredentials from './claude-code-credentials.ts';
import dockerConfig from './docker-config.ts';
import gh from './gh.ts';
import gitCredentials from './git-credentials.ts';
import kubeconfig from './kubeconfig.ts';
import npmrcGlobal from './npmrc-global.ts';
import npmrcUser from './npmrc-user.ts';
import opCli from './op-cli.ts';
import sshKeys from './ssh-keys.ts';
import type { CredentialStore } from './store.ts';
import vaultToken from './vault-token.ts';

export const credentialStores: readonly CredentialStore[] = [
	awsConfig,
	awsCredentials,
	awsSsoCache,
	claudeCodeCredentials,
	dockerConfig,
	gh,
	gitCredentials,
	kubeconfig,
	npmrcGlobal,
	npmrcUser,
	opCli,
	sshKeys,
	vaultToken,
];
