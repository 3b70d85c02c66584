// Written by tools/indexes.mjs from the files beside it.
import credentialLongLivedPlaintext from './credential-long-lived-plaintext.ts';
import credentialOpenToOthers from './credential-open-to-others.ts';
import launchApprovalBreadth from './launch-approval-breadth.ts';
import launchAutomaticTasksForced from './launch-automatic-tasks-forced.ts';
import launchBaseUrlMoved from './launch-base-url-moved.ts';
import launchCertificateOrProxyMoved from './launch-certificate-or-proxy-moved.ts';
import launchCommitPinnedRunner from './launch-commit-pinned-runner.ts';
import launchContainerHostCommand from './launch-container-host-command.ts';
import launchCredentialHelperInProject from './launch-credential-helper-in-project.ts';
import launchCredentialMount from './launch-credential-mount.ts';
import launchFromTemporaryFolder from './launch-from-temporary-folder.ts';
import launchGitConfigExecutes from './launch-git-config-executes.ts';
import launchGuardHidden from './launch-guard-hidden.ts';
import launchHiddenAutomaticTask from './launch-hidden-automatic-task.ts';
import launchHiddenUnicode from './launch-hidden-unicode.ts';
import launchInlineCode from './launch-inline-code.ts';
import launchInlineSecret from './launch-inline-secret.ts';
import launchInstructionOrdersExecution from './launch-instruction-orders-execution.ts';
import launchInterpreterOnDataFile from './launch-interpreter-on-data-file.ts';
import launchLoaderVariable from './launch-loader-variable.ts';
import launchMcpServerFromParent from './launch-mcp-server-from-parent.ts';
import launchPackageManagerProgram from './launch-package-manager-program.ts';
import launchPipeToShell from './launch-pipe-to-shell.ts';
import launchSameCommandInSeveralTools from './launch-same-command-in-several-tools.ts';
import launchScriptInAnotherToolsFolder from './launch-script-in-another-tools-folder.ts';
import launchSendsFilesAway from './launch-sends-files-away.ts';
import launchUnpinnedRunner from './launch-unpinned-runner.ts';
import launchUnreadable from './launch-unreadable.ts';
import launchWormInstallScript from './launch-worm-install-script.ts';
import postureWeakened from './posture-weakened.ts';
import type { Rule } from './rule.ts';
import trustEditorTrustOff from './trust-editor-trust-off.ts';
import trustFolderGone from './trust-folder-gone.ts';
import trustFolderStartsCommands from './trust-folder-starts-commands.ts';
import trustLaunchChanged from './trust-launch-changed.ts';
import trustNeverOpenedHere from './trust-never-opened-here.ts';
import trustTooBroad from './trust-too-broad.ts';
import trustUserLaunchChanged from './trust-user-launch-changed.ts';

export const rules: readonly Rule[] = [
	credentialLongLivedPlaintext,
	credentialOpenToOthers,
	launchApprovalBreadth,
	launchAutomaticTasksForced,
	launchBaseUrlMoved,
	launchCertificateOrProxyMoved,
	launchCommitPinnedRunner,
	launchContainerHostCommand,
	launchCredentialHelperInProject,
	launchCredentialMount,
	launchFromTemporaryFolder,
	launchGitConfigExecutes,
	launchGuardHidden,
	launchHiddenAutomaticTask,
	launchHiddenUnicode,
	launchInlineCode,
	launchInlineSecret,
	launchInstructionOrdersExecution,
	launchInterpreterOnDataFile,
	launchLoaderVariable,
	launchMcpServerFromParent,
	launchPackageManagerProgram,
	launchPipeToShell,
	launchSameCommandInSeveralTools,
	launchScriptInAnotherToolsFolder,
	launchSendsFilesAway,
	launchUnpinnedRunner,
	launchUnreadable,
	launchWormInstallScript,
	postureWeakened,
	trustEditorTrustOff,
	trustFolderGone,
	trustFolderStartsCommands,
	trustLaunchChanged,
	trustNeverOpenedHere,
	trustTooBroad,
	trustUserLaunchChanged,
];
