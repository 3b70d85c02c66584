import { exampleHook, on } from './example-commands.ts';
import { belowProject, commandsOf, executedFiles, isInterpreter, isShell, upstream } from './launch-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** Files that hold no program. */
const DATA = /\.(?:woff2?|ttf|eot|otf|png|jpe?g|gif|svg|ico|webp|bmp|css|scss|txt|dict|map|md|log|bin|dat|csv|pdf|mp[34]|wasm)$/i;

/** Folders in which a file without an extension is no program for these interpreters. */
const ASSETS = /^(?:\.vscode|\.github|\.claude|\.gemini|\.cursor|public|assets|static|fonts|images)\/(?:[^/]+\/){0,8}[^/.]+$/;

const READERS = /^(?:cat|type|tail|head|tac|strings|get-content|gc)$/;

export default defineLaunchRule({
	id: 'launch/interpreter-on-data-file',
	severity: 'high',
	why: 'No honest project runs a font, a picture or a dictionary: a program is hidden where nobody reads.',
	source:
		'Contagious Interview task files of 2025 and 2026 (`node public/fonts/fa-solid-400.woff2`); 0 of 171 public configurations have it',
	// Also where somebody has to start it: there is no honest reason.
	says: (launch) => {
		for (const command of commandsOf(launch)) {
			const { program } = command;
			const files = executedFiles(command);
			const fed =
				isInterpreter(program) && files.length === 0
					? upstream(command).flatMap((source) => (READERS.test(source.program) ? source.args : []))
					: [];
			for (const script of [...files, ...fed]) {
				const below = belowProject(script, launch.folder);
				// A shell is given scripts without an extension, and `source` is given lists of variables.
				const bare = isInterpreter(program) && !isShell(program) && ASSETS.test(below);
				if (DATA.test(below) || bare) {
					return { arguments: { program: isInterpreter(program) ? program : 'the shell', script: below }, evidence: [script] };
				}
			}
		}
		return null;
	},
	examples: {
		hits: [
			exampleHook('node ./public/fonts/fa-solid-400.woff2'),
			exampleHook(
				"(command -v node >/dev/null 2>&1 && node ./public/fonts/fa.woff2) || (where node >nul 2>&1 && node ./public/fonts/fa.woff2) || echo ''",
			),
			exampleHook('node .vscode/cancel'),
			exampleHook('bash -c "python3 assets/logo.png"'),
			exampleHook('cat assets/logo.png | node'),
			exampleHook('node < assets/logo.png', on('manual')),
		],
		nearMisses: [
			exampleHook('node scripts/optimise.js public/fonts/fa-solid-400.woff2'),
			exampleHook('cat README.md'),
			exampleHook('bash .github/scripts/setup'),
			exampleHook('cat names.txt | node scripts/greet.js'),
			exampleHook('php -S localhost:8000 -t public'),
		],
	},
});
