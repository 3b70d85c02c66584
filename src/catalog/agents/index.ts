// Written by tools/indexes.mjs from the files beside it.
import type { AgentEntry } from './agent.ts';
import amazonQ from './amazon-q.ts';
import amp from './amp.ts';
import antigravity from './antigravity.ts';
import claudeCode from './claude-code.ts';
import claudeDesktop from './claude-desktop.ts';
import cline from './cline.ts';
import codex from './codex.ts';
import continueDev from './continue-dev.ts';
import copilotCli from './copilot-cli.ts';
import cortexCode from './cortex-code.ts';
import crush from './crush.ts';
import cursor from './cursor.ts';
import devinCli from './devin-cli.ts';
import factoryDroid from './factory-droid.ts';
import geminiCli from './gemini-cli.ts';
import goose from './goose.ts';
import grokBuild from './grok-build.ts';
import junie from './junie.ts';
import kiro from './kiro.ts';
import opencode from './opencode.ts';
import qwenCode from './qwen-code.ts';
import rooCode from './roo-code.ts';
import trae from './trae.ts';
import vscode from './vscode.ts';
import warp from './warp.ts';
import windsurf from './windsurf.ts';
import zed from './zed.ts';

export const agents: readonly AgentEntry[] = [
	amazonQ,
	amp,
	antigravity,
	claudeCode,
	claudeDesktop,
	cline,
	codex,
	continueDev,
	copilotCli,
	cortexCode,
	crush,
	cursor,
	devinCli,
	factoryDroid,
	geminiCli,
	goose,
	grokBuild,
	junie,
	kiro,
	opencode,
	qwenCode,
	rooCode,
	trae,
	vscode,
	warp,
	windsurf,
	zed,
];
