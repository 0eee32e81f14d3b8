-- What the user's own past answers prove about the kinds: one row for each message that a person answered. Made again in the background; never
-- the only place of anything.
CREATE TABLE proof (
  message INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE,
  kind    TEXT,                  -- what is said of the message now; NULL: none of these
  outcome TEXT NOT NULL CHECK (outcome IN ('right', 'wrong', 'unclear', 'learned'))
);
CREATE INDEX proof_by_kind ON proof (kind, outcome);

-- The text as it was proposed, beside what a person made of it. NULL: nobody proposed it, or before this was kept.
ALTER TABLE answer ADD COLUMN proposed TEXT;

CREATE INDEX message_replies ON message (date) WHERE outgoing AND in_reply_to <> '';
CREATE INDEX decision_by_person ON decision (message) WHERE current AND source = 'person';
