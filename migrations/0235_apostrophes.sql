-- Search words with a typographic apostrophe are found by a plain one, and each without its apostrophe: O’Neil by
-- "o'neil" and "oneil".
UPDATE OR IGNORE search_words SET word = replace(replace(replace(word, '’', ''''), '‘', ''''), 'ʼ', '''')
WHERE instr(word, '’') > 0 OR instr(word, '‘') > 0 OR instr(word, 'ʼ') > 0;
INSERT OR IGNORE INTO search_words (workspace_id, noun, word, id)
SELECT workspace_id, noun, replace(word, '''', ''), id FROM search_words WHERE instr(word, '''') > 0;
