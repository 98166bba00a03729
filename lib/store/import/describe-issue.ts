/** What a schema found wrong, in words that name the field. */
import type * as z from 'zod/mini';

/** `a field that this version does not know: "mood"`, `a string was expected`, … */
export function describeIssue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${issue.keys.length === 1 ? 'a field' : 'fields'} that this version does not know: ${issue.keys.map((key) => `"${key.slice(0, 60)}"`).join(', ')}`;
    case 'invalid_type':
      return `expected: ${issue.expected}`;
    case 'invalid_value':
      return `expected: ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'too_big':
      return `more than ${issue.maximum} ${issue.origin === 'string' ? 'characters' : ''}`.trim();
    case 'too_small':
      return `less than ${issue.minimum}`;
    case 'invalid_format':
      return `not in the expected form${issue.pattern ? ` ${issue.pattern.slice(0, 120)}` : ''}`;
    default:
      return issue.message;
  }
}
