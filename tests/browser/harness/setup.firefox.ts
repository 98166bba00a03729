import { ensureBuilt } from './build.ts';

export const setup = () => ensureBuilt('firefox');
