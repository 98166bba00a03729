import { expect, test } from 'vitest';
import { detectLanguage } from '../../lib/text/detect-language.ts';

test.each([
  ['vi', 'Tuần này tôi đã đóng một nửa vị thế $SOL vì lãi suất tài trợ chuyển sang âm, và tôi sẽ chờ giá.'],
  ['ko', '이번 주에 $SOL 포지션의 절반을 정리했습니다. 펀딩 비율이 마이너스로 바뀌었기 때문입니다.'],
  ['ja', 'ビットコインは今週ドルに対して上がりました。'],
  [
    'es',
    'Esta semana cerré la mitad de la posición porque la financiación está en negativo, según el gráfico.',
  ],
])('%s, composed or not', (lang, text) => {
  expect(detectLanguage(text.normalize('NFC'))).toBe(lang);
  expect(detectLanguage(text.normalize('NFD'))).toBe(lang);
});
