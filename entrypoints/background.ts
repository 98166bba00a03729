import { defineBackground } from 'wxt/utils/define-background';
import { startBackground } from '../lib/worker/background.ts';

export default defineBackground(startBackground);
