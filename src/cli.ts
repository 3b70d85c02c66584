#!/usr/bin/env node
import { join } from 'node:path';
import { runCompiled } from './machine/code-cache.ts';

runCompiled(join(__dirname, 'terminal.js'));
