-- Lists of a few messages among 100,000 are found without reading all of those, whose texts are long.
CREATE INDEX message_by_date ON message (date) WHERE outgoing = 0;
CREATE INDEX decision_by_action ON decision (action, message) WHERE current;
