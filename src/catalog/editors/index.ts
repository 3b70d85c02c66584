// Written by tools/indexes.mjs from the files beside it.
import antigravity from './antigravity.ts';
import antigravityServer from './antigravity-server.ts';
import codeServer from './code-server.ts';
import cursor from './cursor.ts';
import cursorServer from './cursor-server.ts';
import type { EditorEntry } from './editor.ts';
import kiro from './kiro.ts';
import kiroServer from './kiro-server.ts';
import openvscodeServer from './openvscode-server.ts';
import positron from './positron.ts';
import positronServer from './positron-server.ts';
import trae from './trae.ts';
import traeServer from './trae-server.ts';
import vscode from './vscode.ts';
import vscodeInsiders from './vscode-insiders.ts';
import vscodeRemote from './vscode-remote.ts';
import vscodeServer from './vscode-server.ts';
import vscodeServerInsiders from './vscode-server-insiders.ts';
import vscodium from './vscodium.ts';
import vscodiumInsiders from './vscodium-insiders.ts';
import vscodiumServer from './vscodium-server.ts';
import windsurf from './windsurf.ts';
import windsurfNext from './windsurf-next.ts';
import windsurfServer from './windsurf-server.ts';

export const editors: readonly EditorEntry[] = [
	antigravity,
	antigravityServer,
	codeServer,
	cursor,
	cursorServer,
	kiro,
	kiroServer,
	openvscodeServer,
	positron,
	positronServer,
	trae,
	traeServer,
	vscode,
	vscodeInsiders,
	vscodeRemote,
	vscodeServer,
	vscodeServerInsiders,
	vscodium,
	vscodiumInsiders,
	vscodiumServer,
	windsurf,
	windsurfNext,
	windsurfServer,
];
