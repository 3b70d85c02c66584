// Written by tools/indexes.mjs from the files beside it.
import chatHookFilesLocations from './chat-hook-files-locations.ts';
import chatMcpAutostart from './chat-mcp-autostart.ts';
import chatMcpDiscoveryEnabled from './chat-mcp-discovery-enabled.ts';
import chatToolsGlobalAutoApprove from './chat-tools-global-auto-approve.ts';
import chatUseClaudeHooks from './chat-use-claude-hooks.ts';
import chatUseHooks from './chat-use-hooks.ts';
import extensionsAllowed from './extensions-allowed.ts';
import extensionsAutoUpdate from './extensions-auto-update.ts';
import extensionsAutoUpdateDelay from './extensions-auto-update-delay.ts';
import extensionsInstallCooldownHours from './extensions-install-cooldown-hours.ts';
import extensionsMinReleaseAge from './extensions-min-release-age.ts';
import securityWorkspaceTrustEnabled from './security-workspace-trust-enabled.ts';
import securityWorkspaceTrustStartupPrompt from './security-workspace-trust-startup-prompt.ts';
import type { SettingEntry } from './setting.ts';
import taskAllowAutomaticTasks from './task-allow-automatic-tasks.ts';

export const settings: readonly SettingEntry[] = [
	chatHookFilesLocations,
	chatMcpAutostart,
	chatMcpDiscoveryEnabled,
	chatToolsGlobalAutoApprove,
	chatUseClaudeHooks,
	chatUseHooks,
	extensionsAllowed,
	extensionsAutoUpdate,
	extensionsAutoUpdateDelay,
	extensionsInstallCooldownHours,
	extensionsMinReleaseAge,
	securityWorkspaceTrustEnabled,
	securityWorkspaceTrustStartupPrompt,
	taskAllowAutomaticTasks,
];
