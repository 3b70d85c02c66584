import { exampleSetting } from './example-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** Settings, and the values of them, by which an agent asks no more. */
const BROAD: readonly (readonly [RegExp, RegExp])[] = [
	[/(?:^|\.)defaultMode$/, /^bypassPermissions$/],
	[/(?:^|\.)permissions\.allow/, /(?:^|["[,\s])Bash(?:\(\*(?::\*)?\))?(?=$|["\],\s])/],
	[/(?:^|\.)trust$/, /^true$/],
	[/(?:^|\.)(?:autoApprove|alwaysAllow)$/, /^\[?"?\*|^true$/],
	[/(?:^|\.)permission(?:\.bash)?$/, /^allow$/],
	[
		/(?:^|\.)(?:allowedTools|trustedTools|tools\.allowed|tools\.core)$/,
		/"\*"|^\*$|"(?:run_shell_command|ShellTool|execute_bash|shell|Bash)"/,
	],
	[/^amp\.dangerouslyAllowAll$/, /^true$/],
	[/^GOOSE_MODE$/, /^auto$/],
	[/^(?:general\.defaultApprovalMode|tools\.approvalMode|approvalMode|tools\.autoAccept|autoAccept)$/, /^(?:yolo|auto|true)$/],
	[/(?:^|\.)allow_all_tools$|^permissions\.yolo$|^options\.yolo$/, /^true$/],
	[/(?:^|\.)approval_policy$/, /^never$/],
	[/(?:^|\.)sandbox_mode$/, /^danger-full-access$/],
	[/^chat\.(?:tools\.)?(?:global\.)?autoApprove$/, /^true$/],
	[/^chat\.tools\.terminal\.autoApprove$/, /"\/\.\*\/[a-z]*"\s*:\s*(?:true|\{)/],
	[/^chat\.permissions\.default$/, /^(?:autoApprove|autopilot)$/],
	[/^chat\.defaultConfiguration(?:\.approvals)?$/, /allowAll/],
];

export default defineLaunchRule({
	id: 'launch/approval-breadth',
	severity: 'medium',
	why: 'The agent asks no more before it acts: a sentence in any file that it reads can run a command.',
	source:
		'CVE-2025-53773 (`chat.tools.autoApprove` written into a workspace); 10 of 171 benign files have one such setting, so that it is asked about and not alarmed over',
	says: ({ kind, name, args, scope }) =>
		kind === 'setting' && scope === 'project' && BROAD.some(([key, value]) => key.test(name) && value.test(args[0] ?? ''))
			? { arguments: { value: [...(args[0] ?? '')].slice(0, 80).join('') } }
			: null,
	examples: {
		hits: [
			exampleSetting('permissions.defaultMode', 'bypassPermissions'),
			exampleSetting('permissions.allow', '["Read","Bash(*)"]'),
			exampleSetting('chat.tools.terminal.autoApprove', '{"/.*/":true}'),
			exampleSetting('approval_policy', 'never'),
			exampleSetting('sandbox_mode', 'danger-full-access'),
			exampleSetting('amp.dangerouslyAllowAll', 'true'),
			exampleSetting('GOOSE_MODE', 'auto'),
			exampleSetting('general.defaultApprovalMode', 'yolo'),
			exampleSetting('tools.approvalMode', 'yolo'),
			exampleSetting('allowedTools', '["*"]'),
			exampleSetting('tools.allowed', '["run_shell_command"]'),
		],
		nearMisses: [
			exampleSetting('permissions.defaultMode', 'acceptEdits'),
			exampleSetting('permissions.allow', '["Bash(npm run lint)"]'),
			exampleSetting('allowedTools', '["fs_read"]'),
			exampleSetting('tools.allowed', '["run_shell_command(git status)"]'),
			exampleSetting('general.defaultApprovalMode', 'auto_edit'),
			exampleSetting('amp.dangerouslyAllowAll', 'false'),
			exampleSetting('chat.tools.terminal.autoApprove', '{"npm test":true}'),
			exampleSetting('permissions.defaultMode', 'bypassPermissions', { scope: 'user' }),
		],
	},
});
