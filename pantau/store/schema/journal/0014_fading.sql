-- Up to when the pairs of a site have faded; not known of rows of before they did.
ALTER TABLE site_state ADD COLUMN pairs_at INTEGER;
