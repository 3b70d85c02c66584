import { exampleLaunch } from './example-launch.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** Characters that stand in a command unseen (CVE-2021-42574 and tags). */
const UNSEEN = /[\u202a-\u202e\u2066-\u2069\u200b\u2060]|[\u{e0000}-\u{e007f}]|[\u{e0100}-\u{e01ef}]/u;
/** Of these, what is copied by accident: it changes no order and spells nothing. */
const STRAY = /^(?:U\+)?(?:200B|200C|200D|200E|200F|2060|FEFF)$/;
/** As many of them as a message needs. */
const MANY = 16;

const instruction = (value: string) => exampleLaunch({ kind: 'instruction', name: 'CLAUDE.md', command: null, args: [value] });

export default defineLaunchRule({
	id: 'launch/hidden-unicode',
	severity: 'high',
	why: 'Text that a person cannot see is meant for the agent, or for the program, alone.',
	source:
		'CVE-2021-42574 (Trojan Source), rules-file backdoor (Pillar Security, 2025), GlassWorm (variation selectors); not one such character in 179 public files',
	says: ({ kind, args, name, command, cwd, url }) => {
		const hidden = kind === 'instruction' ? args.find((value) => value.startsWith('hidden-unicode:')) : undefined;
		if (hidden !== undefined) {
			const [, count = '', first = ''] = hidden.split(':');
			const stray = STRAY.test(`U+${first.replace(/^U\+/, '')}`) && Number(count) < MANY;
			return {
				severity: stray ? 'low' : 'high',
				arguments: { count: Number(count) || 1, first: `U+${first.replace(/^U\+/, '')}` },
				evidence: [hidden],
			};
		}
		const text = [name, command ?? '', ...args, cwd ?? '', url ?? ''].find((value) => UNSEEN.test(value));
		const [character = ''] = UNSEEN.exec(text ?? '') ?? [];
		const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
		return text === undefined ? null : { severity: STRAY.test(code) ? 'medium' : 'high', arguments: { count: 1, first: `U+${code}` } };
	},
	examples: {
		hits: [
			instruction('hidden-unicode:41:U+E0041'),
			instruction('hidden-unicode:2:U+200B'),
			instruction('hidden-unicode:1:U+202E'),
			exampleLaunch({ args: ['a\u202eb'] }),
			exampleLaunch({ name: 'files\u200b' }),
		],
		nearMisses: [exampleLaunch({ name: 'dateien für größe' }), exampleLaunch({ args: ['👩\u200d🚀'] })],
	},
});
