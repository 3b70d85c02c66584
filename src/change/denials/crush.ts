import { defineDenials } from './denial.ts';

export default defineDenials({
	id: 'crush',
	denials: ({ kind }) => [
		{
			scope: kind === 'mcp-server' ? 'server' : 'hooks',
			none: 'Crush has no trust and no denial: what stands in a folder’s crush.json or crushrc runs when it is started there',
			whatItStops: '',
			whatItDoesNot: '',
		},
	],
	source: 'README of charmbracelet/crush: configuration is trusted code',
});
