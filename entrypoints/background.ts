import { defineBackground } from 'wxt/utils/define-background';
import { start } from '../lib/worker/start.ts';

export default defineBackground(start);
