-- Finds the pairs of posts to compare, from the rows that `analyze --keys` writes. Runs in DuckDB as it is:
--   duckdb -c "COPY ($(cat docs/candidate-pairs.sql)) TO 'pairs.csv'"
-- The rule is that of docs/sources.md, so that `analyze --pairs` gives the groups that `analyze` gives.
WITH
keys AS (
  SELECT post, key, runs, time, identity
  FROM read_csv('keys.csv', header = true, delim = ',', quote = '"', escape = '"', columns = {
    'post': 'VARCHAR', 'key': 'BIGINT', 'weight': 'INTEGER', 'runs': 'INTEGER', 'time': 'DOUBLE', 'identity': 'VARCHAR'})
),
posts AS (
  SELECT post, min(runs) AS runs, min(time) AS time, min(identity) AS identity FROM keys GROUP BY post
),
-- Of posts with the same features the earliest stands for all.
placed AS (
  SELECT post, runs, time,
    row_number() OVER (PARTITION BY coalesce(identity, 'post ' || post) ORDER BY time NULLS LAST, post) AS place
  FROM posts
),
firsts AS (
  SELECT post, runs, row_number() OVER (ORDER BY time NULLS LAST, post) AS position FROM placed WHERE place = 1
),
held AS (
  SELECT keys.key, firsts.position, firsts.runs FROM keys JOIN firsts ON keys.post = firsts.post
),
-- A key answers with the earliest 8 of its posts.
ordered AS (
  SELECT key, position, runs, row_number() OVER (PARTITION BY key ORDER BY position) AS place FROM held
),
shared AS (
  SELECT later.position AS later, earlier.position AS earlier, count(*) AS votes,
    min(later.runs) AS runs, least(min(later.runs), min(earlier.runs)) AS fewer
  FROM held AS later JOIN ordered AS earlier ON earlier.key = later.key AND earlier.position < later.position
  WHERE earlier.place <= 8
  GROUP BY later.position, earlier.position
),
-- Enough shared keys: two, and 8 % of the runs of the post that has fewer.
candidates AS (
  SELECT later, earlier,
    row_number() OVER (PARTITION BY later ORDER BY votes DESC, greatest(fewer, 1), earlier) AS place
  FROM shared
  WHERE votes >= least(2, runs) AND votes >= least(2, fewer) AND votes >= CAST(0.08 AS DOUBLE) * fewer
)
-- The 16 likeliest are compared.
SELECT one.post AS a, other.post AS b
FROM candidates
JOIN firsts AS one ON one.position = candidates.earlier
JOIN firsts AS other ON other.position = candidates.later
WHERE candidates.place <= 16
