-- What version 1 stored was whole: its references are ready.
ALTER TABLE reference ADD COLUMN state TEXT NOT NULL DEFAULT 'ready' CHECK (state IN ('calibrating', 'ready', 'failed'));
ALTER TABLE reference ADD COLUMN failure TEXT NOT NULL DEFAULT '';
