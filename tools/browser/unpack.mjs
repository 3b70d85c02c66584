// Unpacks the browser of @sparticuz/chromium beside it, with the libraries and fonts that a small machine lacks.
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const directory = join(import.meta.dirname, 'node_modules', '.unpacked');
rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });

// It unpacks to the folder for temporary files, and its libraries (NSS, expat) only where it takes itself to be on AWS
// Lambda: build/esm/index.js and helper.js, isRunningInAmazonLinux2023.
process.env.TMPDIR = directory;
process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
const { default: chromium } = await import('@sparticuz/chromium');
await chromium.executablePath();

// The packaged configuration names /tmp/fonts.
writeFileSync(
	join(directory, 'fonts', 'fonts.conf'),
	`<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(directory, 'fonts')}</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`,
);

const script = join(directory, 'chromium.sh');
writeFileSync(
	script,
	`#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="$here/al2023/lib"
# Fonts of the system are better; without any, text would have no width.
[ -d /usr/share/fonts ] || export FONTCONFIG_PATH="$here/fonts"
exec "$here/chromium" "$@"
`,
);
chmodSync(script, 0o755);
